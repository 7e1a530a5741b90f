import { wholeNumber } from '../../../numerics/checked-numbers.ts';
import { meanAndDeviation } from '../../../numerics/mean-and-deviation.ts';
import { normalCdf } from '../../../numerics/normal-distribution.ts';
import { RecentValues } from '../../../numerics/recent-values.ts';
import { defineFormula, type MarketStep } from '../../formula.ts';
import { FILTER, withReadings } from '../../readings.ts';
import { SpokenForecasts } from '../../spoken-forecasts.ts';

const FEWEST = 50;
/** The mean of equal numbers is rounded: they seem to lie this share of it beside it. */
const ROUNDING = 1e-12;
const FIRST = 20;
const UNPROVEN = 0.5;

/**
 * Whether forecasts beat the forecast of no change: the further above zero, the surer. `formula` is the number
 * of the formula tested, 0 the vote of all; `group` as in the vote. Each bar is followed by what is said at its
 * close; warm with 50 outcomes of forecasts after 20 returns.
 */
export const clarkWestGate = defineFormula({
  id: 'F397',
  key: 'clark-west-gate',
  title: 'Clark-West adjusted predictive test against no-change',
  family: 'multiscale',
  output: { unit: 'statistic' },
  role: 'filter',
  source:
    "Clark, T. E. & West, K. D., 'Approximately normal tests for equal predictive accuracy in nested models', Journal of Econometrics 138(1), 2007",
  catalogue: {
    inputs: ['external'],
    params: {
      window: { unit: 'forecasts', meaning: 'sample' },
      level: { unit: 'probability', meaning: 'one-sided level' },
    },
    definition: `
      For return forecasts f_t against the nested no-change forecast 0: g_t = y_t^2 - [ (y_t - f_t)^2 -
      f_t^2 ] (equal to 2*y_t*f_t). CW = mean(g)/(std(g, ddof 1)/sqrt(n)), one-sided standard normal
      (upper tail). For horizons of several bars only every h-th forecast enters. std = 0 -> CW = 0.
      Warm-up n >= 50.
    `,
    update: 'Rolling sums O(1).',
    signal: `
      filter: p-value < level -> the formula votes with full weight; mean(g) <= 0 -> weight 0; between ->
      x0.5.
    `,
    range: 'real',
  },
  defaults: { window: 250, level: 0.1, formula: 0, group: 1 },
  input: 'step',
  reads: ['bar', 'opinions', 'vote'],
  readings: {
    ...FILTER,
    /** Probability of so much if no change were the best forecast. */
    pValue: { unit: 'probability', min: 0, max: 1 },
  },
  warmUp: () => 2 * (FIRST + FEWEST) + 1,

  start({ formula, level, window }) {
    const forecasts = new SpokenForecasts(formula);
    const gains = new RecentValues(wholeNumber('window', window, FEWEST));
    let found: ClarkWest = { statistic: 0, mean: 0 };
    const pValue = () => 1 - normalCdf(found.statistic);

    return withReadings(
      (step: MarketStep) => {
        const judged = forecasts.take(step);
        if (judged !== undefined) {
          gains.push(2 * judged.outcome * judged.forecast);
          found = clarkWest(gains.toArray());
        }
        return gains.count < FEWEST ? undefined : found.statistic;
      },
      {
        gate: () => {
          if (pValue() < level) return 1;
          return found.mean <= 0 ? 0 : UNPROVEN;
        },
        pValue,
      },
    );
  },
});

/** The statistic and the mean adjusted gain in squared error. */
export interface ClarkWest {
  readonly statistic: number;
  readonly mean: number;
}

/** Clark and West's statistic of adjusted gains `2 y f`; 0 where they do not vary. */
export function clarkWest(gains: ArrayLike<number>): ClarkWest {
  const { length } = gains;
  const { deviation, mean } = meanAndDeviation(gains);
  if (!(deviation > ROUNDING * Math.abs(mean))) return { statistic: 0, mean };
  const standardError = (deviation * Math.sqrt(length / (length - 1))) / Math.sqrt(length);
  const statistic = mean / standardError;
  return { statistic: Number.isFinite(statistic) ? statistic : 0, mean };
}
