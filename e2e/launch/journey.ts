import type { ChildProcess } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { test as base, type TestInfo } from '@playwright/test';
import { calmDown } from '../screens/settings-file.ts';
import { launchWorkstation, newHome, type LaunchOptions, type Workstation } from './launch-workstation.ts';

interface Journey {
  /** Starts a workstation; what is still open when the journey ends is ended with it. */
  readonly open: (options?: JourneyOptions) => Promise<Workstation>;
}

interface JourneyOptions extends LaunchOptions {
  /** Starts as a person would for the first time, without a settings file. */
  readonly isUntouched?: boolean;
}

/** An hour of the sandbox takes 20 s to play through where journeys share two cores. */
const SHORT_PAST = { EDGEWRIGHT_SANDBOX_HISTORY_MINUTES: '20' };

/** Taken at the start, because a workstation that was quit does not tell any more. */
interface Opened {
  readonly desk: Workstation;
  readonly process: ChildProcess;
}

/** A test that may open workstations; a failing one keeps what they wrote. */
export const test = base.extend<Journey>({
  open: async ({ browserName: _ignored }, use, info) => {
    const opened: Opened[] = [];
    const homes = new Set<string>();
    await use(async ({ isUntouched = false, ...options } = {}) => {
      const userDataDir = options.userDataDir ?? newHome();
      if (options.userDataDir === undefined) homes.add(userDataDir);
      if (!isUntouched) calmDown(userDataDir);
      const env = isUntouched ? options.env : { ...SHORT_PAST, ...options.env };
      const desk = await launchWorkstation({ ...options, userDataDir, ...(env && { env }) });
      opened.push({ desk, process: desk.app.process() });
      return desk;
    });
    for (const { desk, process } of opened) {
      await attachOutput(desk, info);
      if (isRunning(process)) process.kill('SIGKILL');
    }
    // What was killed lets go of its folder a moment later.
    for (const home of homes) rmSync(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  },
});

const isRunning = ({ exitCode, signalCode }: ChildProcess) => exitCode === null && signalCode === null;

async function attachOutput(desk: Workstation, info: TestInfo): Promise<void> {
  if (info.status === info.expectedStatus) return;
  await desk.page.screenshot({ path: info.outputPath('window.png'), timeout: 5000 }).catch(() => undefined);
  await info.attach('output', { body: desk.output().join(''), contentType: 'text/plain' });
  await info.attach('host log', { body: hostLogOf(desk.userDataDir), contentType: 'text/plain' });
}

function hostLogOf(userDataDir: string): string {
  try {
    return readFileSync(join(userDataDir, 'logs', 'host.log'), 'utf8');
  } catch {
    return 'there is no host log';
  }
}
