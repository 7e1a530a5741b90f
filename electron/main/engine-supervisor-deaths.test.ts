import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { EngineSettings, FromEngine } from '../../engine/contract/host-control.ts';
import { bundleChild } from '../../engine/test/kill/bundle-child.ts';
import { COMPILED_BEFORE } from '../../engine/test/compiled-before.ts';
import { measured } from '../../engine/test/reliability/measured.ts';
import { EngineSupervisor } from './engine-supervisor.ts';
import { type HostTimers, systemTimers } from './host-timers.ts';
import { ManualTimers } from './manual-timers.fixture.ts';
import type { AfterDeath } from './restart-policy.ts';

const DEATHS = Number(process.env['EDGEWRIGHT_ENGINE_DEATHS'] ?? 100);
const HANGS = 20;
const HANDS = 2;
const CHILD = fileURLToPath(new URL('../../engine/test/kill/breakable-child.ts', import.meta.url));
const LONG = { timeout: 60_000, interval: 5 };
/** Longer than the minute in which deaths are counted together. */
const APART_MS = 61_000;

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

let bundle = '';
beforeAll(async () => {
  bundle = await bundleChild(CHILD, 'breakable-child');
}, 60_000);

/** The host's supervisor over genuine engines, each a process of its own, on one folder. */
function supervised(timers: HostTimers) {
  const folder = mkdtempSync(join(tmpdir(), 'edgewright-deaths-'));
  const children: ChildProcess[] = [];
  const heard: FromEngine['type'][] = [];
  const states: string[] = [];
  const next: AfterDeath[] = [];
  const ups = { count: 0 };
  const supervisor = new EngineSupervisor<never>({
    timers,
    spawn: (events) => {
      const child = fork(bundle, { env: COMPILED_BEFORE, silent: true });
      children.push(child);
      child.on('message', (message) => {
        const said = message as FromEngine;
        heard.push(said.type);
        events.heard(said);
      });
      child.on('exit', (code, signal) => events.exited(signal ?? `exit code ${code}`));
      return { post: (message) => void child.send(message), kill: () => void child.kill('SIGKILL') };
    },
    greeting: () => [{ message: { type: 'configure', settings: settingsIn(folder) } }],
    status: ({ state }) => states.push(state),
    heard: () => undefined,
    up: () => (ups.count += 1),
    died: () => undefined,
    lost: (then) => next.push(then),
  });
  onTestFinished(async () => {
    const ended = supervisor.shutdown();
    for (const child of children) child.kill('SIGKILL');
    await ended;
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });
  return { children, heard, next, states, supervisor, ups };
}

const middleOf = (all: readonly number[]): number =>
  all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? Number.NaN;

const words = (all: readonly number[]): string =>
  `p50 ${middleOf(all).toFixed(0)} ms, at most ${Math.max(...all).toFixed(0)} ms`;

const alive = (children: readonly ChildProcess[]) =>
  children.filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null);

describe(`genuine engines that are killed ${DEATHS} times`, () => {
  it(
    'R-LC-02: are seen dead within 1 s, and the next one is begun within 3 s',
    { timeout: 60_000 + DEATHS * 5000 },
    async () => {
      const seenMs: number[] = [];
      const begunMs: number[] = [];
      const backMs: number[] = [];
      const work = async (deaths: number): Promise<void> => {
        // Deaths that lie minutes apart, without waiting for the minutes.
        let skippedMs = 0;
        const host = supervised({ ...systemTimers, now: () => Date.now() + skippedMs });
        host.supervisor.start();
        for (let death = 1; death <= deaths; death += 1) {
          await vi.waitUntil(() => host.ups.count === death, LONG);
          skippedMs += APART_MS;
          const killedAt = performance.now();
          host.children.at(-1)?.kill('SIGKILL');
          await vi.waitUntil(() => host.next.length === death, LONG);
          seenMs.push(performance.now() - killedAt);
          expect(host.states.at(-1)).toBe('reconnecting');
          await vi.waitUntil(() => host.children.length > death, LONG);
          begunMs.push(performance.now() - killedAt);
          await vi.waitUntil(() => host.ups.count > death, LONG);
          backMs.push(performance.now() - killedAt);
          expect(alive(host.children)).toHaveLength(1);
        }
      };
      await Promise.all(Array.from({ length: HANDS }, () => work(DEATHS / HANDS)));
      const told = { seen: words(seenMs), begun: words(begunMs), back: words(backMs) };
      measured(
        'R-LC-02',
        `${seenMs.length} engines killed: seen after ${told.seen}; the next begun after ${told.begun}, at work after ${told.back}`,
      );
      expect(backMs).toHaveLength(DEATHS);
      // The slowest tell of the other programs on the machine.
      expect(middleOf(seenMs)).toBeLessThanOrEqual(1000);
      expect(middleOf(begunMs)).toBeLessThanOrEqual(3000);
    },
  );

  it('R-LC-02: stay down after the third within a minute', { timeout: 120_000 }, async () => {
    const timers = new ManualTimers();
    const host = supervised(timers);
    host.supervisor.start();
    for (let death = 1; death <= 3; death += 1) {
      await vi.waitUntil(() => host.ups.count === death, LONG);
      host.children.at(-1)?.kill('SIGKILL');
      await vi.waitUntil(() => host.next.length === death, LONG);
      timers.pass(1000);
    }
    timers.pass(600_000);
    expect(host.states.at(-1)).toBe('down');
    expect([host.children.length, alive(host.children).length]).toEqual([3, 0]);
  });
});

describe(`genuine engines that hang ${HANGS} times`, () => {
  it('R-LC-04: are told of after 5 s, and killed and replaced after 15 s', { timeout: 240_000 }, async () => {
    const timers = new ManualTimers();
    const host = supervised(timers);
    host.supervisor.start();
    /** A minute in which the engine answers; it stays up over all of it. */
    const answerForAMinute = async (): Promise<void> => {
      for (let passed = 0; passed < APART_MS; passed += 4000) {
        const pongs = host.heard.filter((type) => type === 'pong').length;
        timers.pass(4000);
        await vi.waitUntil(() => host.heard.filter((type) => type === 'pong').length >= pongs + 4, LONG);
      }
    };
    let killed = 0;
    for (let hang = 1; hang <= HANGS; hang += 1) {
      await vi.waitUntil(() => host.ups.count === hang, LONG);
      await answerForAMinute();
      expect(host.states.at(-1)).toBe('up');
      const child = host.children.at(-1);
      child?.send({ type: 'hang', how: hang % 2 === 0 ? 'busy' : 'waiting' });
      timers.pass(6000);
      expect(host.states.at(-1)).toBe('reconnecting');
      timers.pass(9000);
      expect(child?.signalCode).toBeNull();
      timers.pass(1000);
      await vi.waitUntil(() => child?.signalCode === 'SIGKILL', LONG);
      killed += 1;
      timers.pass(250);
      expect(host.children).toHaveLength(hang + 1);
    }
    measured('R-LC-04', `${killed} hangs of genuine engines: told after 5 s, killed after 15 s and replaced`);
    expect(host.supervisor.status.restarts).toBe(HANGS);
  });
});
