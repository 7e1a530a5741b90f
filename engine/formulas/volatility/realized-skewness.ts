import { clip } from '../../numerics/clip.ts';
import { RollingSum } from '../../numerics/rolling-sum.ts';
import { CloseReturns } from '../close-returns.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';

/**
 * Skewness of the returns of the window around zero: above zero the large moves were rises. Pure number;
 * 0 where nothing moved. Warm after `n + 1` closes.
 */
export const realizedSkewness = defineFormula({
  id: 'F170',
  key: 'realized-skewness',
  title: 'Realised skewness and kurtosis',
  family: 'volatility',
  output: { unit: '1' },
  role: 'direction',
  source:
    "Amaya, D., Christoffersen, P., Jacobs, K. and Vasquez, A., 'Does realized skewness predict the cross-section of equity returns?', Journal of Financial Economics, 2015",
  catalogue: {
    inputs: ['returns'],
    params: {
      n: { unit: 'bars', meaning: 'window' },
    },
    definition:
      'RV=sum r^2. Value RSk=sqrt(n)*sum r^3/RV^1.5; RKt=n*sum r^4/RV^2 is published. RV=0: 0. Warm-up n.',
    update: 'O(1).',
    signal: `
      signal = -tanh(RSk/2) (high realised skewness is followed by lower returns); confidence =
      min(1,|RSk|/3)*clip(9/RKt,0.3,1).
    `,
    range: '(-sqrt n, sqrt n)',
  },
  defaults: { n: 288 },
  input: 'bar',
  readings: {
    ...DIRECTION,
    /** Kurtosis around zero, 3 of normal returns; 0 where nothing moved. */
    kurtosis: { unit: '1', min: 0 },
  },
  warmUp: ({ n }) => n + 1,

  start({ n }) {
    const squares = new RollingSum(n);
    const cubes = new RollingSum(n);
    const fourths = new RollingSum(n);
    const returns = new CloseReturns();
    let skewness = 0;
    let kurtosis = 0;

    return withReadings(
      ({ close }) => {
        const r = returns.next(close);
        if (!Number.isFinite(r)) return undefined;
        const square = squares.push(r * r);
        const cube = cubes.push(r ** 3);
        const fourth = fourths.push(r ** 4);
        if (square === undefined || cube === undefined || fourth === undefined) return undefined;
        const isStill = !(square > 0);
        skewness = isStill ? 0 : (Math.sqrt(n) * cube) / square ** 1.5;
        kurtosis = isStill ? 0 : (n * Math.max(0, fourth)) / square ** 2;
        return skewness;
      },
      {
        signal: () => -Math.tanh(skewness / 2),
        confidence: () =>
          kurtosis > 0 ? Math.min(1, Math.abs(skewness) / 3) * clip(9 / kurtosis, 0.3, 1) : 0,
        kurtosis: () => kurtosis,
      },
    );
  },
});
