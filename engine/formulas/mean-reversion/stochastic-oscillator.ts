import { clip } from '../../numerics/clip.ts';
import { RollingExtreme } from '../../numerics/rolling-extreme.ts';
import { RollingSum } from '../../numerics/rolling-sum.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';

/**
 * Where the close stands in the range of the last `n` bars, averaged over `s`: index from 0 (lowest low)
 * to 100 (highest high), 50 where there is no range. Warm after `n + s + d` bars.
 */
export const stochasticOscillator = defineFormula({
  id: 'F134',
  key: 'stochastic-oscillator',
  title: 'Stochastic oscillator',
  family: 'mean-reversion',
  output: { unit: 'index', min: 0, max: 100 },
  role: 'direction',
  source: "Lane, G. C., 'Lane's Stochastics', Technical Analysis of Stocks and Commodities, 1984",
  catalogue: {
    inputs: ['bars'],
    params: {
      n: { unit: 'bars', meaning: 'window' },
      s: { unit: 'bars', meaning: 'slowing' },
      d: { unit: 'bars', meaning: 'signal line' },
    },
    definition: `
      K=100*(c_t-LL)/(HH-LL), LL=lowest low, HH=highest high of W_n; 50 if HH=LL. Slow K = mean of the
      last s K; D = mean of the last d slow K. Value slow K. Warm-up n+s+d.
    `,
    update: 'Monotonic deques for HH and LL: O(1) amortised.',
    signal: `
      signal: below 20 and slow K > D: +(20-D)/20 clipped to [0.3,1]; above 80 and slow K < D: minus the
      mirror; else 0. confidence = |slow K-50|/50.
    `,
    range: '[0,100]',
  },
  defaults: { n: 14, s: 3, d: 3 },
  input: 'bar',
  readings: {
    ...DIRECTION,
    /** Mean of the last `d` values, which the value crosses when it turns. */
    slowD: { unit: 'index', min: 0, max: 100 },
  },
  warmUp: ({ d, n, s }) => n + s + d,

  start({ d, n, s }) {
    const highs = new RollingExtreme(n, 1);
    const lows = new RollingExtreme(n, -1);
    const fast = new RollingSum(s);
    const slow = new RollingSum(d);
    let bars = 0;
    let slowK = 50;
    let slowD = 50;

    return withReadings(
      ({ close, high, low }) => {
        bars += 1;
        highs.push(high);
        lows.push(low);
        if (!highs.isFull) return undefined;
        const fastSum = fast.push(placeInRange(close, lows.value, highs.value));
        if (fastSum === undefined) return undefined;
        slowK = clip(fastSum / s, 0, 100);
        const slowSum = slow.push(slowK);
        if (slowSum === undefined || bars < n + s + d) return undefined;
        slowD = clip(slowSum / d, 0, 100);
        return slowK;
      },
      {
        signal: () => turnSignal(slowK, slowD),
        confidence: () => Math.abs(slowK - 50) / 50,
        slowD: () => slowD,
      },
    );
  },
});

/** Place of a price between a low and a high, 0 to 100; 50 where they are the same. */
export function placeInRange(price: number, low: number, high: number): number {
  return high > low ? clip((100 * (price - low)) / (high - low), 0, 100) : 50;
}

/** Up where the value turns up below 20, down where it turns down above 80; the stronger the further out. */
function turnSignal(slowK: number, slowD: number): number {
  if (slowK < 20 && slowK > slowD) return clip((20 - slowD) / 20, 0.3, 1);
  if (slowK > 80 && slowK < slowD) return -clip((slowD - 80) / 20, 0.3, 1);
  return 0;
}
