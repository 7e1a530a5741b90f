import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { clip } from '../../numerics/clip.ts';
import { LempelZivMemory, lempelZivWords } from '../../numerics/lempel-ziv.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { SortedWindow } from '../../numerics/sorted-window.ts';
import { CloseReturns } from '../close-returns.ts';
import { defineFormula } from '../formula.ts';
import { FILTER, withReadings } from '../readings.ts';
import { Turns } from '../turns.ts';

/**
 * How little pattern the last `n` returns have, told only whether each is above their median: about 1.1
 * of noise in 256 returns, less where something repeats. Computed every `k` bars; warm after `n` returns.
 */
export const lempelZivComplexity = defineFormula({
  id: 'F13',
  key: 'lempel-ziv-complexity',
  title: 'Lempel-Ziv complexity of return signs',
  family: 'statistics',
  output: { unit: '1', min: 0 },
  role: 'filter',
  source:
    "Lempel, A. and Ziv, J., 'On the Complexity of Finite Sequences', IEEE Transactions on Information Theory, 1976",
  catalogue: {
    inputs: ['returns'],
    params: {
      n: { unit: 'bars', meaning: 'window' },
      k: { unit: 'bars', meaning: 'recompute interval' },
    },
    definition: `
      Binary string s over W_n: 1 if r_i > median of the window, else 0, oldest first. LZ76 parsing:
      starting at position i, take the shortest word s[i..i+l-1] that does not occur in s[1..i+l-2]
      (overlap allowed); a last word that reaches the end of the string counts as one word even if it did
      occur. c = number of words. Value C = c*log2(n)/n. Warm-up n.
    `,
    update: 'Batch O(n^2) worst case every k bars, about 30 000 character comparisons for n=256.',
    signal: `
      filter: gate = clip((1.20-C)/0.25,0.2,1): random strings of 256 signs have C about 1.11 (0.97 to
      1.22 in 60 simulated ones), patterned ones less.
    `,
    range: '(0,about 1.3]',
  },
  defaults: { n: 256, k: 4 },
  input: 'bar',
  readings: FILTER,
  warmUp: ({ n }) => n + 1,

  start({ k, n }) {
    const returns = new CloseReturns();
    const recent = new RecentValues(wholeNumber('a window', n, 2));
    const sorted = new SortedWindow(n);
    const row = new Float64Array(n);
    const symbols = new Uint8Array(n);
    const memory = new LempelZivMemory(n);
    const turns = new Turns(13, k);
    let complexity = 0;

    return withReadings(
      ({ close }) => {
        const logReturn = returns.next(close);
        if (!Number.isFinite(logReturn)) return undefined;
        recent.push(logReturn);
        sorted.push(logReturn);
        if (!recent.isFull) return undefined;
        if (turns.isDue()) {
          const median = sorted.quantile(0.5);
          recent.copyTo(row);
          for (let i = 0; i < n; i += 1) symbols[i] = (row[i] as number) > median ? 1 : 0;
          complexity = complexityOf(symbols, memory);
        }
        return complexity;
      },
      { gate: () => clip((1.2 - complexity) / 0.25, 0.2, 1) },
    );
  },
});

/** Words of a sequence of two symbols against what noise of its length tends to have. */
export function complexityOf(symbols: ArrayLike<number>, memory?: LempelZivMemory): number {
  return (lempelZivWords(symbols, memory) * Math.log2(symbols.length)) / symbols.length;
}
