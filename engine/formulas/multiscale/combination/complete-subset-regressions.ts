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
  //META 392
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
    const columns = Array.from({ length: PREDICTORS }, () => new RecentValues(wholeNumber('a window', window, k + 2)));
    const outcomes = new RecentValues(window);
    const clock = new FitClock(window, refit);
    let model: FitModel | undefined;
    let value: number | undefined;
    let risingShare = 0;

    const learn = () => {
      if (!predictors.isReady || Number.isNaN(predictors.row[0])) return;
      columns.forEach((column, i) => column.push(predictors.row[i] as number));
    };
    const onBar = (step: Extract<MarketStep, { kind: 'bar' }>) => {
      const hasRow = predictors.isReady;
      if (hasRow) learn();
      predictors.push(step.bar, step.time);
      if (hasRow) {
        outcomes.push(predictors.outcome);
        clock.tick();
      }
      if (model === undefined) return;
      const found = combinedForecast(model, k, predictors.row);
      value = found.mean;
      risingShare = found.risingShare;
    };
    const step = withReadings(
      (input: MarketStep) => {
        if (input.kind === 'series') predictors.tell(input);
        if (input.kind === 'bar') onBar(input);
        return value;
      },
      {
        signal: () => Math.tanh(4 * (value ?? 0)),
        confidence: () => 2 * Math.abs(risingShare - 0.5),
        risingShare: () => risingShare,
        subsets: () => (model === undefined ? undefined : model.length / (2 * k + 1)),
      },
    );
    return withRefit(step, {
      due: (): FitJob | undefined => {
        if (!clock.takeDue()) return undefined;
        const data = columns.map((column, i) => [`x${i}`, column.toArray()] as const);
        return { params: { k }, data: { ...Object.fromEntries(data), y: outcomes.toArray() } };
      },
      accept: (found) => {
        model = found;
      },
    });
  },
});
