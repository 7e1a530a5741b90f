import { clip } from '../../numerics/clip.ts';
import { ColumnRegression } from '../../numerics/column-regression.ts';
import { meanAndDeviation } from '../../numerics/mean-and-deviation.ts';
import { defineFormula } from '../formula.ts';
import { leaderPair } from '../leader-pair.ts';
import { DIRECTION, withReadings } from '../readings.ts';
import { CointegratedPair } from '../time-series/cointegrated-pair.ts';
import { secondTurn } from '../turns.ts';

const LAGS = 1;
const NEAREST = 1e-12;

/**
 * Change of the distance from the line through the leader that is to be expected with the next bar, in
 * deviations of such changes; the pull may differ between a distance that grows and one that shrinks. 0
 * where there is no pull. Fitted every `k` bars, warm after `n` of both.
 */
export const mtarThresholdCointegration = defineFormula({
  id: 'F142',
  key: 'mtar-threshold-cointegration',
  title: 'Momentum-threshold adjustment of a spread',
  family: 'mean-reversion',
  output: { unit: 'sd units' },
  role: 'direction',
  source:
    "Enders, W. and Siklos, P. L., 'Cointegration and Threshold Adjustment', Journal of Business and Economic Statistics, 2001",
  catalogue: {
    inputs: ['bars', 'external'],
    params: {
      n: { unit: 'bars', meaning: 'window' },
      k: { unit: 'bars', meaning: 'refit interval' },
    },
    definition: `
      Spread e of formula 48. OLS without constant: de_t = r1*I_t*e_{t-1} + r2*(1-I_t)*e_{t-1} +
      g*de_{t-1} + u, I_t=1[de_{t-1}>=0]. F = ((SSR0-SSR1)/2)/(SSR1/(T-3)), SSR0 with r1=r2=0. Forecast of
      the next change f = r_j*e_t + g*de_t with the r of the current regime (I from de_t). Value
      f/sd0(de). r_j>=0: 0. Warm-up n.
    `,
    update: 'Rolling 3x3 cross products: O(1); solve every k bars.',
    signal: `
      signal = tanh(3*value) for the own symbol (spread = own minus hedge); confidence =
      clip((F-4)/8,0,1).
    `,
    range: '(-inf,inf)',
  },
  defaults: { n: 400, k: 20 },
  input: 'step',
  reads: ['peers'],
  readings: {
    ...DIRECTION,
    /** How much better two pulls explain the distance than none. */
    F: { unit: 'F-statistic', min: 0 },
    /** Share of the distance undone in a bar after it rose, below zero; and after it fell. */
    pullAfterRise: { unit: '1' },
    pullAfterFall: { unit: '1' },
  },
  warmUp: ({ n }) => n,

  start({ k, n }) {
    const pair = new CointegratedPair({ k, n, p: LAGS, second: secondTurn(142, k) });
    const regression = new ThresholdRegression(n - 2);
    const changes = new Float64Array(n - 1);
    let fit: ThresholdFit | undefined;
    let before = NaN;
    let value = 0;

    return withReadings(
      (input) => {
        const bars = leaderPair(input);
        if (bars === undefined) return undefined;
        if (pair.push(bars.own.close, bars.leader.close)) {
          fit = pair.found && fitOf(pair.found.residuals, changes, regression);
          // The last change is measured along the line just fitted.
          before = pair.found?.residuals[n - 2] ?? NaN;
        }
        const distance = pair.residual;
        const change = distance - before;
        before = distance;
        if (fit === undefined) return undefined;
        value = expectedChange(fit, distance, change) / fit.deviation;
        return value;
      },
      {
        signal: () => Math.tanh(3 * value),
        confidence: () => clip(((fit?.F ?? 0) - 4) / 8, 0, 1),
        F: () => fit?.F,
        pullAfterRise: () => fit?.pullAfterRise,
        pullAfterFall: () => fit?.pullAfterFall,
      },
    );
  },
});

/** Pulls of a distance, what its last change says of the next, and how well all that fits. */
export interface ThresholdFit {
  readonly pullAfterRise: number;
  readonly pullAfterFall: number;
  readonly memory: number;
  readonly F: number;
  /** Deviation of the changes. */
  readonly deviation: number;
}

/** Expected next change of a distance that has just changed; 0 where the pull in force is none. */
function expectedChange(
  { memory, pullAfterFall, pullAfterRise }: ThresholdFit,
  distance: number,
  change: number,
) {
  const pull = change >= 0 ? pullAfterRise : pullAfterFall;
  return pull >= 0 ? 0 : pull * distance + memory * change;
}

/** The regression of the changes of a distance, which are written into the list that is given. */
function fitOf(
  distances: Float64Array,
  changes: Float64Array,
  regression: ThresholdRegression,
): ThresholdFit | undefined {
  for (let t = 0; t < changes.length; t += 1)
    changes[t] = (distances[t + 1] as number) - (distances[t] as number);
  return regression.fit(distances.subarray(1, -1), changes.subarray(0, -1), changes.subarray(1));
}

/** Momentum-threshold regressions on `count` rows, one after another in the same memory. */
export class ThresholdRegression {
  readonly #risen: Float64Array;
  readonly #fallen: Float64Array;
  readonly #plain = new ColumnRegression();
  readonly #pulled = new ColumnRegression();

  constructor(count: number) {
    this.#risen = new Float64Array(count);
    this.#fallen = new Float64Array(count);
  }

  /**
   * Of the distance before, the change before and the change itself. Undefined where one of the two cases is
   * missing.
   */
  fit(before: Float64Array, lastChanges: Float64Array, changes: Float64Array): ThresholdFit | undefined {
    const risen = this.#risen;
    const fallen = this.#fallen;
    for (let t = 0; t < risen.length; t += 1) {
      const hasRisen = (lastChanges[t] as number) >= 0;
      risen[t] = hasRisen ? (before[t] as number) : 0;
      fallen[t] = hasRisen ? 0 : (before[t] as number);
    }
    const plain = this.#plain.fit([lastChanges], changes, false);
    const pulled = this.#pulled.fit([risen, fallen, lastChanges], changes, false);
    const { deviation } = meanAndDeviation(changes);
    if (plain === undefined || pulled === undefined || !(deviation > NEAREST)) return undefined;
    const [pullAfterRise = NaN, pullAfterFall = NaN, memory = NaN] = pulled.coefficients;
    // Distances that fit without an error are as sure as numbers can say.
    const left = Math.max(pulled.sumOfSquares / pulled.freedom, Number.MIN_VALUE);
    const F = Math.min(Math.max(0, plain.sumOfSquares - pulled.sumOfSquares) / 2 / left, Number.MAX_VALUE);
    return { pullAfterRise, pullAfterFall, memory, F, deviation };
  }
}
