import { BarVolatility } from '../../numerics/bar-volatility.ts';
import { clip } from '../../numerics/clip.ts';
import { RollingTheilSen } from '../../numerics/rolling-theil-sen.ts';
import { CloseReturns } from '../close-returns.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';

const VOLATILITY_BARS = 21;

/**
 * Trend of the last `n` closes that single wild ones do not move: median slope of the lines through all
 * pairs, log price per bar. Warm after `n` bars and the 20 returns of the volatility it is held against.
 */
export const theilSenSlope = defineFormula({
  id: 'F25',
  key: 'theil-sen-slope',
  title: 'Theil-Sen robust slope of log price',
  family: 'statistics',
  output: { unit: 'log price per bar' },
  role: 'direction',
  source:
    "Theil, H., 'A rank-invariant method of linear and polynomial regression analysis', 1950; Sen, P. K., JASA, 1968",
  catalogue: {
    inputs: ['bars'],
    params: {
      n: { unit: 'bars', meaning: 'window' },
    },
    definition: `
      y_i=ln c_i, x_i=i over W_n. Slope b = median of (y_j-y_i)/(j-i) over all pairs i<j (mean of the two
      middle ones for an even count). Value b. Normalised z = b*sqrt(n)/sig_t. Warm-up max(n,20).
    `,
    update: 'n(n-1)/2=435 slopes; each bar n-1 leave and n-1 enter a sorted array: O(n log n) per bar.',
    signal:
      'signal = tanh(z/2); confidence = share of the pairwise slopes with the sign of b, mapped 2*share-1.',
    range: '(-inf,inf)',
  },
  defaults: { n: 30 },
  input: 'bar',
  readings: {
    ...DIRECTION,
    /** The slope in units of what volatility alone would give over the window. */
    z: { unit: 'z-score' },
  },
  warmUp: ({ n }) => Math.max(n, VOLATILITY_BARS),

  start({ n }) {
    const returns = new CloseReturns();
    const volatility = new BarVolatility();
    const slopes = new RollingTheilSen(n);
    const z = () => (slopes.slope * Math.sqrt(n)) / volatility.value;

    return withReadings(
      ({ close }) => {
        const logReturn = returns.next(close);
        if (Number.isFinite(logReturn)) volatility.push(logReturn);
        slopes.push(Math.log(close));
        return slopes.isFull && volatility.isWarm ? slopes.slope : undefined;
      },
      {
        signal: () => Math.tanh(z() / 2),
        confidence: () => clip(2 * slopes.shareOfSign(Math.sign(slopes.slope)) - 1, 0, 1),
        z,
      },
    );
  },
});
