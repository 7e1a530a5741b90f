import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { clip } from '../../numerics/clip.ts';
import { IntervalWindow } from '../../numerics/interval-window.ts';
import { LateWindow } from '../../numerics/late-window.ts';
import { MatchShares } from '../../numerics/match-shares.ts';
import { sampleShape } from '../../numerics/sample-shape.ts';
import { CloseReturns } from '../close-returns.ts';
import { defineFormula } from '../formula.ts';
import { FILTER, withReadings } from '../readings.ts';
import { secondTurn } from '../turns.ts';

const TINY = 1e-12;
/** Computed values the newest is ranked among. */
const HISTORY = 500;

/**
 * How little stretches of `m` returns say about the next one: near 0 what was like before goes on alike.
 * Each stretch counts as like itself, which pulls short windows towards 0. Computed every `k` bars; warm
 * after `n` returns.
 */
export const approximateEntropyOfReturns = defineFormula({
  id: 'F11',
  key: 'approximate-entropy',
  title: 'Approximate entropy of returns',
  family: 'statistics',
  output: { unit: 'nats' },
  role: 'filter',
  source: "Pincus, S. M., 'Approximate entropy as a measure of system complexity', PNAS, 1991",
  catalogue: {
    inputs: ['returns'],
    params: {
      n: { unit: 'bars', meaning: 'window' },
      m: { unit: 'points', meaning: 'template length' },
      rf: { unit: 'sd0', meaning: 'tolerance as a multiple of sd0 of the window' },
      k: { unit: 'bars', meaning: 'recompute interval' },
    },
    definition: `
      r = rf*sd0_n(r). For m and m+1: templates x_i=(r_i..r_{i+m-1}), i=1..N-m+1; C_i = share of all
      templates j (self included) with max-norm distance <= r; Phi_m = mean ln C_i. Value ApEn = Phi_m -
      Phi_{m+1}. sd0 = 0: value 0. Warm-up n.
    `,
    update: 'Batch O(n^2) every k bars (10^4 comparisons); in between the last value is kept.',
    signal: 'filter: gate = clip(2*(1-rank_500(ApEn)),0,1) (rank over the computed values).',
    range: 'about [0,ln n], small negative values possible',
  },
  defaults: { n: 100, m: 2, rf: 0.2, k: 5 },
  input: 'bar',
  readings: FILTER,
  warmUp: ({ n }) => n + 1,

  start({ k, m, n, rf }) {
    const length = wholeNumber('m', m);
    const returns = new CloseReturns();
    const windows = new IntervalWindow(n, k, { least: length + 2, second: secondTurn(11, k) });
    const ranks = new LateWindow(HISTORY);
    const shares = new MatchShares(n, length);
    /** Returns the last computed shares do not know. */
    let fresh = 0;
    let entropy: number | undefined;

    return withReadings(
      ({ close }) => {
        const logReturn = returns.next(close);
        if (!Number.isFinite(logReturn)) return undefined;
        const window = windows.push(logReturn);
        if (window !== undefined) {
          const deviation = Math.sqrt(sampleShape(window).variance);
          fresh = Math.min(n, fresh + windows.fresh);
          if (deviation > TINY) {
            entropy = approximateEntropy(window, rf * deviation, shares, fresh);
            fresh = 0;
          } else entropy = 0;
          ranks.push(entropy);
        }
        return entropy;
      },
      { gate: () => clip(2 * (1 - ranks.rank), 0, 1) },
    );
  },
});

/**
 * Approximate entropy of a list, with a tolerance in the unit of its values; may fall a hair below 0. Of its
 * values all but the last `fresh` are the last ones of the list `shares` were asked of before.
 */
export function approximateEntropy(
  values: ArrayLike<number>,
  tolerance: number,
  shares: MatchShares,
  fresh = values.length,
): number {
  const { long, short } = shares.of(values, tolerance, fresh);
  return short - long;
}
