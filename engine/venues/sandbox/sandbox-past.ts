import type { InstrumentId } from '../../domain/instrument/instrument.ts';
import type { VenueBar } from '../../domain/market/market-event.ts';
import { unixMs } from '../../domain/units/time.ts';
import { Random } from '../../numerics/random.ts';
import { type Calibration, calibrations } from './calibration.ts';
import { sandboxInstruments } from './instruments.ts';
import { PastBar, type Summed } from './past-bar.ts';

const MINUTE_MS = 60_000;
const YEAR_MS = 365 * 86_400_000;
/**
 * How often a market of the sandbox turns over what arrives in the middle regime, at the usual size of a taker:
 * 3.6 to 4.7 for its instruments over four hours of three seeds.
 */
const TURNOVER_SHARE = 4;
/** Standard deviation of the logarithm of a minute's volume. */
const VOLUME_DEVIATION = 0.8;
/** Steps worked out before somebody else may have the thread: about a millisecond. */
const STEPS_AT_ONCE = 1000;

/** How many bars of a length are wanted. */
export interface PastLength {
  readonly intervalMs: number;
  readonly count: number;
}

/** The past a sandbox is to make up. */
export interface SandboxPast {
  /** Everything drawn follows from it. A safe integer. */
  readonly seed: number;
  /** The last bar ends at or before this, in ms. */
  readonly endTime: number;
  /** Prices in quote units the past arrives at, by instrument; the usual starting price where missing. */
  readonly endPrices?: Readonly<Record<InstrumentId, number>>;
  /** Minutes, and lengths that are each a multiple of the one before. */
  readonly lengths: readonly PastLength[];
}

interface Walk {
  readonly id: InstrumentId;
  readonly calibration: Calibration;
  readonly tick: number;
  /** Natural logarithm of its price. */
  log: number;
}

interface Step {
  readonly openTime: number;
  readonly intervalMs: number;
}

/**
 * Bars of a past that never was, oldest first, at one time the longest first and the instruments in the order of
 * the sandbox: walks with the volatilities and the correlation of the market, on steps of the shortest length
 * beside the minute and at last of a minute, that arrive at the prices given. Longer bars are summed up from
 * these steps. Every event is of the time the past ends.
 * @yields undefined while it is working something out.
 */
export function* sandboxPast(past: SandboxPast): Generator<VenueBar | undefined> {
  const lengths = past.lengths.toSorted((a, b) => b.intervalMs - a.intervalMs);
  const walks = yield* beginningsOf(past);
  const rises = new Float64Array(walks.length);
  const [factors, shapes] = streamsOf(past.seed);
  const summed = walks.map(() => lengths.map(({ intervalMs }) => new PastBar(intervalMs)));
  for (const step of stepsOf(past)) {
    drawRises(rises, { walks, intervalMs: step.intervalMs, random: factors });
    walks.forEach((walk, place) => {
      const bar = barOf(walk, rises[place] ?? 0, step, shapes);
      for (const sum of summed[place] ?? []) sum.add(bar);
    });
    for (const at of lengths.keys())
      if (hasEnded(step, lengths[at] as PastLength, past.endTime))
        yield* walks.flatMap(({ id }, place) => eventsOf(id, summed[place]?.[at]?.take(), past.endTime));
  }
}

/** Whether a bar of a length that is wanted ends with a step. */
function hasEnded(step: Step, { count, intervalMs }: PastLength, endTime: number): boolean {
  const ended = step.openTime + step.intervalMs;
  const first = endTime - (endTime % intervalMs) - count * intervalMs;
  return ended % intervalMs === 0 && step.intervalMs <= intervalMs && ended > first;
}

function eventsOf(instrument: InstrumentId, bar: Summed | undefined, endTime: number): readonly VenueBar[] {
  if (bar === undefined) return [];
  const venueTime = unixMs(bar.openTime + bar.intervalMs);
  return [{ kind: 'venue-bar', instrument, time: unixMs(endTime), venueTime, ...bar }];
}

/**
 * Where the walks begin, so that they arrive where they have to.
 * @yields while it is working.
 */
