import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { _electron, type ElectronApplication } from '@playwright/test';
import { chromiumFlags } from '../launch/chromium-flags.ts';
import { ownDisplay } from '../launch/own-display.ts';
import type { OrdinaryUser } from './ordinary-user.ts';

/** Any id but root's: an ordinary person keeps the browser's sandbox. */
const ordinaryUserId = 1000;

/** How an installed app that was started by hand fared. */
export type StartOutcome = {
  /** `undefined` while it still runs. */
  readonly exitCode: number | undefined;
  readonly output: string;
};

/** Starts an installed test build as an ordinary person, sandbox on, and steers it. */
export function steer(program: string, user: OrdinaryUser): Promise<ElectronApplication> {
  return _electron.launch({
    executablePath: user.starterOf(program),
    chromiumSandbox: true,
    args: [...chromiumFlags(ordinaryUserId)],
    env: environmentOf(user),
  });
}

/** Starts an installed release as an ordinary person and looks how it is after `watchMs`. */
export async function startByHand(
  program: string,
  user: OrdinaryUser,
  args: readonly string[],
  watchMs: number,
): Promise<StartOutcome> {
  const app = spawn(user.starterOf(program), ['--disable-gpu', ...args], { env: environmentOf(user) });
  let output = '';
  for (const stream of [app.stdout, app.stderr])
    stream.on('data', (part: Buffer) => (output += part.toString()));
  const ended = once(app, 'exit');
  const first = await Promise.race([ended, pause(watchMs)]);
  if (first !== undefined) return { exitCode: app.exitCode ?? -1, output };
  app.kill('SIGTERM');
  // A question about open work may keep it from going by itself.
  const forced = setTimeout(() => app.kill('SIGKILL'), 10_000);
  await ended;
  clearTimeout(forced);
  return { exitCode: undefined, output };
}

function environmentOf(user: OrdinaryUser): Record<string, string> {
  const { PATH = '', DISPLAY = '', LANG = 'C.UTF-8' } = process.env;
  return { PATH, DISPLAY, LANG, HOME: user.home, ...ownDisplay() };
}
