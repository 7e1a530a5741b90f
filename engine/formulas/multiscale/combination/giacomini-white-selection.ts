import { wholeNumber } from '../../../numerics/checked-numbers.ts';
import { dotProduct } from '../../../numerics/dot-product.ts';
import { RecentValues } from '../../../numerics/recent-values.ts';
import { chiSquaredTail } from '../../../numerics/tail-probabilities.ts';
import { groupAt } from '../../edge/vote/started-vote.ts';
import { defineFormula, type MarketStep } from '../../formula.ts';
import { forecastsOf, OpinionRounds } from '../../opinion-rounds.ts';
import { FILTER, withReadings } from '../../readings.ts';
import type { Opinions } from '../../step-contents.ts';
import { BatesGranger, batesGrangerCombination } from './bates-granger-combination.ts';
import { CategoryForecasts } from './category-forecasts.ts';
import { grangerRamanathanRegression } from './granger-ramanathan-regression.ts';
import { RegressionCombination } from './regression-combination.ts';
import { secondTurn } from '../../turns.ts';

const FIRST = 20;
const INSTRUMENTS = 2;
/** Differences of losses from which a line through three points can be drawn. */
const FEWEST = 4;
/** Of the regression, as 388 has them. */
const REGRESSION = {
  ...grangerRamanathanRegression.defaults,
  second: secondTurn(388, grangerRamanathanRegression.defaults.refit),
};

/**
 * Whether one of two combinations of the formulas' forecasts has been the better one in a way that can be
 * foreseen: the larger, the surer. The first is that of Bates and Granger, the second that of Granger and
 * Ramanathan, each with its defaults. It chooses between them and blocks nothing. `group` as in the vote. Each
 * bar is followed by the opinions at its close; warm with the fourth outcome of both.
 */
export const giacominiWhiteSelection = defineFormula({
  id: 'F390',
  key: 'giacomini-white-selection',
  title: 'Conditional predictive ability model selection (Giacomini-White)',
  family: 'multiscale',
  output: { unit: 'W', min: 0 },
  role: 'filter',
  source: "Giacomini, R. & White, H., 'Tests of Conditional Predictive Ability', Econometrica 74(6), 2006",
  catalogue: {
    inputs: ['external'],
    params: {
      window: { unit: 'forecasts', meaning: 'sample' },
      level: { unit: 'probability', meaning: 'test level' },
    },
    definition: `
      Loss difference d_t = (y_t - f1_t)^2 - (y_t - f2_t)^2 of two forecast sources. Instruments h_t = (1,
      d_t). z_{t+1} = h_t*d_{t+1}; W = n*zbar'*Omega^{-1}*zbar, Omega = (1/n) sum z z'; chi-square(2).
      Rule: OLS d_{t+1} = c0 + c1*d_t; predicted dhat = c0 + c1*d_T: if the test rejects, use source 2
      when dhat > 0 else source 1; otherwise average.
    `,
    update: 'Rolling moments O(1).',
    signal: 'filter: chooses between the two best combinations (ids 387-389, 392) bar by bar.',
    range: '[0,inf)',
  },
  defaults: { window: 250, level: 0.1, group: 1 },
  input: 'step',
  reads: ['bar', 'opinions'],
  readings: {
    ...FILTER,
    /** Which combination to use: 1 or 2, 0 the mean of both. */
    source: { unit: 'choice', min: 0, max: 2, neutral: 0 },
    /** Forecast of the next bar by that choice. */
    forecast: { unit: 'log return' },
    pValue: { unit: 'probability', min: 0, max: 1 },
  },
  warmUp: () => 2 * (FIRST + grangerRamanathanRegression.defaults.refit + FEWEST) + 1,

  start({ group, level, window }) {
    groupAt(group);
    const sources = new TwoCombinations();
    const differences = new RecentValues(wholeNumber('window', window, FEWEST));
    const known = new Float64Array(window);
    let found: ConditionalTest | undefined;
    const pValue = () => (found === undefined ? 1 : chiSquaredTail(found.statistic, INSTRUMENTS));
    const source = (): number => {
      if (found === undefined || pValue() >= level) return 0;
      return found.next > 0 ? 2 : 1;
    };

    return withReadings(
      (step: MarketStep) => {
        if (step.kind === 'opinions') sources.hear(step.opinions);
        const difference = step.kind === 'bar' ? sources.judge(step.bar.close) : NaN;
        if (Number.isFinite(difference)) {
          differences.push(difference);
          const count = differences.copyTo(known);
          found =
            count < FEWEST ? undefined : conditionalTest(count < window ? known.subarray(0, count) : known);
        }
        return found?.statistic;
      },
      {
        gate: () => 1,
        source,
        forecast: () => {
          const { first, second } = sources;
          if (source() === 0) return (first + second) / 2;
          return source() === 1 ? first : second;
        },
        pValue,
      },
    );
  },
});

