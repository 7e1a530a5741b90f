import type { BarrierPaths } from '../../numerics/barrier-paths.ts';

/** The first seven terms of the series of `e^x - 1` give up to here all digits but the last. */
const SMALL = 0.03;

/** Log return of one bar: its drift and its standard deviation. */
export interface ReturnLaw {
  readonly drift: number;
  readonly deviation: number;
}

/** Distances of target and stop from the entry and costs of the round trip, as fractions of the price. */
export interface PlannedEntry {
  readonly target: number;
  readonly stop: number;
  readonly cost: number;
}

/** How a planned entry ends on average. */
export interface EntryOutcome {
  readonly targetProbability: number;
  readonly stopProbability: number;
  /** Mean gain of the paths that reach neither, counted over all paths. */
  readonly endGain: number;
  /** Expected gain after costs as a fraction of the notional. */
  readonly value: number;
}

/** What is known of an entry before any path was drawn. */
export const NO_OUTCOME: EntryOutcome = { targetProbability: 0, stopProbability: 0, endGain: 0, value: 0 };

/** What a long entry may expect where returns follow `law`; mirror the law for a short one. */
export function entryOutcome(
  walks: BarrierPaths,
  { deviation, drift }: ReturnLaw,
  { cost, stop, target }: PlannedEntry,
): EntryOutcome {
  const upper = Math.log(1 + target);
  const lower = Math.log(1 - stop);
  const walk = { drift: drift - (deviation * deviation) / 2, deviation, upper, lower };
  const { atLower, atUpper, ends } = walks.walk(walk);
  const paths = atLower + atUpper + ends.length;
  const endGain = sumOfGains(ends, Math.max(upper, -lower)) / paths;
  const targetProbability = atUpper / paths;
  const stopProbability = atLower / paths;
  const value = targetProbability * target - stopProbability * stop + endGain - cost;
  return { targetProbability, stopProbability, endGain, value };
}

/** Sum of `e^x - 1` over log returns of which none is larger than `most`: where all are small, by the series. */
function sumOfGains(logReturns: Readonly<Float64Array>, most: number): number {
  let gains = 0;
  if (most > SMALL)
    for (let i = 0; i < logReturns.length; i += 1) gains += Math.expm1(logReturns[i] as number);
  else for (let i = 0; i < logReturns.length; i += 1) gains += smallGain(logReturns[i] as number);
  return gains;
}

function smallGain(x: number): number {
  const upper = 1 / 24 + x * (1 / 120 + x * (1 / 720 + x * (1 / 5040)));
  return x * (1 + x * (1 / 2 + x * (1 / 6 + x * upper)));
}

/** The same law as a seller sees it. */
export const mirrored = ({ deviation, drift }: ReturnLaw): ReturnLaw => ({ deviation, drift: -drift });

/**
 * A planned entry with sense.
 * @throws {RangeError} when the target is not above 0, or stop and costs do not lie between 0 and 1.
 */
export function checkedEntry(entry: PlannedEntry): PlannedEntry {
  const { cost, stop, target } = entry;
  if (!(target > 0)) throw new RangeError(`tp must be above 0, was ${target}`);
  if (!(stop > 0) || !(stop + Math.max(cost, 0) < 1)) {
    throw new RangeError(`sl must lie between 0 and 1, costs included, was ${stop}`);
  }
  return entry;
}