function* beginningsOf(past: SandboxPast): Generator<undefined, readonly Walk[]> {
  const walks = sandboxInstruments.map(({ id, tickValue }, place) => {
    const calibration = calibrations[place];
    if (calibration === undefined) throw new RangeError(`${id}: the sandbox has no calibration of it`);
    const price = past.endPrices?.[id] ?? calibration.startPrice;
    return { id, calibration, tick: tickValue, log: Math.log(price) };
  });
  const [random] = streamsOf(past.seed);
  const rises = new Float64Array(walks.length);
  let steps = 0;
  for (const { intervalMs } of stepsOf(past)) {
    drawRises(rises, { walks, intervalMs, random });
    for (let place = 0; place < walks.length; place += 1)
      (walks[place] as Walk).log -= rises[place] as number;
    steps += 1;
    if (steps % STEPS_AT_ONCE === 0) yield undefined;
  }
  return walks;
}

const streamsOf = (seed: number): readonly [Random, Random] => {
  const random = new Random(seed);
  return [random.fork('past factors'), random.fork('past shapes')];
};

/**
 * Long steps from the begin of the longest length on, then minutes.
 * @yields each of them.
 */
function* stepsOf({ endTime, lengths }: SandboxPast): Generator<Step> {
  const longer = lengths.filter(({ intervalMs }) => intervalMs > MINUTE_MS);
  const minutes = lengths.find(({ intervalMs }) => intervalMs === MINUTE_MS)?.count ?? 0;
  const longMs = Math.min(...longer.map(({ intervalMs }) => intervalMs), 30 * MINUTE_MS);
  const longestMs = Math.max(...longer.map(({ intervalMs }) => intervalMs), longMs);
  const reachMs = Math.max(0, ...longer.map(({ count, intervalMs }) => (count + 1) * intervalMs));
  const minutesFrom = endTime - minutes * MINUTE_MS - ((endTime - minutes * MINUTE_MS) % longMs);
  const from = Math.min(minutesFrom, endTime - reachMs - ((endTime - reachMs) % longestMs));
  for (let openTime = from; openTime < minutesFrom; openTime += longMs)
    yield { openTime, intervalMs: longMs };
  for (let openTime = minutesFrom; openTime + MINUTE_MS <= endTime; openTime += MINUTE_MS)
    yield { openTime, intervalMs: MINUTE_MS };
}

interface Draw {
  readonly walks: readonly Walk[];
  readonly intervalMs: number;
  readonly random: Random;
}

/** Log returns of one step, into a list that is used again. */
function drawRises(rises: Float64Array, { intervalMs, random, walks }: Draw): void {
  const shared = random.normal();
  const root = Math.sqrt(intervalMs / YEAR_MS);
  for (let place = 0; place < walks.length; place += 1) {
    const { annualVolatility, factorLoading } = (walks[place] as Walk).calibration;
    const own = Math.sqrt(1 - factorLoading ** 2) * random.normal();
    rises[place] = annualVolatility * root * (factorLoading * shared + own);
  }
}

/** The bar of a step; the walk moves on. */
function barOf(walk: Walk, rise: number, { intervalMs, openTime }: Step, random: Random) {
  const { calibration, log: from, tick } = walk;
  const variance = calibration.annualVolatility ** 2 * (intervalMs / YEAR_MS);
  const top = from + reachOf(rise, variance, random);
  const bottom = from - reachOf(-rise, variance, random);
  walk.log += rise;
  const priceAt = (log: number) => Math.max(1, Math.round(Math.exp(log) / tick)) * tick;
  const { arrivalsPerSecond, takerSizeQuote } = calibration;
  const quote = TURNOVER_SHARE * arrivalsPerSecond * takerSizeQuote * (intervalMs / 1000);
  const spread = Math.exp(VOLUME_DEVIATION * random.normal() - VOLUME_DEVIATION ** 2 / 2);
  return {
    openTime: unixMs(openTime),
    intervalMs,
    open: priceAt(from),
    high: priceAt(top),
    low: priceAt(bottom),
    close: priceAt(walk.log),
    volumeBase: (quote * spread) / Math.exp(walk.log),
  };
}

/** How far a walk that ends `rise` away got above its begin: the maximum of a Brownian bridge. */
const reachOf = (rise: number, variance: number, random: Random): number =>
  (rise + Math.sqrt(rise ** 2 + 2 * variance * random.exponential(1))) / 2;
