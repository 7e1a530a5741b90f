import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { clip } from '../../numerics/clip.ts';
import { LateWindow } from '../../numerics/late-window.ts';
import { orderCount, ordinalPattern } from '../../numerics/ordinal-pattern.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { defineFormula } from '../formula.ts';
import { FILTER, withReadings } from '../readings.ts';
import { normalizedEntropy } from './shannon-entropy.ts';

const LONGEST = 7;

/**
 * How evenly `m` successive closes stand in all possible orders: 0 where one order holds, as in a trend,
 * 1 where all are alike. Warm after `n` bars.
 */
export const permutationEntropy = defineFormula({
  id: 'F10',
  key: 'permutation-entropy',
  title: 'Permutation entropy of closes',
  family: 'statistics',
  output: { unit: '1 (normalised)', min: 0, max: 1 },
  role: 'filter',
  source:
    "Bandt, C. and Pompe, B., 'Permutation Entropy: A Natural Complexity Measure for Time Series', Physical Review Letters, 2002",
  catalogue: {
    inputs: ['bars'],
    params: {
      n: { unit: 'bars', meaning: 'window' },
      m: { unit: 'points', meaning: 'pattern length' },
      rank_n: { unit: 'values', meaning: 'history for the rank' },
    },
    definition: `
      For each of the n-m+1 runs of m successive closes in W_n (delay 1) take the ordering permutation
      (argsort, ties by earlier index first). p = relative frequencies. Value PE = -sum p ln p / ln(m!).
      Warm-up n bars.
    `,
    update: 'One pattern enters, one leaves: O(m log m) per bar.',
    signal: 'filter: gate = clip(2*(1-rank_1000(PE)),0,1).',
    range: '[0,1]',
  },
  defaults: { n: 200, m: 4, rank_n: 1000 },
  input: 'bar',
  readings: FILTER,
  warmUp: ({ n }) => n,

  start({ m, n, rank_n: history }) {
    const length = patternLength(m);
    const closes = new Float64Array(length);
    const patterns = new RecentValues(wholeNumber('a window', n, length) - length + 1);
    const oldest = n - length;
    const counts = new Int32Array(orderCount(length));
    const ranks = new LateWindow(history);
    let seen = 0;

    return withReadings(
      ({ close }) => {
        closes.copyWithin(0, 1);
        closes[length - 1] = close;
        seen = Math.min(seen + 1, length);
        if (seen < length) return undefined;
        if (patterns.isFull) {
          const leaving = patterns.at(oldest);
          counts[leaving] = (counts[leaving] as number) - 1;
        }
        const pattern = ordinalPattern(closes, 0, length);
        counts[pattern] = (counts[pattern] as number) + 1;
        patterns.push(pattern);
        if (!patterns.isFull) return undefined;
        const entropy = normalizedEntropy(counts);
        ranks.push(entropy);
        return entropy;
      },
      { gate: () => clip(2 * (1 - ranks.rank), 0, 1) },
    );
  },
});

/** How often each order of `m` values, `delay` apart, occurs in a list. */
export function orderCounts(values: ArrayLike<number>, m: number, delay = 1): Int32Array {
  const counts = new Int32Array(orderCount(patternLength(m)));
  for (let from = 0; from + (m - 1) * delay < values.length; from += 1) {
    const pattern = ordinalPattern(values, from, m, delay);
    counts[pattern] = (counts[pattern] as number) + 1;
  }
  return counts;
}

function patternLength(m: number): number {
  if (wholeNumber('m', m, 2) > LONGEST) throw new RangeError(`m must be at most ${LONGEST}, was ${m}`);
  return m;
}
