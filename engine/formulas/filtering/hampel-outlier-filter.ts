import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { medianDeviation } from '../../numerics/median-deviation.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { SortedWindow } from '../../numerics/sorted-window.ts';
import { defineFormula } from '../formula.ts';
import { FILTER, withReadings } from '../readings.ts';

/** Deviation of a normal variable over its median absolute deviation. */
const NORMAL = 1.4826;
const CAUTIOUS_FOR = 10;

/**
 * Is this trade a bad tick? Distance of its price from the median of the last trades in robust deviations.
 * An outlier closes the gate until it is resolved: by a price back in line, or by `hold` trades on its
 * side, which make it a real jump and begin the window again. Warm after `n` trades.
 */
export const hampelOutlierFilter = defineFormula({
  id: 'F207',
  key: 'hampel-outlier-filter',
  title: 'Hampel outlier filter of the trade tape',
  family: 'filtering',
  output: { unit: 'scaled MAD' },
  role: 'filter',
  source:
    "Hampel, F. R., 'The Influence Curve and its Role in Robust Estimation', JASA, 1974; filter form Pearson, R. K., 'Outliers in process modeling and identification', IEEE Transactions on Control Systems Technology, 2002",
  catalogue: {
    inputs: ['trades'],
    params: {
      n: { unit: 'trades', meaning: 'window, causal' },
      k: { unit: 'scaled MAD', meaning: 'threshold' },
      floor: { unit: 'fraction', meaning: 'smallest scale as a fraction of the price' },
      hold: { unit: 'trades', meaning: 'confirmation' },
    },
    definition: `
      Window of the last n trade prices including the newest. m=median, S=max(1.4826*median|p-m|,
      floor*m). Outlier if |p_t-m|>k*S. An outlier is withheld from bars and formulas; when \`hold\`
      successive trades lie on the same side beyond the threshold they are a real jump: all are released
      in order and the window restarts with them. Value z=(p_t-m)/S. Warm-up n trades.
    `,
    update: 'Sorted window of 21: O(n) shift per trade.',
    signal: `
      filter: gate = 0 while an outlier is unresolved, 0.5 for the next 10 trades, else 1; protects stops
      from bad ticks.
    `,
    range: '(-inf,inf)',
  },
  defaults: { n: 21, k: 6, floor: 0.0002, hold: 5 },
  input: 'trade',
  readings: FILTER,
  warmUp: ({ n }) => n,

  start({ floor, hold, k, n }) {
    // The newest price makes it `n`.
    let window = new SortedWindow(wholeNumber('a window', n, 3) - 1);
    const outliers = new RecentValues(wholeNumber('hold', hold));
    let side = 0;
    let sinceResolved = Infinity;
    const together = new Float64Array(n);
    let seen = 0;
    let last = 0;

    const resolve = (): void => {
      // A jump: the released prices are all the window knows.
      if (outliers.isFull) window = new SortedWindow(n - 1);
      for (const price of outliers.toArray()) window.push(price);
      outliers.clear();
      side = 0;
      sinceResolved = 0;
    };
    const classify = (price: number, z: number): void => {
      const now = Math.abs(z) > k ? Math.sign(z) : 0;
      if (now === 0 || (side !== 0 && now !== side)) {
        // Back in line: what was withheld was wrong and stays out.
        if (side !== 0) sinceResolved = 0;
        outliers.clear();
        side = now;
      } else side = now;
      if (now === 0) window.push(price);
      else outliers.push(price);
      if (outliers.isFull) resolve();
    };

    return withReadings(
      ({ price }) => {
        seen += 1;
        sinceResolved += 1;
        const place = window.countBelow(price);
        for (let i = 0; i < window.count; i += 1) {
          together[i < place ? i : i + 1] = window.sorted[i] as number;
        }
        together[place] = price;
        last = robustDistance(price, together, { count: window.count + 1, floor });
        if (seen < n) window.push(price);
        else classify(price, last);
        return seen < n ? undefined : last;
      },
      { gate: () => (side !== 0 ? 0 : sinceResolved <= CAUTIOUS_FOR ? 0.5 : 1) },
    );
  },
});

/** Distance of a price from the median of the first `count` in ascending order, in robust deviations, of which a share of the median is the least. */
export function robustDistance(
  price: number,
  sorted: ArrayLike<number>,
  { count, floor }: { readonly count: number; readonly floor: number },
): number {
  const half = (count - 1) / 2;
  const median = ((sorted[Math.floor(half)] as number) + (sorted[Math.ceil(half)] as number)) / 2;
  return (price - median) / Math.max(NORMAL * medianDeviation(sorted, count), floor * median);
}
