import { RollingSum } from '../../numerics/rolling-sum.ts';
import { CloseReturns } from '../close-returns.ts';
import { defineFormula } from '../formula.ts';
import { withReadings } from '../readings.ts';

/**
 * Volatility from the ranges of bars, five times as precise as from closes while prices are seen often.
 * Log return per bar, never negative. Warm after `n` bars.
 */
export const parkinson = defineFormula({
  id: 'F156',
  key: 'parkinson',
  title: 'Parkinson range volatility',
  family: 'volatility',
  output: { unit: 'log return per bar', min: 0 },
  role: 'context',
  source:
    "Parkinson, M., 'The Extreme Value Method for Estimating the Variance of the Rate of Return', Journal of Business, 1980",
  catalogue: {
    inputs: ['bars'],
    params: {
      n: { unit: 'bars', meaning: 'window' },
    },
    definition: `
      s2=(1/(4 ln 2))*mean_n( ln(h/l)^2 ). Value sqrt(s2). Ratio q=value/sd of close returns sqrt(mean_n
      r^2) (null if 0): q clearly below 1 = discretised or thin bars, above 1 = ranges larger than closes
      tell. Warm-up n.
    `,
    update: 'O(1).',
    signal: 'context: q>1.3 marks whipsaw bars; trend formulas lose 30 % of their confidence. Signal 0.',
    range: '[0,inf)',
  },
  defaults: { n: 50 },
  input: 'bar',
  readings: {
    /** The value against the volatility of closes: above 1.3 bars whipsaw, clearly below 1 they are thin. */
    rangeRatio: { unit: 'ratio', min: 0 },
  },
  warmUp: ({ n }) => n,

  start({ n }) {
    const ranges = new RollingSum(n);
    const squares = new RollingSum(n);
    const returns = new CloseReturns();
    let volatility = 0;
    let closeVariance: number | undefined;

    return withReadings(
      (bar) => {
        const logReturn = returns.next(bar.close);
        if (Number.isFinite(logReturn)) closeVariance = squares.push(logReturn * logReturn);
        const sum = ranges.push(Math.log(bar.high / bar.low) ** 2);
        if (sum === undefined) return undefined;
        volatility = Math.sqrt(Math.max(0, sum) / n / (4 * Math.LN2));
        return volatility;
      },
      {
        rangeRatio: () =>
          closeVariance !== undefined && closeVariance > 0
            ? volatility / Math.sqrt(closeVariance / n)
            : undefined,
      },
    );
  },
});
