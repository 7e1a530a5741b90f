import { confidenceOfZ } from '../../numerics/confidence.ts';
import { RollingSum } from '../../numerics/rolling-sum.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';
import { rogersSatchellVariance } from './bar-shape.ts';

/**
 * Volatility that a trend does not inflate, and the trend measured against it. Log return per bar, never
 * negative. Warm after `n` bars.
 */
export const rogersSatchell = defineFormula({
  id: 'F158',
  key: 'rogers-satchell',
  title: 'Rogers-Satchell drift-free volatility',
  family: 'volatility',
  output: { unit: 'log return per bar', min: 0 },
  role: 'direction',
  source:
    "Rogers, L. C. G. and Satchell, S. E., 'Estimating Variance from High, Low and Closing Prices', Annals of Applied Probability, 1991",
  catalogue: {
    inputs: ['bars'],
    params: {
      n: { unit: 'bars', meaning: 'window' },
    },
    definition: `
      u=ln(h/o), d=ln(l/o), x=ln(c/o). RS_t=u(u-x)+d(d-x) (drift-independent). Value V=sqrt(mean_n RS).
      Drift share D = sum_n x / sqrt(n*mean_n RS + 1e-18): the move of the window in units of its
      drift-free volatility. Warm-up n.
    `,
    update: 'O(1).',
    signal: `
      signal = tanh(D/2) (a trend measured against a volatility that the trend itself does not inflate);
      confidence = zc(D)*0.7.
    `,
    range: '[0,inf)',
  },
  defaults: { n: 50 },
  input: 'bar',
  readings: {
    ...DIRECTION,
    /** The move of the window in units of its drift-free volatility; above zero it rose. */
    drift: { unit: 'sd units' },
  },
  warmUp: ({ n }) => n,

  start({ n }) {
    const variances = new RollingSum(n);
    const bodies = new RollingSum(n);
    let variance = 0;
    let move = 0;
    const drift = () => move / Math.sqrt(variance + 1e-18);

    return withReadings(
      (bar) => {
        const sum = variances.push(rogersSatchellVariance(bar));
        move = bodies.push(Math.log(bar.close / bar.open)) ?? 0;
        if (sum === undefined) return undefined;
        variance = Math.max(0, sum);
        return Math.sqrt(variance / n);
      },
      {
        signal: () => Math.tanh(drift() / 2),
        confidence: () => 0.7 * confidenceOfZ(drift()),
        drift,
      },
    );
  },
});
