import { notNegative, wholeNumber } from '../../../numerics/checked-numbers.ts';
import { dotProduct } from '../../../numerics/dot-product.ts';
import { groupAt } from '../../edge/vote/started-vote.ts';
import { defineFormula, type MarketStep } from '../../formula.ts';
import { OpinionRounds } from '../../opinion-rounds.ts';
import { DIRECTION, withReadings } from '../../readings.ts';
import { CategoryForecasts } from './category-forecasts.ts';
import { RegressionCombination } from './regression-combination.ts';
import { secondTurn } from '../../turns.ts';

const FIRST = 20;
const STEEPNESS = 4;

/**
 * Forecast of the next bar by the weights, of sum 1, that would have forecast the last ones best, in standard
 * deviations of a bar. Forecasts of formulas are first averaged within their categories, of which the `families`
 * with the most formulas count. `group` as in the vote. Each bar is followed by the opinions at its close; warm
 * when `refit` outcomes of forecasts after 20 returns are known.
 */
export const grangerRamanathanRegression = defineFormula({
  id: 'F388',
  key: 'granger-ramanathan-regression',
  title: 'Granger-Ramanathan constrained regression combination',
  family: 'multiscale',
  output: { unit: 'standard deviations' },
  role: 'direction',
  source:
    "Granger, C. W. J. & Ramanathan, R., 'Improved Methods of Combining Forecasts', Journal of Forecasting 3(2), 1984",
  catalogue: {
    inputs: ['external', 'bars'],
    params: {
      window: { unit: 'forecasts', meaning: 'sample' },
      ridge: { unit: "in units of the mean diagonal of F'F", meaning: 'shrinkage to equal weights' },
      families: {
        unit: '1',
        meaning: 'forecasts are first averaged within formula categories to keep K small',
      },
      refit: { unit: 'forecasts', meaning: 'refit' },
    },
    definition: `
      F = T x K matrix of category-average forecasts, y outcomes (both divided by sigma_bar). Minimise |y
      - F w|^2 + R*|w - 1/K|^2 subject to sum w = 1 (no intercept), R = ridge*mean diag(F'F). Solution: A
      = F'F + R I, w0 = A^{-1}(F'y + R/K*1), w = w0 - A^{-1}1*(1'w0 - 1)/(1'A^{-1}1). Weights may be
      negative. Value = F_t w.
    `,
    update: "Rolling F'F O(K^2); solve every refit forecasts.",
    signal: 'signal = tanh(4*value); confidence = min(1,4*|value|).',
    range: 'real',
  },
  defaults: { window: 250, ridge: 1, families: 10, refit: 20, group: 1 },
  input: 'step',
  reads: ['bar', 'opinions'],
  readings: {
    ...DIRECTION,
    /** Largest weight of one category, either way. */
    largestWeight: { unit: 'weight', min: 0 },
  },
  warmUp: ({ refit }) => 2 * (FIRST + 1 + refit),

  start({ families, group, refit, ridge, window }) {
    groupAt(group);
    notNegative('ridge', ridge);
    const rounds = new OpinionRounds(1);
    const settings = {
      window: wholeNumber('window', window),
      refit: wholeNumber('refit', refit),
      second: secondTurn(388, refit),
      ridge,
    };
    const categories = new CategoryForecasts(wholeNumber('families', families));
    let combination = new RegressionCombination(0, settings);
    let value = NaN;

    const take = (step: Extract<MarketStep, { readonly kind: 'opinions' }>): void => {
      const said = categories.average(step.opinions);
      if (said.length !== combination.size) combination = new RegressionCombination(said.length, settings);
      const past = rounds.next(said.map((each) => (Number.isNaN(rounds.sigma) ? NaN : each)));
      if (past !== undefined) combination.learn(past.said, past.move / past.sigma);
      value = combination.weights === undefined ? NaN : dotProduct(combination.weights, said);
    };
    return withReadings(
      (step: MarketStep) => {
        if (step.kind === 'bar') rounds.push(step.bar.close);
        if (step.kind === 'opinions') take(step);
        return Number.isNaN(value) ? undefined : value;
      },
      {
        signal: () => Math.tanh(STEEPNESS * value),
        confidence: () => Math.min(1, STEEPNESS * Math.abs(value)),
        largestWeight: () => Math.max(...(combination.weights ?? [0]).map(Math.abs)),
      },
    );
  },
});
