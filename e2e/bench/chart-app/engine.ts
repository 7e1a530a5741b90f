import type { Bar } from '../../../engine/domain/market/bar.ts';
import { btcPerpetual } from '../../../engine/domain/instrument/fixtures/btc-perpetual.ts';
import { unixMs } from '../../../engine/domain/units/time.ts';
import { Random } from '../../../engine/numerics/random.ts';
import { MarketState } from '../../../engine/market/market-state.ts';
import { type BarPage, pageOf } from '../../../engine/market/bars/bar-page.ts';
import { PastBars } from '../../../engine/market/bars/past-bars.ts';
import { openFlowSource } from '../../../engine/runtime/flow/open-flow-source.ts';
import { SessionFlow } from '../../../engine/runtime/flow/session-flow.ts';
import { chartHandlers } from '../../../engine/runtime/handlers/chart-handlers.ts';
import { BENCH_BARS, BENCH_BEGIN_MS, BENCH_SEED } from './history.ts';

const MINUTE_MS = 60_000;
const PAGE_BARS = 50_000;

const instrument = btcPerpetual({ venue: 'sandbox', maxSizeBase: '1000' });

/** One-minute bars of a random walk whose price moves by a tenth of a percent a minute, in pages as an archive gives them. */
function walk(): BarPage[] {
  const random = new Random(BENCH_SEED);
  let price = 64_000;
  const minute = (at: number) => {
    const open = price;
    price = open * (1 + (random.uniform() - 0.5) * 0.003);
    return minuteOf(at, open, price, random);
  };
  const pages: BarPage[] = [];
  for (let at = 0; at < BENCH_BARS; at += PAGE_BARS)
    pages.push(pageOf(Array.from({ length: PAGE_BARS }, (_, offset) => minute(at + offset))));
  return pages;
}

function minuteOf(at: number, open: number, close: number, random: Random): Bar {
  const reach = Math.abs(close - open) + open * 0.0004 * random.uniform();
  const volumeBase = 1 + 20 * random.uniform();
  return {
    openTime: unixMs(BENCH_BEGIN_MS + at * MINUTE_MS),
    intervalMs: MINUTE_MS,
    open: rounded(open),
    high: rounded(Math.max(open, close) + reach * random.uniform()),
    low: rounded(Math.min(open, close) - reach * random.uniform()),
    close: rounded(close),
    volumeBase,
    buyVolumeBase: volumeBase * random.uniform(),
    tradeCount: 1 + Math.floor(500 * random.uniform()),
  };
}

const rounded = (price: number): number => Math.round(price * 10) / 10;

const state = new MarketState([instrument]);
const past = new PastBars(BENCH_BEGIN_MS + BENCH_BARS * MINUTE_MS);
const flow = new SessionFlow(openFlowSource, () => past);
const handlers = chartHandlers(() => ({
  flow,
  marketOf: (id) => state.of(id),
  instruments: () => [instrument],
  breathe: () => () => undefined,
}));
const market = state.of(instrument.id);
if (!market) throw new Error('the market must have its instrument, has not');
for (const page of walk().toReversed()) past.addOlder(page);

/** Builds bars of a length as the chart does, bit by bit: the whole time, and the longest the loop was held. */
function built(intervalMs: number): { readonly buildMs: number; readonly longestMs: number } {
  const spec = { kind: 'time', intervalMs } as const;
  const begun = performance.now();
  const book = flow.barsOf(market as NonNullable<typeof market>);
  let longestMs = 0;
  do {
    const before = performance.now();
    book.seriesOf(spec);
    longestMs = Math.max(longestMs, performance.now() - before);
  } while (book.hasOlder(spec, 0));
  return { buildMs: performance.now() - begun, longestMs };
}

const firstRequests = {
  minutes: built(MINUTE_MS),
  fiveMinutes: built(5 * MINUTE_MS),
  hours: built(60 * MINUTE_MS),
  residentMegabytes: Math.round(process.memoryUsage().rss / 1e6),
};

interface Question {
  readonly number: number;
  readonly command: string;
  readonly payload?: unknown;
}

process.parentPort.on('message', ({ data }: { data: Question }) => {
  const { command, number, payload } = data;
  process.parentPort.postMessage({ number, reply: answer(command, payload) });
});

function answer(command: string, payload: unknown): unknown {
  if (command === 'ready') return firstRequests;
  const handler = (handlers as Readonly<Record<string, (request: never) => unknown>>)[command];
  return handler ? handler(payload as never) : { ok: true, reply: {} };
}
