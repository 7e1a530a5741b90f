import { notNegative } from '../../numerics/checked-numbers.ts';
import { DailyMean } from '../../numerics/daily-mean.ts';
import { defineFormula } from '../formula.ts';
import { VolumeBuckets } from './volume-buckets.ts';

const DAY_MS = 86_400_000;
/** Complete UTC days whose mean volume sets the size of a bucket. */
const DAYS = 7;

/**
 * VPIN: how one-sided the taker volume of the last `n` volume buckets was, from 0 (as much bought as
 * sold) to 1 (all on one side); high values warn of informed flow. A bucket holds `V` base, or with `V` 0
 * the mean daily volume of the last seven UTC days over `buckets_day`, fixed for the day; then there is no
 * value until one UTC day was seen from beginning to end. A trade larger than the room left is split. Warm
 * after `n` full buckets and as many trades.
 */
export const vpin = defineFormula({
  id: 'F113',
  key: 'vpin',
  title: 'Volume-synchronized probability of informed trading',
  family: 'microstructure',
  input: 'trade',
  output: { unit: 'ratio', min: 0, max: 1 },
  role: 'filter',
  source:
    'Easley, López de Prado & O’Hara (2012), Flow Toxicity and Liquidity in a High-frequency World, Review of Financial Studies 25(5)',
  defaults: { buckets_day: 50, n: 50, V: 0 },
  warmUp: ({ n }) => n,
  warmUpMs: ({ V }) => (V > 0 ? 0 : DAY_MS),

  start({ buckets_day, n, V }) {
    notNegative('V', V);
    if (!(buckets_day > 0)) throw new RangeError(`buckets_day must be above zero, was ${buckets_day}`);
    const daily = new DailyMean(DAYS);
    const buckets = new VolumeBuckets(n);
    let trades = 0;

    return ({ time, sizeBase, side }) => {
      daily.push(time, sizeBase);
      const size = V > 0 ? V : (daily.value ?? 0) / buckets_day;
      if (size > 0) buckets.pour(sizeBase, side === 'buy' ? 1 : 0, size);
      trades += 1;
      return trades < n ? undefined : buckets.mean;
    };
  },
});
