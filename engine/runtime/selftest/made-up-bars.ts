import type { Bar } from '../../domain/market/bar.ts';
import { unixMs } from '../../domain/units/time.ts';
import type { Random } from '../../numerics/random.ts';

const MINUTE_MS = 60_000;
/** Standard deviation of the log return of one minute. */
const MINUTE_DEVIATION = 0.0008;
/** A price moves over a gap as in so much time. */
const GAP_MS = 30 * MINUTE_MS;
/** How much of a return all instruments share. */
const SHARED = 0.75;

/** Bars of several instruments that end at the same time, in the order of their first prices. */
export interface BarsOfTime {
  readonly endTime: number;
  readonly bars: readonly Bar[];
}

/** What bars are made up of. */
export interface MadeUpBars {
  readonly intervalMs: number;
  readonly count: number;
  /** When the last bar ends; a multiple of the interval. */
  readonly endTime: number;
  /** Closes of the last bars, one for each instrument. */
  readonly lastPrices: readonly number[];
  readonly random: Random;
}

/** Bars of a past that never was, oldest first: correlated random walks that arrive at given prices. */
export function madeUpPast({ count, endTime, intervalMs, lastPrices, random }: MadeUpBars): BarsOfTime[] {
  const returns = Array.from({ length: count }, () => drawReturns(lastPrices.length, intervalMs, random));
  const rises = lastPrices.map((_, at) => returns.reduce((sum, each) => sum + (each[at] ?? 0), 0));
  const prices = lastPrices.map((price, at) => price * Math.exp(-(rises[at] ?? 0)));
  return returns.map((each, index) => {
    const openTime = endTime - (count - index) * intervalMs;
    return { endTime: openTime + intervalMs, bars: nextBars(prices, each, { openTime, intervalMs, random }) };
  });
}

/** The next minute of every instrument; `prices` move on. */
export function madeUpMinute(prices: number[], openTime: number, random: Random): readonly Bar[] {
  const returns = drawReturns(prices.length, MINUTE_MS, random);
  return nextBars(prices, returns, { openTime, intervalMs: MINUTE_MS, random });
}

/** Moves prices while nothing trades: the next minute opens away from the last close. */
export function openAway(prices: number[], random: Random): void {
  const returns = drawReturns(prices.length, GAP_MS, random);
  for (let at = 0; at < prices.length; at += 1) {
    prices[at] = (prices[at] as number) * Math.exp(returns[at] as number);
  }
}

interface Period {
  readonly openTime: number;
  readonly intervalMs: number;
  readonly random: Random;
}

function nextBars(prices: number[], returns: readonly number[], period: Period): readonly Bar[] {
  return returns.map((change, at) => {
    const open = prices[at] ?? 1;
    const close = open * Math.exp(change);
    prices[at] = close;
    return barOf(open, close, period);
  });
}

function barOf(open: number, close: number, { intervalMs, openTime, random }: Period): Bar {
  const reach = 0.5 * MINUTE_DEVIATION * Math.sqrt(intervalMs / MINUTE_MS);
  const volumeBase = (intervalMs / MINUTE_MS) * Math.exp(random.normal());
  return {
    openTime: unixMs(openTime),
    intervalMs,
    open,
    high: Math.max(open, close) * (1 + reach * random.exponential(1)),
    low: Math.min(open, close) / (1 + reach * random.exponential(1)),
    close,
    volumeBase,
    buyVolumeBase: volumeBase * (0.3 + 0.4 * random.uniform()),
    tradeCount: 1 + Math.floor(20 * random.uniform()),
  };
}

function drawReturns(count: number, intervalMs: number, random: Random): readonly number[] {
  const deviation = MINUTE_DEVIATION * Math.sqrt(intervalMs / MINUTE_MS);
  const shared = random.normal();
  return Array.from({ length: count }, () => {
    const own = random.normal();
    return deviation * (SHARED * shared + Math.sqrt(1 - SHARED ** 2) * own);
  });
}
