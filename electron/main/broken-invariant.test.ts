import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished, vi } from 'vitest';
import type { EngineSettings, FromEngine } from '../../engine/contract/host-control.ts';
import { EngineSupervisor } from './engine-supervisor.ts';
import { systemTimers } from './host-timers.ts';
import { measured } from '../../engine/test/reliability/measured.ts';

const CHILD = fileURLToPath(new URL('../../engine/test/kill/breakable-child.ts', import.meta.url));
const LONG = { timeout: 60_000, interval: 50 };

const settingsIn = (userDataDir: string): EngineSettings => ({
  userDataDir,
  engineVersion: '0.0.0',
  depositQuote: '10000',
  sandboxSeed: 7,
  sandboxHistoryMinutes: 1,
  recordingCapMb: 64,
  keepRawFrames: false,
  latency: { feedMs: 1, orderMs: 1, responseMs: 1 },
  market: { source: 'sandbox' },
});

/** The host's supervisor over engines that are processes of their own. */
function supervised(settings: EngineSettings) {
  const children: ChildProcess[] = [];
  const heard: FromEngine[] = [];
  const said: string[] = [];
  const ups = { count: 0 };
  const supervisor = new EngineSupervisor<never>({
    timers: systemTimers,
    spawn: (events) => {
      const child = fork(CHILD, { silent: true });
      children.push(child);
      child.stderr?.on('data', (text: Buffer) => said.push(text.toString()));
      child.on('message', (message) => events.heard(message as FromEngine));
      child.on('exit', (code) => events.exited(`exit code ${code}`));
      return { post: (message) => void child.send(message), kill: () => void child.kill('SIGKILL') };
    },
    greeting: () => [{ message: { type: 'configure', settings } }],
    status: () => undefined,
    heard: (message) => heard.push(message),
    up: () => (ups.count += 1),
    died: () => undefined,
    lost: () => heard.splice(0),
  });
  const positions = () => {
    const state = heard.findLast((message) => message.type === 'state');
    return state?.type === 'state' ? state.openPositions : undefined;
  };
  let askId = 0;
  const buy = (base: string) => {
    const payload = {
      instrument: `sandbox:${base}/USDT:USDT`,
      side: 'buy',
      sizeBase: '0.01',
      type: 'market',
    };
    supervisor.post({ type: 'ask', askId: (askId += 1), windowId: 1, command: 'placeOrder', payload });
  };
  return { buy, children, positions, said, supervisor, ups };
}

it(
  'R-LC-10: an engine that breaks an invariant ends, and the host starts another on what was written down',
  { timeout: 240_000 },
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'edgewright-broken-'));
    const { buy, children, positions, said, supervisor, ups } = supervised(settingsIn(folder));
    onTestFinished(async () => {
      await supervisor.shutdown();
      rmSync(folder, { recursive: true, force: true });
    });
    supervisor.start();
    await vi.waitUntil(() => ups.count === 1, LONG);
    // Entries too close together are refused, and what is refused fills nothing.
    const buying = setInterval(() => buy('ETH'), 1500);
    onTestFinished(() => clearInterval(buying));
    await vi.waitUntil(() => positions() === 1, LONG);

    children[0]?.send({ type: 'break' });
    await vi.waitUntil(() => children[0]?.exitCode !== null, LONG);
    clearInterval(buying);
    expect(children[0]?.exitCode).toBe(1);
    expect(said.join('')).toMatch(/InvariantViolation.*: I2: manual holds \d+ lots/);
    expect(supervisor.status).toMatchObject({ restarts: 1, lastExit: 'exit code 1' });

    await vi.waitUntil(() => ups.count === 2, LONG);
    expect(children).toHaveLength(2);
    await vi.waitUntil(() => positions() === 1, LONG);
    expect(children[1]?.exitCode).toBeNull();
    const { restarts } = supervisor.status;
    measured(
      'R-LC-10',
      `${restarts} broken invariant, exit code ${children[0]?.exitCode}, ${positions()} position back`,
    );
  },
);
