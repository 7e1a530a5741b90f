import { wholeNumber } from '../../../numerics/checked-numbers.ts';
import { RecentValues } from '../../../numerics/recent-values.ts';
import { CloseReturns } from '../../close-returns.ts';
import { defineFormula, noValue } from '../../formula.ts';
import { FILTER, withReadings } from '../../readings.ts';
import { type FitJob, withRefit } from '../../refit.ts';
import { energyChange } from './energy-change.ts';

const AFTER_CHANGE = 0.5;

/**
 * Probability that the returns of the window would split into two as different parts if their distribution
 * had not changed. Looked for every `refit` bars; a change halves what enters in the `h` bars after it was
 * found. Warm after `window + 2` bars.
 */
export const eDivisiveChange = defineFormula({
  id: 'F365',
  key: 'e-divisive-change',
  title: 'E-divisive (energy) distribution change',
  family: 'multiscale',
  output: { unit: 'p-value', min: 0, max: 1 },
  role: 'filter',
  source:
    "Matteson, D. S. & James, N. A., 'A Nonparametric Approach for Multiple Change Point Analysis of Multivariate Data', Journal of the American Statistical Association 109, 2014",
  catalogue: {
    inputs: ['returns'],
    params: {
      window: { unit: 'bars', meaning: 'sample' },
      h: { unit: 'bars', meaning: 'minimum segment' },
      permutations: { unit: '1', meaning: 'seeded permutations' },
      level: { unit: 'probability', meaning: 'significance' },
      refit: { unit: 'bars', meaning: 'period' },
      seed: { unit: 'integer', meaning: 'LCG seed' },
    },
    definition: `
      For a split k: E = 2/(m q) sum|x_i - y_j| - mean pairwise |x_i - x_j| - mean pairwise |y_i - y_j|
      (unordered pairs), m = k, q = n-k; Q_k = m q/(m+q)*E. Statistic max_k Q_k over h <= k <= n-h.
      p-value = (1 + #permutations with max Q >= observed)/(permutations+1) using Fisher-Yates with the
      32-bit generator s <- (1664525*s + 1013904223) mod 2^32 (index = floor(s/2^32*(j+1))). Detects any
      change of distribution, not only mean or variance.
    `,
    update: `
      Batch O(permutations*window^2) about 2.2M steps every refit bars; prefix sums of the distance matrix
      make each split O(1).
    `,
    signal:
      'filter: p <= level -> change at k: estimators restart there; new entries at half size for h bars.',
    range: '(0,1]',
  },
  defaults: { window: 150, h: 20, permutations: 99, level: 0.05, refit: 25, seed: 12345 },
  input: 'bar',
  readings: {
    ...FILTER,
    /** Energy distance of the two parts at the most different split. */
    statistic: { unit: 'log return', min: 0 },
    /** Bars since that split, where it is significant. */
    changeAge: { unit: 'bars', min: 0 },
  },
  warmUp: ({ window }) => window + 2,
  fit: fitChange,

  start(params) {
    const { level, refit, window } = params;
    const calm = wholeNumber('h', params.h);
    const recent = new RecentValues(wholeNumber('a window', window, 2 * calm));
    const every = wholeNumber('a refit interval', refit);
    const returns = new CloseReturns();
    let barsLeft = 0;
    let sinceFit = 0;
    let halved = 0;
    let model: readonly number[] | undefined;

    const step = ({ close }: { readonly close: number }) => {
      const logReturn = returns.next(close);
      if (!Number.isFinite(logReturn)) return noValue();
      recent.push(logReturn);
      barsLeft -= 1;
      sinceFit += 1;
      halved -= 1;
      return model === undefined ? noValue() : (model[0] as number);
    };
    return withRefit(
      withReadings(step, {
        gate: () => (halved >= 0 ? AFTER_CHANGE : 1),
        statistic: () => model?.[1],
        changeAge: () =>
          model !== undefined && (model[0] as number) <= level ? (model[2] as number) + sinceFit : undefined,
      }),
      {
        due: () => {
          if (!recent.isFull || barsLeft > 0) return undefined;
          barsLeft = every;
          return { params, data: { returns: recent.toArray() } };
        },
        accept: (found) => {
          model = [...found];
          sinceFit = 0;
          if ((found[0] as number) <= level) halved = calm;
        },
      },
    );
  },
});

/** p-value, statistic and values since the split. */
function fitChange({ data: { returns = new Float64Array() }, params }: FitJob): readonly number[] {
  const { at, pValue, statistic } = energyChange(returns, {
    least: params['h'] ?? 1,
    permutations: params['permutations'] ?? 0,
    seed: params['seed'] ?? 0,
  });
  return [pValue, statistic, returns.length - at];
}
