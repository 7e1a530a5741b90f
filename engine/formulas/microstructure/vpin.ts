import { clip } from '../../numerics/clip.ts';
import { notNegative, positive } from '../../numerics/checked-numbers.ts';
import { DailyMean } from '../../numerics/daily-mean.ts';
import { LateWindow } from '../../numerics/late-window.ts';
import { defineFormula } from '../formula.ts';
import { FILTER, withReadings } from '../readings.ts';
import { VolumeBuckets } from './volume-buckets.ts';

/** From this rank on, and from this value on whatever its rank, nobody should enter. */
const CLOSED_RANK = 0.98;
const TOO_TOXIC = 0.85;

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
  title: 'Volume-synchronised probability of informed trading (VPIN)',
  family: 'microstructure',
  output: { unit: '1', min: 0, max: 1 },
  role: 'filter',
  source:
    "Easley, D., Lopez de Prado, M. M. and O'Hara, M., 'Flow Toxicity and Liquidity in a High-frequency World', Review of Financial Studies, 2012",
  catalogue: {
    inputs: ['trades'],
    params: {
      buckets_day: { unit: 'buckets', meaning: 'volume buckets per average day' },
      n: { unit: 'buckets', meaning: 'window' },
      pct: { unit: 'rank', meaning: 'VPIN rank that is still allowed in full (source document 003)' },
      N: { unit: 'buckets', meaning: 'history of the rank' },
    },
    definition: `
      Bucket size V = mean daily base volume of the last 7 UTC days/buckets_day, fixed for a UTC day.
      Trades fill buckets in order; a trade larger than the room is split. Per full bucket: Vb taker buys,
      Vs taker sells. Value VPIN=sum_{last n} |Vb-Vs|/(n*V_k) with each bucket's own size. Warm-up n
      buckets.
    `,
    update: 'O(1) per trade.',
    signal: `
      filter: R=rank_N(VPIN). gate = 1 for R<=pct, then linear to 0 at R=0.98; an absolute VPIN > 0.85
      (source document 003) blocks entries.
    `,
    range: '[0,1]',
  },
  defaults: { buckets_day: 50, n: 50, pct: 0.75, N: 1000, V: 0 },
  input: 'trade',
  readings: {
    ...FILTER,
    /** Place among the values of the last `N` buckets. */
    rank: { unit: 'rank', min: 0, max: 1 },
  },
  warmUp: ({ n }) => n,
  warmUpMs: ({ V }) => (V > 0 ? 0 : DAY_MS),

  start({ N, V, buckets_day, n, pct }) {
    notNegative('V', V);
    positive('buckets_day', buckets_day);
    if (!(pct > 0 && pct < CLOSED_RANK)) throw new RangeError(`pct must lie in 0 to 0.98, was ${pct}`);
    const daily = new DailyMean(DAYS);
    const buckets = new VolumeBuckets(n);
    const ranks = new LateWindow(N);
    let trades = 0;
    const onFull = (): void => {
      if (buckets.mean !== undefined) ranks.push(buckets.mean);
    };

    return withReadings(
      ({ time, sizeBase, side }) => {
        daily.push(time, sizeBase);
        const size = V > 0 ? V : (daily.value ?? 0) / buckets_day;
        if (size > 0) buckets.pour(sizeBase, side === 'buy' ? 1 : 0, size, onFull);
        trades += 1;
        return trades < n ? undefined : buckets.mean;
      },
      {
        gate: () =>
          (buckets.mean ?? 0) > TOO_TOXIC ? 0 : clip((CLOSED_RANK - ranks.rank) / (CLOSED_RANK - pct), 0, 1),
        rank: () => ranks.rank,
      },
    );
  },
});
