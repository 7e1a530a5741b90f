import { BarVolatility } from '../../numerics/bar-volatility.ts';
import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { clip } from '../../numerics/clip.ts';
import { countEntropy } from '../../numerics/count-entropy.ts';
import { LateWindow } from '../../numerics/late-window.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { CloseReturns } from '../close-returns.ts';
import { defineFormula } from '../formula.ts';
import { FILTER, withReadings } from '../readings.ts';

/**
 * How evenly returns in units of their volatility spread over all sizes: 0 is one size only, 1 all alike.
 * Warm after the 20 returns of the volatility and `n` more.
 */
export const shannonEntropy = defineFormula({
  id: 'F9',
  key: 'shannon-entropy',
  title: 'Shannon entropy of standardised returns',
  family: 'statistics',
  output: { unit: '1 (normalised)', min: 0, max: 1 },
  role: 'filter',
  source: "Shannon, C. E., 'A Mathematical Theory of Communication', Bell System Technical Journal, 1948",
  catalogue: {
    inputs: ['returns'],
    params: {
      n: { unit: 'bars', meaning: 'window' },
      bins: { unit: '1', meaning: 'number of bins' },
      lim: { unit: 'sig', meaning: 'outer edge' },
      rank_n: { unit: 'values', meaning: 'history for the rank' },
      hi: { unit: 'rank', meaning: 'rank above which the gate falls' },
    },
    definition: `
      u_i = r_i/sig_{i-1}. 16 equal bins between -4 and 4 (lower edge included); values below -4 go to the
      first bin, values >= 4 to the last. p_j = count_j/n. Value H = -sum_{p_j>0} p_j ln p_j / ln(bins),
      in [0,1]. No bias correction. Warm-up n+20 bars.
    `,
    update: 'Add the new bin count, remove the oldest, update the two terms: O(1) per bar.',
    signal: `
      filter: R = rank_1000(H); gate = 1 if R <= hi, else (1-R)/(1-hi). High entropy = unpredictable =
      fewer entries.
    `,
    range: '[0,1]',
  },
  defaults: { n: 200, bins: 16, lim: 4, rank_n: 1000, hi: 0.7 },
  input: 'bar',
  readings: {
    ...FILTER,
    /** Standard error of the value. */
    error: { unit: '1', min: 0 },
  },
  warmUp: ({ n }) => n + 21,

  start({ bins, hi, lim, n, rank_n: history }) {
    const returns = new CloseReturns();
    const volatility = new BarVolatility();
    const places = new RecentValues(n);
    const counts = new Int32Array(wholeNumber('bins', bins, 2));
    const ranks = new LateWindow(history);

    return withReadings(
      ({ close }) => {
        const logReturn = returns.next(close);
        if (!Number.isFinite(logReturn)) return undefined;
        const before = volatility.value;
        volatility.push(logReturn);
        if (!Number.isFinite(before)) return undefined;
        if (places.isFull) counts[places.at(n - 1)] = (counts[places.at(n - 1)] as number) - 1;
        const place = clip(Math.floor(((logReturn / before + lim) / (2 * lim)) * bins), 0, bins - 1);
        counts[place] = (counts[place] as number) + 1;
        places.push(place);
        if (!places.isFull) return undefined;
        const entropy = normalizedEntropy(counts);
        ranks.push(entropy);
        return entropy;
      },
      {
        error: () => normalizedEntropyError(counts),
        gate: () => (ranks.rank <= hi ? 1 : (1 - ranks.rank) / (1 - hi)),
      },
    );
  },
});

/**
 * Standard error of `normalizedEntropy` by the first order of the delta method, of draws that do not depend on each
 * other: near an even spread it vanishes, and there it is too small.
 */
export function normalizedEntropyError(counts: ArrayLike<number>): number {
  let total = 0;
  let surprise = 0;
  let squares = 0;
  for (let place = 0; place < counts.length; place += 1) total += counts[place] as number;
  for (let place = 0; place < counts.length; place += 1) {
    const share = (counts[place] as number) / total;
    if (!(share > 0)) continue;
    surprise -= share * Math.log(share);
    squares += share * Math.log(share) ** 2;
  }
  return Math.sqrt(Math.max(0, squares - surprise * surprise) / total) / Math.log(counts.length);
}

/** Entropy of counts in units of the largest their places allow, 0 to 1. */
export function normalizedEntropy(counts: ArrayLike<number>): number {
  return Math.min(1, countEntropy(counts) / Math.log(counts.length));
}
