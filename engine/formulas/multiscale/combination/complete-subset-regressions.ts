import { wholeNumber } from '../../../numerics/checked-numbers.ts';
import { RecentValues } from '../../../numerics/recent-values.ts';
import { subsetRegressions } from '../../../numerics/subset-regressions.ts';
import { FitClock } from '../../fit-clock.ts';
import { defineFormula, type MarketStep } from '../../formula.ts';
import { DIRECTION, withReadings } from '../../readings.ts';
import { type FitJob, type FitModel, withRefit } from '../../refit.ts';
import { PREDICTOR_SERIES, PREDICTORS, SubsetPredictors } from './subset-predictors.ts';

/** Bars before the first row of predictors. */
const FIRST = 61;

/**
 * Mean forecast of the next return, in units of volatility, by lines on every subset of `k` of ten predictors. Above
 * zero up. A predictor that was not known for the whole window, or did not vary in it, is in no subset. Fitted
 * every `refit` bars on the last `window`; warm with the bar after the first fit.
 */
export const completeSubsetRegressions = defineFormula({
  id: 'F392',
  key: 'complete-subset-regressions',
  title: 'Complete subset regression forecast',
  family: 'multiscale',
  output: { unit: 'standard deviations' },
  role: 'direction',
  source:
    "Elliott, G., Gargano, A. & Timmermann, A., 'Complete subset regressions', Journal of Econometrics 177(2), 2013",
  catalogue: {
    inputs: ['bars'],
    params: {
      predictors: {
        fixed: [
          'r1',
          'r5',
          'r20',
          'ln RV5/RV60',
          'volume z',
          'funding z',
          'basis',
          'range position',
          'hour sin',
          'hour cos',
        ],
        unit: 'list',
        meaning: 'K = 10 standardised predictors',
      },
      k: { unit: '1', meaning: 'subset size: 120 regressions' },
      window: { unit: 'bars', meaning: 'sample' },
      refit: { unit: 'bars', meaning: 'refit' },
    },
    definition: `
      For every subset of k of the K predictors: OLS with intercept of y_{t+1} (return/sigma_bar) on the
      subset over the window; forecast f_c. Value = equal-weighted mean of all C(K,k) forecasts. Missing
      predictors (e.g. no funding) are set to 0 for the whole window and excluded from subsets.
    `,
    update: `
      Rolling cross products O(K^2) per bar; 120 solves of size 4 every refit bars, 120 dot products per
      bar.
    `,
    signal: 'signal = tanh(4*value); confidence = |share of positive f_c - 0.5|*2.',
    range: 'real',
  },
  defaults: { k: 3, window: 400, refit: 20 },
  input: 'step',
  reads: ['bar', 'series'],
  series: PREDICTOR_SERIES,
  readings: {
    ...DIRECTION,
    /** Share of the subsets that forecast a rise. */
    risingShare: { unit: 'fraction', min: 0, max: 1 },
    subsets: { unit: 'subsets', min: 1 },
  },
  warmUp: ({ window }) => FIRST + window + 1,
  fit: fitSubsets,

  start({ k, refit, window }) {
    if (wholeNumber('k', k) > PREDICTORS) throw new RangeError(`k must be at most ${PREDICTORS}, was ${k}`);
    const predictors = new SubsetPredictors();
    wholeNumber('a window', window, k + 2);
    const columns = Array.from({ length: PREDICTORS }, () => new RecentValues(window));
    const outcomes = new RecentValues(window);
    const clock = new FitClock(window, refit);
    let model: FitModel | undefined;
    let mean: MeanForecast | undefined;
    let value: number | undefined;
    let spoken: FitModel | undefined;
    // Of all forecasts only their mean, which is a line itself, is needed with every bar.
    const risingShare = () => (spoken === undefined ? 0 : shareOfRising(spoken, k, predictors.row));

    const onBar = (step: Extract<MarketStep, { kind: 'bar' }>) => {
      const hasRow = predictors.isReady;
      // The row of the bar before, whose outcome this bar brings.
      if (hasRow) for (let i = 0; i < PREDICTORS; i += 1) columns[i]?.push(predictors.row[i] as number);
      predictors.push(step.bar, step.time);
      if (hasRow) {
        outcomes.push(predictors.outcome);
        clock.tick();
      }
      if (mean === undefined) return;
      spoken = model;
      value = forecastOf(mean, predictors.row);
    };
    const step = withReadings(
      (input: MarketStep) => {
        if (input.kind === 'series') predictors.tell(input);
        if (input.kind === 'bar') onBar(input);
        return value;
      },
      {
        signal: () => Math.tanh(4 * (value ?? 0)),
        confidence: () => 2 * Math.abs(risingShare() - 0.5),
        risingShare,
        subsets: () => (model === undefined ? undefined : model.length / (2 * k + 1)),
      },
    );
    return withRefit(step, {
      due: (): FitJob | undefined => {
        if (!clock.takeDue()) return undefined;
        return { params: { k }, data: sampleOf(columns, outcomes) };
      },
      accept: (found) => {
        model = found;
        mean = meanForecast(found, k);
      },
    });
  },
});

