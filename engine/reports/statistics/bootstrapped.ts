import { optimalBlockLength } from '../../numerics/optimal-block-length.ts';
import { Random } from '../../numerics/random.ts';
import { stationaryBootstrapInterval } from '../../numerics/stationary-bootstrap.ts';
import type { Statistic } from '../report.ts';
import { measuredText } from '../text/decimal-text.ts';

/** An interval by resampling needs a series with a memory that can be measured. */
const LEAST_FOR_BOOTSTRAP = 10;
export const CONFIDENCE = 0.95;
/** Draws spent on one interval: many resamples of short histories, fewer of long ones. */
const DRAWS_PER_INTERVAL = 2_000_000;

/** How an interval is drawn and written. */
export interface Drawing {
  readonly seed: number;
  /** Each statistic draws from a stream of its own. */
  readonly name: string;
  readonly digits: number;
  /** Writes a bound; with `digits` behind the point when left out. */
  readonly write?: (value: number) => string;
}

/** The interval of a statistic by the stationary bootstrap, or why there is none. */
export function bootstrapped(
  values: readonly number[],
  statistic: (sample: ArrayLike<number>) => number | undefined,
  { seed, name, digits, write = (value) => measuredText(value, digits) }: Drawing,
): Pick<Statistic, 'low' | 'high' | 'method'> {
  if (values.length < LEAST_FOR_BOOTSTRAP) {
    return { method: `no interval: ${LEAST_FOR_BOOTSTRAP} values are needed, there are ${values.length}` };
  }
  const meanBlock = Math.max(1, optimalBlockLength(values)?.stationary ?? 1);
  const resamples = Math.min(2000, Math.max(200, Math.floor(DRAWS_PER_INTERVAL / values.length)));
  const random = new Random(seed).fork(name);
  const interval = stationaryBootstrapInterval(values, statistic, {
    random,
    meanBlock,
    resamples,
    confidence: CONFIDENCE,
  });
  if (!interval) return { method: 'no interval: the number is undefined in some resamples' };
  const method = `stationary bootstrap, ${resamples} resamples, mean block ${measuredText(meanBlock, 2)}`;
  return { low: write(interval.low), high: write(interval.high), method };
}