/** Both combinations over the same opinions. */
class TwoCombinations {
  /** Forecasts of the next bar; NaN while there is none. */
  first = NaN;
  second = NaN;
  readonly #rounds = new OpinionRounds(1);
  readonly #scaled = new OpinionRounds(1);
  readonly #categories = new CategoryForecasts(grangerRamanathanRegression.defaults.families);
  #weighted = new BatesGranger(0, batesGrangerCombination.defaults);
  #regressed = new RegressionCombination(0, REGRESSION);
  #close = NaN;

  /** Squared error of the first less that of the second; NaN while one of them had no forecast. */
  judge(close: number): number {
    const outcome = Math.log(close / this.#close);
    this.#close = close;
    this.#rounds.push(close);
    this.#scaled.push(close);
    return (outcome - this.first) ** 2 - (outcome - this.second) ** 2;
  }

  hear(opinions: Opinions): void {
    const { sigma } = this.#rounds;
    const said = forecastsOf(opinions, sigma);
    if (said.length !== this.#weighted.size)
      this.#weighted = new BatesGranger(said.length, batesGrangerCombination.defaults);
    const past = this.#rounds.next(said);
    if (past !== undefined) this.#weighted.learn(past.said, past.move);
    this.first = this.#weighted.count > 0 ? this.#weighted.combine(said) : NaN;
    this.second = this.#hearByCategory(opinions) * sigma;
  }

  #hearByCategory(opinions: Opinions): number {
    const { sigma } = this.#rounds;
    const said = this.#categories.average(opinions);
    if (said.length !== this.#regressed.size)
      this.#regressed = new RegressionCombination(said.length, REGRESSION);
    const past = this.#scaled.next(said.map((each) => (Number.isNaN(sigma) ? NaN : each)));
    if (past !== undefined) this.#regressed.learn(past.said, past.move / past.sigma);
    const { weights } = this.#regressed;
    return weights === undefined ? NaN : dotProduct(weights, said);
  }
}

/** The statistic and the next difference of losses to expect. */
export interface ConditionalTest {
  readonly statistic: number;
  readonly next: number;
}

/**
 * Giacomini and White's test that differences of losses cannot be foreseen from the one before, with a
 * constant. Undefined where the differences do not vary.
 * Sums are plain: where the mean of 250 differences is 400 000 times
 * their deviation, rounding moved the statistic by up to 0.00011 of its size in 200 draws.
 */
export function conditionalTest(differences: Readonly<Float64Array>): ConditionalTest | undefined {
  const n = differences.length - 1;
  // The statistic does not depend on the unit; losses of log returns are tiny.
  let squares = 0;
  for (let t = 0; t <= n; t += 1) squares += (differences[t] as number) * (differences[t] as number);
  const unit = Math.sqrt(squares / differences.length);
  const share = 1 / unit;
  let sumX = 0;
  let sumY = 0;
  let sumXX = 0;
  let sumXY = 0;
  let sumYY = 0;
  let sumYZ = 0;
  let sumZZ = 0;
  let x = (differences[0] as number) * share;
  for (let t = 1; t <= n; t += 1) {
    const y = (differences[t] as number) * share;
    const z = x * y;
    sumX += x;
    sumY += y;
    sumXX += x * x;
    sumXY += z;
    sumYY += y * y;
    sumYZ += y * z;
    sumZZ += z * z;
    x = y;
  }
  const mean1 = sumY / n;
  const mean2 = sumXY / n;
  const s11 = sumYY / n;
  const s12 = sumYZ / n;
  const s22 = sumZZ / n;
  const determinant = s11 * s22 - s12 * s12;
  const spread = n * sumXX - sumX * sumX;
  if (!(determinant > 1e-12 * s11 * s22) || !(spread > 1e-12 * n * sumXX)) return undefined;
  const statistic = (n * (mean1 * mean1 * s22 - 2 * mean1 * mean2 * s12 + mean2 * mean2 * s11)) / determinant;
  const slope = (n * sumXY - sumX * sumY) / spread;
  const last = (differences[n] as number) / unit;
  return { statistic: Math.max(0, statistic), next: ((sumY - slope * sumX) / n + slope * last) * unit };
}
