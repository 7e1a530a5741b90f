import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { ToEngine } from '../../contract/host-control.ts';
import type { FeedMessage } from '../../contract/feed.ts';
import { Random } from '../../numerics/random.ts';
import { systemClock } from '../../runtime/clock.ts';
import { openBybitLoopback } from '../../venues/loopback/bybit-loopback.ts';
import { keepFailing } from './soak-faults.ts';
import type { FromSoakEngine, SoakMinute } from './soak-line.ts';
import { soakVerdict } from './soak-verdict.ts';

/**
 * Soak (R-LC-09): the real engine trades on paper for hours on live data of a venue that keeps failing, with a host
 * and a window that listen. `npm run soak -- --minutes 120`; prints a line a minute and the verdict as JSON, and
 * ends with 1 when something grew, or the engine died.
 */

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '120' },
    warm: { type: 'string', default: '20' },
    speed: { type: 'string', default: '32' },
    seed: { type: 'string', default: '1' },
  },
});
const minutes = Number(values.minutes);
const seed = Number(values.seed);
const SYMBOLS = ['BTC/USDT:USDT', 'ETH/USDT:USDT', 'SOL/USDT:USDT'];
const TRADE_EVERY_MS = 30_000;
const PING_EVERY_MS = 1000;
const PUBLISH_EVERY_MS = 5;

const venue = await openBybitLoopback({
  seed,
  clock: systemClock,
  historyMinutes: 60,
  marketSpeed: Number(values.speed),
  publishEveryMs: PUBLISH_EVERY_MS,
});
let messages = 0;
const deliver = venue.faults.deliver.bind(venue.faults);
venue.faults.deliver = (text, send) => {
  messages += 1;
  deliver(text, send);
};
const userDataDir = mkdtempSync(join(tmpdir(), 'edgewright-soak-'));
const child = fork(join(import.meta.dirname, 'soak-engine.ts'), [], {
  execArgv: ['--expose-gc'],
  serialization: 'advanced',
});
const print = (line: string): void => void process.stdout.write(`${line}\n`);
const say = (message: ToEngine): void => void child.send(message);
const measured: SoakMinute[] = [];
let faults: Readonly<Record<string, number>> = {};
let fills = 0;
let asked = 0;
let startedAt = 0;
let isEnding = false;

child.on('message', (told: FromSoakEngine) => {
  if (told.kind === 'measured') take(told);
  else if (told.kind === 'feed') see(told.message as FeedMessage);
  else if (told.message.type === 'ready') configure();
  else if (told.message.type === 'started') begin();
});
child.on('exit', (code) => void end(code));

function configure(): void {
  const { restUrl, wsUrl } = venue;
  const market = { source: 'live-data', venue: 'bybit', symbols: SYMBOLS, restUrl, wsUrl } as const;
  say({
    type: 'configure',
    settings: {
      userDataDir,
      engineVersion: '0.0.0',
      depositQuote: '100000',
      sandboxSeed: seed,
      sandboxHistoryMinutes: 1,
      recordingCapMb: 64,
      keepRawFrames: false,
      latency: { feedMs: 5, orderMs: 40, responseMs: 40 },
      market,
    },
  });
}

function begin(): void {
  if (startedAt !== 0) return;
  startedAt = systemClock.monotonicMs();
  messages = 0;
  say({ type: 'connect-feed', windowId: 1 });
  faults = keepFailing(venue, systemClock, new Random(seed).fork('faults'));
  systemClock.every(PING_EVERY_MS, () => say({ type: 'ping', at: systemClock.now() }));
  systemClock.every(TRADE_EVERY_MS, trade);
}

const ask = (command: string, payload: unknown): void =>
  say({ type: 'ask', askId: (asked += 1), windowId: 1, command, payload });

let isBuying = false;
function trade(): void {
  isBuying = !isBuying;
  const order = { instrument: `bybit:${SYMBOLS[0]}`, sizeBase: '0.01', type: 'market' };
  ask('placeOrder', { ...order, side: isBuying ? 'buy' : 'sell', reduceOnly: !isBuying });
}

function see(message: FeedMessage): void {
  ask('seen', { number: message.number });
  if (message.type === 'changes') fills += message.changes.filter(({ kind }) => kind === 'fill').length;
}

function take(minute: SoakMinute): void {
  measured.push(minute);
  const { arrayBytes, heapBytes, loopMs, rssBytes } = minute;
  const mib = (bytes: number) => (bytes / 2 ** 20).toFixed(1);
  print(
    `minute ${measured.length}: heap ${mib(heapBytes)} MiB, arrays ${mib(arrayBytes)} MiB, resident ${mib(rssBytes)} MiB, loop p99 ${loopMs.p99.toFixed(1)} ms, ${rate().toFixed(0)} messages/s, ${fills} fills`,
  );
  if (measured.length < minutes) return;
  isEnding = true;
  say({ type: 'shutdown' });
}

const rate = (): number => (messages * 1000) / (systemClock.monotonicMs() - startedAt);

async function end(code: number | null): Promise<void> {
  const verdict = soakVerdict(measured, Number(values.warm));
  const hasLived = isEnding && code === 0;
  print(
    JSON.stringify(
      { ...verdict, messagesPerS: Math.round(rate()), messages, faults, fills, hasLived },
      null,
      1,
    ),
  );
  await venue.close();
  rmSync(userDataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  process.exit(hasLived && verdict.holds ? 0 : 1);
}
