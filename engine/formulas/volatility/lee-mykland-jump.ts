import { clip } from '../../numerics/clip.ts';
import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { RollingSum } from '../../numerics/rolling-sum.ts';
import { CloseReturns } from '../close-returns.ts';
import { defineFormula } from '../formula.ts';
import { FILTER, withReadings } from '../readings.ts';

/**
 * Was this bar a jump? Its return in units of a local volatility that jumps hardly move and that leaves
 * the bar itself out; 0 where nothing moved before. Warm after `K` returns.
 */
export const leeMyklandJump = defineFormula({
  id: 'F163',
  key: 'lee-mykland-jump',
  title: 'Lee-Mykland jump detection',
  family: 'volatility',
  output: { unit: 'units of local volatility' },
  role: 'filter',
  source:
    "Lee, S. S. and Mykland, P. A., 'Jumps in Financial Markets: A New Nonparametric Test and Jump Dynamics', Review of Financial Studies, 2008",
  catalogue: {
    inputs: ['returns'],
    params: {
      K: { unit: 'bars', meaning: 'window of the local volatility' },
      nday: { unit: 'bars', meaning: 'bars over which the maximum is judged' },
      alpha: { unit: 'probability', meaning: 'level' },
      cool: { unit: 'bars', meaning: 'pause after a jump' },
    },
    definition: `
      s_t^2=(1/(K-2))*sum_{j=t-K+2..t-1} |r_j||r_{j-1}| (the tested bar excluded). L=r_t/s_t. C=sqrt(2 ln
      N)/c-(ln pi+ln ln N)/(2c*sqrt(2 ln N)), S=1/(c*sqrt(2 ln N)), c=sqrt(2/pi), N=nday. Jump if
      (|L|-C)/S > -ln(-ln(1-alpha)) (4.6001 for 1 %). Value L. s_t=0: 0. Warm-up K.
    `,
    update: 'Rolling sum: O(1).',
    signal: `
      filter: gate = 0 on the jump bar and rising linearly to 1 over \`cool\` bars; the jump is published as
      an event (formula 143, charts).
    `,
    range: '(-inf,inf)',
  },
  defaults: { K: 270, nday: 1440, alpha: 0.01, cool: 5 },
  input: 'bar',
  readings: {
    ...FILTER,
    /** +1 where this bar jumped up, -1 where it jumped down, else 0. */
    jump: { unit: 'sign', min: -1, max: 1, neutral: 0 },
  },
  warmUp: ({ K }) => K + 1,

  start({ K, alpha, cool, nday }) {
    // K - 1 returns lie before the tested one, which makes K - 2 products of neighbors.
    const products = new RollingSum(wholeNumber('K', K, 3) - 2);
    const returns = new CloseReturns();
    const critical = jumpThreshold(nday, alpha);
    let sizeBefore = NaN;
    let productSum: number | undefined;
    let barsSince = Infinity;
    let jump = 0;

    return withReadings(
      ({ close }) => {
        const logReturn = returns.next(close);
        const size = Math.abs(logReturn);
        if (!Number.isFinite(size)) return undefined;
        const local = productSum === undefined ? undefined : Math.sqrt(Math.max(0, productSum) / (K - 2));
        if (Number.isFinite(sizeBefore)) productSum = products.push(size * sizeBefore);
        sizeBefore = size;
        if (local === undefined) return undefined;
        const units = local > 0 ? logReturn / local : 0;
        barsSince += 1;
        jump = Math.abs(units) > critical ? Math.sign(units) : 0;
        if (jump !== 0) barsSince = 0;
        return units;
      },
      { gate: () => (barsSince === 0 ? 0 : clip(barsSince / cool, 0, 1)), jump: () => jump },
    );
  },
});

/**
 * Size in units of local volatility that the largest of `bars` returns without a jump exceeds with
 * probability `alpha`. @throws {RangeError} when `alpha` does not lie strictly between 0 and 1.
 */
export function jumpThreshold(bars: number, alpha: number): number {
  if (!(alpha > 0) || !(alpha < 1)) {
    throw new RangeError(`a level must lie strictly between 0 and 1, was ${alpha}`);
  }
  const c = Math.sqrt(2 / Math.PI);
  const root = Math.sqrt(2 * Math.log(wholeNumber('nday', bars, 2)));
  const center = root / c - (Math.log(Math.PI) + Math.log(Math.log(bars))) / (2 * c * root);
  return center - Math.log(-Math.log(1 - alpha)) / (c * root);
}
