import { clip } from '../../numerics/clip.ts';
import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { RollingExtreme } from '../../numerics/rolling-extreme.ts';
import { RollingSum } from '../../numerics/rolling-sum.ts';
import { defineFormula } from '../formula.ts';
import { FILTER, GATE, withReadings } from '../readings.ts';
import { trueRange } from '../volatility/true-range.ts';

/**
 * How much the price went to and fro for the ground it covered: 0 in a straight trend, 100 where every bar
 * covers the whole range. Warm after `n + 1` bars.
 */
export const choppinessIndex = defineFormula({
  id: 'F188',
  key: 'choppiness-index',
  title: 'Choppiness index',
  family: 'regime',
  output: { unit: 'index', min: 0, max: 100 },
  role: 'filter',
  source:
    "Dreiss, E. W. ('Choppiness index', about 1992), as documented in Colby, R. W., 'The Encyclopedia of Technical Market Indicators', 2nd edition, 2003",
  catalogue: {
    inputs: ['bars'],
    params: {
      n: { unit: 'bars', meaning: 'window' },
    },
    definition: `
      TR as in 168. CI=100*log10( sum_n TR/(highest high-lowest low of W_n) )/log10(n); the range uses
      max(h) and min(l), extended by the close before the window; 100 if the range is 0. Value CI. Warm-up
      n+1.
    `,
    update: 'Monotonic deques: O(1).',
    signal: `
      filter: gate of trend formulas = clip((65-CI)/20,0.2,1); gate of reversion formulas =
      clip((CI-35)/20,0.3,1).
    `,
    range: 'about [0,100]',
  },
  defaults: { n: 14 },
  input: 'bar',
  readings: {
    /** The gate of formulas that are neither of the two kinds below: always open. */
    ...FILTER,
    trendGate: GATE,
    reversionGate: GATE,
  },
  warmUp: ({ n }) => n + 1,

  start({ n }) {
    const ranges = new RollingSum(wholeNumber('a window', n, 2));
    // The close before the window belongs to it: every bar reaches from the close before it.
    const highest = new RollingExtreme(n, 1);
    const lowest = new RollingExtreme(n, -1);
    let closeBefore = NaN;
    let index = 0;

    return withReadings(
      (bar) => {
        const before = closeBefore;
        closeBefore = bar.close;
        if (Number.isNaN(before)) return undefined;
        highest.push(Math.max(bar.high, before));
        lowest.push(Math.min(bar.low, before));
        const path = ranges.push(trueRange(bar, before));
        if (path === undefined) return undefined;
        index = choppinessOf(path, highest.value - lowest.value, n);
        return index;
      },
      {
        gate: () => 1,
        trendGate: () => clip((65 - index) / 20, 0.2, 1),
        reversionGate: () => clip((index - 35) / 20, 0.3, 1),
      },
    );
  },
});

/** `100 log_n(path / range)`; 100 where there was no range. */
export function choppinessOf(path: number, range: number, n: number): number {
  return range > 0 ? clip((100 * Math.log(path / range)) / Math.log(n), 0, 100) : 100;
}
