import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { confidenceOfZ } from '../../numerics/confidence.ts';
import { RollingKendall } from '../../numerics/rolling-kendall.ts';
import { CloseReturns } from '../close-returns.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';

/**
 * Rank correlation of return and volume: above zero bars rise on larger volume than they fall on. From -1
 * to 1, warm after `n` returns.
 */
export const kendallTauReturnVolume = defineFormula({
  id: 'F17',
  key: 'kendall-tau-return-volume',
  title: 'Kendall rank correlation of return and volume',
  family: 'statistics',
  output: { unit: '1', min: -1, max: 1 },
  role: 'direction',
  source: "Kendall, M. G., 'A New Measure of Rank Correlation', Biometrika, 1938",
  catalogue: {
    inputs: ['bars'],
    params: {
      n: { unit: 'bars', meaning: 'window' },
    },
    definition: `
      Pairs (r_i, v_i) over W_n. tau_b = (C-D)/sqrt((C+D+Tx)*(C+D+Ty)); C, D concordant and discordant
      pairs, Tx pairs tied only in r, Ty tied only in v (pairs tied in both count nowhere). den=0: 0. z =
      tau_b/sqrt(2*(2n+5)/(9n(n-1))). Value tau_b. Warm-up n.
    `,
    update: `
      Incremental: compare the leaving and the entering pair with the other n-1: O(n) per bar (50
      comparisons); full count O(n log n) by merge sort.
    `,
    signal: 'signal = tanh(z/2) (up moves on larger volume than down moves = bullish); confidence = zc(z).',
    range: '[-1,1]',
  },
  defaults: { n: 50 },
  input: 'bar',
  readings: {
    ...DIRECTION,
    /** The correlation in units of its standard deviation under independence. */
    z: { unit: 'z-score' },
  },
  warmUp: ({ n }) => n + 1,

  start({ n }) {
    const returns = new CloseReturns();
    const pairs = new RollingKendall(wholeNumber('a window', n, 2));
    const deviation = Math.sqrt((2 * (2 * n + 5)) / (9 * n * (n - 1)));
    const z = () => pairs.tau / deviation;

    return withReadings(
      ({ close, volumeBase }) => {
        const logReturn = returns.next(close);
        if (!Number.isFinite(logReturn)) return undefined;
        pairs.push(logReturn, volumeBase);
        return pairs.isFull ? pairs.tau : undefined;
      },
      { signal: () => Math.tanh(z() / 2), confidence: () => confidenceOfZ(z()), z },
    );
  },
});