/** A copy of the predictors and the outcomes, all in one piece of memory: a piece for each costs more than its numbers. */
function sampleOf(columns: readonly RecentValues[], outcomes: RecentValues): FitJob['data'] {
  const length = outcomes.count;
  const whole = new Float64Array((columns.length + 1) * length);
  const data: Record<string, Float64Array> = {};
  for (let i = 0; i <= columns.length; i += 1) {
    const copy = whole.subarray(i * length, (i + 1) * length);
    (columns[i] ?? outcomes).copyTo(copy);
    data[i < columns.length ? `x${i}` : 'y'] = copy;
  }
  return data;
}

/** Fits a line on every subset; the model holds the intercept, the columns and the coefficients of each. */
export function fitSubsets({ data, params }: FitJob): FitModel | undefined {
  const { y = new Float64Array(), ...columns } = data;
  const known = Object.entries(columns).filter(([, column]) => column.every(Number.isFinite));
  const fits = subsetRegressions(
    known.map(([, column]) => column),
    y,
    params['k'] as number,
  );
  if (fits.length === 0) return undefined;
  const placeOf = (column: number) => Number(known[column]?.[0].slice(1));
  return fits.flatMap(({ coefficients, columns: chosen, intercept }) => [
    intercept,
    ...chosen.map(placeOf),
    ...coefficients,
  ]);
}

/** The line that is the mean of the lines of all subsets. */
export interface MeanForecast {
  readonly intercept: number;
  /** One for each predictor, 0 where no subset has it. */
  readonly coefficients: Float64Array;
}

/** The mean of the lines of a model of {@link fitSubsets} with subsets of `k`. */
export function meanForecast(model: FitModel, k: number): MeanForecast {
  const count = model.length / (2 * k + 1);
  const coefficients = new Float64Array(PREDICTORS);
  let intercept = 0;
  for (let from = 0; from < model.length; from += 2 * k + 1) {
    intercept += (model[from] as number) / count;
    for (let i = 1; i <= k; i += 1) {
      const place = model[from + i] as number;
      coefficients[place] = (coefficients[place] as number) + (model[from + k + i] as number) / count;
    }
  }
  return { intercept, coefficients };
}

/** What a line forecasts; a predictor that is not known now counts as 0. */
export function forecastOf({ coefficients, intercept }: MeanForecast, row: ArrayLike<number>): number {
  let forecast = intercept;
  for (let i = 0; i < row.length; i += 1) {
    const x = row[i] as number;
    if (!Number.isNaN(x)) forecast += (coefficients[i] as number) * x;
  }
  return forecast;
}

/** Share of the subsets of a model of {@link fitSubsets} that forecast a rise. */
export function shareOfRising(model: FitModel, k: number, row: ArrayLike<number>): number {
  const length = 2 * k + 1;
  let rising = 0;
  for (let from = 0; from < model.length; from += length) {
    let forecast = model[from] as number;
    for (let i = 1; i <= k; i += 1) {
      const x = row[model[from + i] as number] as number;
      if (!Number.isNaN(x)) forecast += (model[from + k + i] as number) * x;
    }
    if (forecast > 0) rising += 1;
  }
  return rising / (model.length / length);
}
