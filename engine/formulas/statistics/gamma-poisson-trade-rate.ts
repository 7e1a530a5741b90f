import { ArrivalRate } from '../../numerics/arrival-rate.ts';
import { positive } from '../../numerics/checked-numbers.ts';
import { clip } from '../../numerics/clip.ts';
import { defineFormula } from '../formula.ts';
import { FILTER, withReadings } from '../readings.ts';

const WARM_BUCKETS = 60;
/** A bucket with a count as high as this, or higher, is a burst. */
const BURST_BELOW = 1e-4;
const BURST_BUCKETS = 5;
const TINY = 1e-12;

/**
 * How fast trades arrive now against how fast they usually do, from counts in time buckets of `bucket`
 * seconds: 1 is as usual. The bucket of the first trade counts as the first. Warm after 60 buckets.
 */
export const gammaPoissonTradeRate = defineFormula({
  id: 'F3',
  key: 'gamma-poisson-trade-rate',
  title: 'Bayesian trade arrival rate (Gamma-Poisson)',
  family: 'statistics',
  output: { unit: '1', min: 0 },
  role: 'filter',
  source:
    "Jeffreys, H., 'Theory of Probability', 1939 (Gamma-Poisson conjugacy); discounting as in West, M. and Harrison, J., 'Bayesian Forecasting and Dynamic Models', 1989",
  catalogue: {
    inputs: ['trades'],
    params: {
      bucket: { unit: 's', meaning: 'count bucket' },
      delta: { unit: '1', meaning: 'forgetting per bucket, fast' },
      delta_slow: { unit: '1', meaning: 'forgetting per bucket, slow' },
      a0: { unit: 'trades', meaning: 'prior count' },
      b0: { unit: 's', meaning: 'prior time' },
    },
    definition: `
      Every bucket of \`bucket\` seconds (UTC aligned, empty buckets included) gives a count N. Fast
      posterior: a = delta*a + N; b = delta*b + bucket, start a0, b0. Slow posterior the same with
      delta_slow. Rate = a/b, ratio = (a/b)/(a_slow/b_slow). Surprise, computed before the update: the
      predictive law of N is negative binomial with r = a and success probability q = b/(b+bucket): p_low
      = P(X <= N), p_high = P(X >= N). Value = ratio. Warm-up 60 buckets.
    `,
    update: 'O(1) per bucket; the tail probabilities are incomplete beta functions I_q(a,N+1).',
    signal: `
      filter: gate = clip(ratio,0,1) (thin trading scales entries down); a bucket with p_high < 1e-4 sets
      gate = 0.5 for the next 5 buckets (burst).
    `,
    range: '(0,inf)',
  },
  defaults: { bucket: 1, delta: 0.98, delta_slow: 0.9995, a0: 1, b0: 1 },
  input: 'trade',
  readings: {
    ...FILTER,
    /** Trades a second that are expected now. */
    rate: { unit: 'trades/s', min: 0 },
    /** Probability, before the last bucket, of at most and of at least as many trades as it had. */
    lowProbability: { unit: 'probability', min: 0, max: 1 },
    highProbability: { unit: 'probability', min: 0, max: 1 },
  },
  warmUp: () => 2,
  warmUpMs: ({ bucket }) => WARM_BUCKETS * bucket * 1000,

  start({ a0, b0, bucket, delta, delta_slow: slowDelta }) {
    const bucketMs = positive('a bucket', bucket) * 1000;
    const fast = new ArrivalRate(a0, b0, delta);
    const slow = new ArrivalRate(a0, b0, slowDelta);
    let end = NaN;
    let count = 0;
    let closed = 0;
    let burstLeft = 0;
    let high = 1;
    let low = (): number => 1;
    let ratio: number | undefined;

    const closeBucket = (): void => {
      low = fast.tailOf(count, bucket);
      high = fast.atLeast(count, bucket);
      burstLeft = high < BURST_BELOW ? BURST_BUCKETS : Math.max(0, burstLeft - 1);
      fast.observe(count, bucket);
      slow.observe(count, bucket);
      count = 0;
      closed += 1;
    };
    const passEmpty = (buckets: number): void => {
      if (buckets === 0) return;
      // Only the last of the empty buckets is what the readings speak of.
      fast.pass(buckets - 1, bucket);
      slow.pass(buckets - 1, bucket);
      burstLeft = Math.max(0, burstLeft - (buckets - 1));
      closed += buckets - 1;
      closeBucket();
    };

    return withReadings(
      ({ time }) => {
        if (!(time < end)) {
          const start = Math.floor(time / bucketMs) * bucketMs;
          if (Number.isFinite(end)) {
            closeBucket();
            passEmpty(Math.round((start - end) / bucketMs));
            ratio = slow.rate > TINY ? fast.rate / slow.rate : undefined;
          }
          end = start + bucketMs;
        }
        count += 1;
        return closed >= WARM_BUCKETS ? ratio : undefined;
      },
      {
        gate: () => (burstLeft > 0 ? 0.5 : clip(ratio ?? 1, 0, 1)),
        rate: () => fast.rate,
        lowProbability: () => low(),
        highProbability: () => high,
      },
    );
  },
});
