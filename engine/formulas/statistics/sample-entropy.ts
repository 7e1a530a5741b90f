import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { clip } from '../../numerics/clip.ts';
import { IntervalWindow } from '../../numerics/interval-window.ts';
import { LateWindow } from '../../numerics/late-window.ts';
import { sampleShape } from '../../numerics/sample-shape.ts';
import { templateMatches } from '../../numerics/template-matches.ts';
import { CloseReturns } from '../close-returns.ts';
import { defineFormula } from '../formula.ts';
import { FILTER, withReadings } from '../readings.ts';
import { secondTurn } from '../turns.ts';

/** Computed values the newest is ranked among. */
const HISTORY = 500;

/**
 * How seldom stretches of `m` returns that are alike go on alike: 0 where they always do. No value where
 * no two stretches are alike. Computed every `k` bars; warm after `n` returns.
 */
export const sampleEntropyOfReturns = defineFormula({
  id: 'F12',
  key: 'sample-entropy',
  title: 'Sample entropy of returns',
  family: 'statistics',
  output: { unit: 'nats', min: 0 },
  role: 'filter',
  source:
    "Richman, J. S. and Moorman, J. R., 'Physiological time-series analysis using approximate entropy and sample entropy', American Journal of Physiology, 2000",
  catalogue: {
    inputs: ['returns'],
    params: {
      n: { unit: 'bars', meaning: 'window' },
      m: { unit: 'points', meaning: 'template length' },
      rf: { unit: 'sd0', meaning: 'tolerance as a multiple of sd0' },
      k: { unit: 'bars', meaning: 'recompute interval' },
    },
    definition: `
      N=n. Both template lengths use the same N-m start points. B = number of pairs i<j with max-norm
      distance of the m-templates <= rf*sd0; A = the same for m+1. Self matches are not counted. Value
      SampEn = -ln(A/B). B=0: null. A=0: ln(N-m)+ln(N-m-1)-ln 2 (the upper bound). Warm-up n.
    `,
    update: 'Batch O(n^2/2) every k bars.',
    signal: 'filter: gate = clip(2*(1-rank_500(SampEn)),0,1).',
    range: '[0,inf)',
  },
  defaults: { n: 150, m: 2, rf: 0.2, k: 5 },
  input: 'bar',
  readings: FILTER,
  warmUp: ({ n }) => n + 1,

  start({ k, m, n, rf }) {
    const length = wholeNumber('m', m);
    const returns = new CloseReturns();
    const windows = new IntervalWindow(n, k, { least: length + 2, second: secondTurn(12, k) });
    const ranks = new LateWindow(HISTORY);
    let entropy: number | undefined;

    return withReadings(
      ({ close }) => {
        const logReturn = returns.next(close);
        if (!Number.isFinite(logReturn)) return undefined;
        const window = windows.push(logReturn);
        if (window !== undefined) {
          const deviation = Math.sqrt(sampleShape(window).variance);
          entropy = sampleEntropy(window, length, rf * deviation);
          if (entropy !== undefined) ranks.push(entropy);
        }
        return entropy;
      },
      { gate: () => clip(2 * (1 - ranks.rank), 0, 1) },
    );
  },
});

/**
 * Sample entropy of a list in nats, with a tolerance in the unit of its values. Where nothing goes on alike
 * it is the largest the length allows; undefined where no two stretches of `m` are alike.
 */
export function sampleEntropy(values: ArrayLike<number>, m: number, tolerance: number): number | undefined {
  const { long, short } = templateMatches(values, m, tolerance);
  if (short === 0) return undefined;
  const starts = values.length - m;
  return long > 0 ? Math.log(short / long) : Math.log(starts) + Math.log(starts - 1) - Math.LN2;
}
