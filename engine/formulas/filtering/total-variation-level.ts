import { BarVolatility } from '../../numerics/bar-volatility.ts';
import { clip } from '../../numerics/clip.ts';
import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { TautString } from '../../numerics/total-variation.ts';
import { CloseReturns } from '../close-returns.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';

const FRESH = 5;
/** Differences that rounding alone can make between equal levels. */
const SAME = 1e-12;

/**
 * Last step between the levels that the log price stands on: above zero it stepped up; 0 with one level.
 * Warm after `n` bars.
 */
export const totalVariationLevel = defineFormula({
  id: 'F205',
  key: 'total-variation-level',
  title: 'Total-variation denoised price level',
  family: 'filtering',
  output: { unit: 'log price' },
  role: 'direction',
  source:
    "Rudin, L. I., Osher, S. and Fatemi, E., 'Nonlinear total variation based noise removal algorithms', Physica D, 1992; one-dimensional direct algorithm: Condat, L., IEEE Signal Processing Letters, 2013",
  catalogue: {
    inputs: ['bars'],
    params: {
      n: { unit: 'bars', meaning: 'window' },
      lam: { unit: 'sig', meaning: 'penalty in units of sig_t' },
    },
    definition: `
      x minimises 0.5*sum (y_i-x_i)^2+L*sum |x_{i+1}-x_i| over W_n, y=ln c, L=lam*sig_t; exact by the
      taut-string / direct algorithm, O(n). Blocks = runs of equal x. Step J = difference of the last two
      block levels (0 with one block), age = length of the last block, e=y_t-x_t. Value J. Warm-up n.
    `,
    update: 'O(n) per bar (150 steps).',
    signal: `
      signal: age<=5: sgn(J)*min(1,|J|/(3*sig_t)) (a fresh step: follow), else -clip(e/(3*sig_t),-1,1)
      (inside a level: revert to it); confidence = min(1,|J|/(4*sig_t)) resp.
      min(1,age/30)*min(1,|e|/(2*sig_t)).
    `,
    range: '(-inf,inf)',
  },
  defaults: { n: 150, lam: 3 },
  input: 'bar',
  readings: {
    ...DIRECTION,
    /** Bars the price has stood on its level. */
    age: { unit: 'bars', min: 1 },
    /** Distance of the log price from its level. */
    offLevel: { unit: 'log price' },
  },
  // The volatility that steps are measured by takes a close and twenty returns.
  warmUp: ({ n }) => Math.max(n, 21),

  start({ lam, n }) {
    const logs = new RecentValues(wholeNumber('a window', n, 2));
    const window = new Float64Array(n);
    const string = new TautString(n);
    const returns = new CloseReturns();
    const volatility = new BarVolatility();
    let last = { age: 1, step: 0, offLevel: 0 };
    const inSigmas = (size: number) => size / volatility.value;

    return withReadings(
      ({ close }) => {
        const logReturn = returns.next(close);
        if (Number.isFinite(logReturn)) volatility.push(logReturn);
        logs.push(Math.log(close));
        if (!logs.isFull || !volatility.isWarm) return undefined;
        logs.copyTo(window);
        string.begin(window, lam * volatility.value);
        last = newestLevel(window, string);
        return last.step;
      },
      {
        signal: () =>
          last.age <= FRESH
            ? clip(inSigmas(last.step) / 3, -1, 1)
            : -clip(inSigmas(last.offLevel) / 3, -1, 1),
        confidence: () =>
          last.age <= FRESH
            ? Math.min(1, inSigmas(Math.abs(last.step)) / 4)
            : Math.min(1, last.age / 30) * Math.min(1, inSigmas(Math.abs(last.offLevel)) / 2),
        age: () => last.age,
        offLevel: () => last.offLevel,
      },
    );
  },
});

/** The last level of a string: for how long, how far from the level before, and how far the newest value is from it. */
function newestLevel(
  values: Float64Array,
  string: TautString,
): { readonly age: number; readonly step: number; readonly offLevel: number } {
  const { level } = string;
  const isSame = () => Math.abs(string.level - level) <= SAME * Math.max(1, Math.abs(level));
  do string.goBack();
  while (string.to > 0 && isSame());
  const step = string.to === 0 ? 0 : level - string.level;
  return { age: values.length - string.to, step, offLevel: (values[values.length - 1] as number) - level };
}
