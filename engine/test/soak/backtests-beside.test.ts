import { type ChildProcess, execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it, onTestFinished } from 'vitest';
import type { ToEngine } from '../../contract/host-control.ts';
import { systemClock } from '../../runtime/clock.ts';
import { measured } from '../reliability/measured.ts';
import type { FromSoakEngine, SoakMinute } from './soak-line.ts';

/** Measured alone, then beside backtests; 300 and more for a long run. */
const SECONDS = Number(process.env['EDGEWRIGHT_BACKTESTS_SECONDS'] ?? 3);
const BACKTESTS = 2;
const CRASH_AFTER_MS = 1500;
const CLI = join(import.meta.dirname, '../../cli/main.ts');
const ENGINE = join(import.meta.dirname, 'soak-engine.ts');
const run = promisify(execFile);

/** A recording that backtests can read, made by a session of the command line. */
async function recordIn(folder: string): Promise<string> {
  const session = ['paper', '--minutes', '5', '--data-dir', folder, '--out', join(folder, 'reports')];
  await run(process.execPath, [CLI, ...session, '--format', 'csv']);
  const recordings = join(folder, 'recordings');
  const [name] = readdirSync(recordings).filter((each) => each.endsWith('.ewrec'));
  if (name === undefined) throw new Error(`${recordings} must hold a recording`);
  return join(recordings, name);
}

/** The genuine engine with the sandbox; `measure` answers what its loop did since the time before. */
async function openEngine(folder: string) {
  const child = fork(ENGINE, ['0'], { execArgv: ['--expose-gc'], serialization: 'advanced' });
  const say = (message: ToEngine | { readonly type: 'measure' }): void => void child.send(message);
  const heard: FromSoakEngine[] = [];
  child.on('message', (told: FromSoakEngine) => heard.push(told));
  const first = async (isWanted: (told: FromSoakEngine) => boolean): Promise<FromSoakEngine> => {
    for (;;) {
      const found = heard.find(isWanted);
      if (found) return found;
      await once(child, 'message');
    }
  };
  await first((told) => told.kind === 'host' && told.message.type === 'ready');
  say({
    type: 'configure',
    settings: {
      userDataDir: folder,
      engineVersion: '0.0.0',
      depositQuote: '10000',
      sandboxSeed: 7,
      sandboxHistoryMinutes: 1,
      recordingCapMb: 64,
      keepRawFrames: false,
      latency: { feedMs: 40, orderMs: 40, responseMs: 40 },
      market: { source: 'sandbox' },
    },
  });
  await first((told) => told.kind === 'host' && told.message.type === 'started');
  const stopPinging = systemClock.every(1000, () => say({ type: 'ping', at: systemClock.now() }));
  const measure = async (): Promise<SoakMinute> => {
    heard.length = 0;
    say({ type: 'measure' });
    return (await first(({ kind }) => kind === 'measured')) as SoakMinute;
  };
  const close = async (): Promise<number | null> => {
    stopPinging();
    say({ type: 'shutdown' });
    const [code] = (await once(child, 'exit')) as [number | null];
    return code;
  };
  return { child, measure, close };
}

/** Backtests one after the other, every second one killed at its work; answers how many ended and how. */
async function keepTesting(
  recording: string,
  folder: string,
  { isOver, isFirstToCrash }: { readonly isOver: () => boolean; readonly isFirstToCrash: boolean },
) {
  let [done, crashed] = [0, 0];
  let isToCrash = isFirstToCrash;
  while (!isOver()) {
    const out = ['--data-dir', folder, '--out', join(folder, 'reports'), '--format', 'csv'];
    const child: ChildProcess = execFile(process.execPath, [CLI, 'backtest', recording, ...out]);
    const stop = isToCrash ? systemClock.after(CRASH_AFTER_MS, () => child.kill('SIGSEGV')) : () => undefined;
    const [code] = (await once(child, 'exit')) as [number | null];
    stop();
    if (code === 0) done += 1;
    else crashed += 1;
    isToCrash = !isToCrash;
  }
  return { done, crashed };
}

it(
  'R-LC-08: backtests that take every core and crash are processes of their own, and the engine goes on beside them',
  { timeout: (2 * SECONDS + 120) * 1000 },
  async () => {
    const root = mkdtempSync(join(tmpdir(), 'edgewright-beside-'));
    onTestFinished(() => rmSync(root, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }));
    const recording = await recordIn(join(root, 'recorded'));
    const engine = await openEngine(join(root, 'engine'));
    await engine.measure();
    await passed(SECONDS);
    const alone = await engine.measure();
    let isOver = false;
    const testing = Array.from({ length: BACKTESTS }, (_, at) =>
      keepTesting(recording, join(root, `backtest-${at}`), {
        isOver: () => isOver,
        isFirstToCrash: at % 2 === 1,
      }),
    );
    await passed(SECONDS);
    const beside = await engine.measure();
    isOver = true;
    const counts = await Promise.all(testing);
    const done = counts.reduce((sum, each) => sum + each.done, 0);
    const crashed = counts.reduce((sum, each) => sum + each.crashed, 0);
    expect(done).toBeGreaterThan(0);
    expect(crashed).toBeGreaterThan(0);
    expect(await engine.close()).toBe(0);
    measured(
      'R-LC-08',
      `loop delay p99 ${alone.loopMs.p99.toFixed(1)} ms alone, ${beside.loopMs.p99.toFixed(1)} ms beside ${BACKTESTS} backtests on two cores for ${SECONDS} s; ${done} done, ${crashed} crashed`,
    );
  },
);

const passed = (seconds: number) =>
  new Promise<void>((resolve) => systemClock.after(seconds * 1000, () => resolve()));
