import { positive, wholeNumber } from '../../numerics/checked-numbers.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { meanFactor } from '../sizing/strategy-growth.ts';
import { defineFormula, type MarketStep } from '../formula.ts';
import { SIZE, withReadings } from '../readings.ts';
import { shortfall } from '../sizing/empirical-loss.ts';

/** A drawdown below this is none to divide by. */
const LEAST = 1e-6;

/**
 * Mean of the worst drawdowns of the running strategies together, capital spread evenly and gains not put
 * back in: of the worst tenth of the last `window` hours by default, `alpha` 0 being all of them. Warm with
 * the first bar.
 */
export const conditionalDrawdownAtRisk = defineFormula({
  id: 'F339',
  key: 'conditional-drawdown-at-risk',
  title: 'Conditional Drawdown-at-Risk',
  family: 'edge',
  output: { unit: 'fraction', min: 0 },
  role: 'size',
  source:
    "Chekhlov, A., Uryasev, S. & Zabarankin, M., 'Drawdown Measure in Portfolio Optimization', International Journal of Theoretical and Applied Finance 8(1), 2005",
  catalogue: {
    inputs: ['returns'],
    params: {
      window: { unit: 'bars', meaning: 'equity path' },
      alpha: { unit: 'probability', meaning: 'tail level' },
      budget: { unit: 'fraction', meaning: 'CDaR allowed' },
    },
    definition: `
      Uncompounded equity path x_t = sum of returns over the window (x_0 = 0), drawdown d_t = max_{s<=t}
      x_s - x_t for t = 1..n. CDaR_alpha = mean of the worst (1-alpha)*n drawdowns with fractional weight
      on the boundary one (same rule as id 215). alpha = 0 gives the average drawdown, alpha -> 1 the
      maximum drawdown.
    `,
    update: 'Recompute O(n log n) per closed bar of the strategy (hourly or slower).',
    signal: 'size: multiplier = min(1, budget/max(CDaR,1e-6)).',
    range: '[0,inf)',
  },
  defaults: { window: 500, alpha: 0.9, budget: 0.08 },
  input: 'step',
  reads: ['strategy-returns'],
  barMs: 3_600_000,
  readings: SIZE,
  warmUp: () => 1,

  start({ alpha, budget, window }) {
    positive('budget', budget);
    if (!(alpha >= 0 && alpha < 1)) throw new RangeError(`alpha must be from 0 to below 1, was ${alpha}`);
    const returns = new RecentValues(wholeNumber('window', window));
    const drawdowns = new Float64Array(window);
    let risk = 0;

    return withReadings(
      (step: MarketStep) => {
        if (step.kind !== 'strategy-returns') return undefined;
        returns.push(meanFactor(step.strategies.returns) - 1);
        risk = worstDrawdowns(returns, alpha, drawdowns);
        return risk;
      },
      { scale: () => Math.min(1, budget / Math.max(risk, LEAST)) },
    );
  },
});

/** Mean of the worst `1 - alpha` of the drawdowns along the path of summed returns, into `room` for all of them. */
export function worstDrawdowns(returns: RecentValues, alpha: number, room: Float64Array): number {
  const { count } = returns;
  let level = 0;
  let peak = 0;
  for (let age = count - 1; age >= 0; age -= 1) {
    level += returns.at(age);
    peak = Math.max(peak, level);
    room[count - 1 - age] = peak - level;
  }
  return shortfall(room.subarray(0, count).sort(), count, alpha);
}
