import { clip } from '../../numerics/clip.ts';
import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { RollingSum } from '../../numerics/rolling-sum.ts';
import { defineFormula } from '../formula.ts';
import { withReadings } from '../readings.ts';

/**
 * How straight the price came from where it was `n` bars ago: 1 straight up, -1 straight down, 0 got
 * nowhere. Warm after `n + 1` bars.
 */
export const kaufmanEfficiencyRatio = defineFormula({
  id: 'F187',
  key: 'kaufman-efficiency-ratio',
  title: 'Kaufman efficiency ratio',
  family: 'regime',
  output: { unit: '1', min: -1, max: 1 },
  role: 'context',
  source: "Kaufman, P. J., 'Smarter Trading', 1995",
  catalogue: {
    inputs: ['bars'],
    params: {
      n: { unit: 'bars', meaning: 'window' },
    },
    definition: `
      ER=|c_t-c_{t-n}|/sum_{i=t-n+1..t} |c_i-c_{i-1}|; 0 if the sum is 0. Value ER*sgn(c_t-c_{t-n}).
      Warm-up n+1.
    `,
    update: 'O(1).',
    signal: `
      context: trend formulas multiply their confidence by clip(0.5+|ER|,0.5,1.2) (capped at 1
      afterwards), reversion formulas by clip(1.2-|ER|,0.4,1). Signal 0.
    `,
    range: '[-1,1]',
  },
  defaults: { n: 30 },
  input: 'bar',
  readings: {
    /** What trend formulas multiply their confidence by, capped at 1 afterwards. */
    trendFactor: { unit: 'factor', min: 0.5, max: 1.2, neutral: 1 },
    /** What reversion formulas multiply their confidence by. */
    reversionFactor: { unit: 'factor', min: 0.4, max: 1, neutral: 1 },
  },
  warmUp: ({ n }) => n + 1,

  start({ n }) {
    const closes = new RecentValues(wholeNumber('a window', n) + 1);
    const steps = new RollingSum(n);
    let efficiency = 0;

    return withReadings(
      ({ close }) => {
        const before = closes.at(0);
        closes.push(close);
        if (Number.isNaN(before)) return undefined;
        const path = steps.push(Math.abs(close - before));
        if (path === undefined) return undefined;
        efficiency = path > 0 ? clip((close - closes.at(n)) / path, -1, 1) : 0;
        return efficiency;
      },
      {
        trendFactor: () => clip(0.5 + Math.abs(efficiency), 0.5, 1.2),
        reversionFactor: () => clip(1.2 - Math.abs(efficiency), 0.4, 1),
      },
    );
  },
});
