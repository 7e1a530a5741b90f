import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { defineFormula, type MarketStep } from '../formula.ts';
import { withReadings } from '../readings.ts';
import { stakedNotional } from './kelly-bet.ts';
import { kellyCriterion } from './kelly-criterion.ts';
import { LEVERAGE_SCALE } from './leverage-scale.ts';
import { tallyOf } from './trade-tally.ts';

/**
 * Kelly's fraction of equity at risk, made smaller by how little the number of trades says about the
 * probability of a win. From 0 to 1; 0 before `min_trades` closed trades were won or lost, where it does not
 * scale anything. Its share and its cap are the defaults of the Kelly criterion.
 */
export const shrunkenKelly = defineFormula({
  id: 'F323',
  key: 'shrunken-kelly',
  title: 'Kelly fraction shrunk for parameter uncertainty',
  family: 'sizing',
  output: { unit: 'fraction of equity at risk', min: 0, max: 1 },
  role: 'size',
  source:
    "Baker, R. D. & McHale, I. G., 'Optimal Betting Under Parameter Uncertainty: Improving the Kelly Criterion', Decision Analysis 10(3), 2013",
  catalogue: {
    inputs: ['external'],
    params: {
      window: { unit: 'closed trades', meaning: 'sample' },
      min_trades: { unit: 'closed trades', meaning: 'warm-up' },
    },
    definition: `
      p, b as id 211 with n trades; sampling variance of p: v = p*(1-p)/n (Beta posterior with one
      pseudo-win and one pseudo-loss: p = (w+1)/(n+2), v = p(1-p)/(n+3)). Kelly f* = ((b+1)*p - 1)/b.
      Shrink factor k = ((b+1)p-1)^2 / ( ((b+1)p-1)^2 + (b+1)^2*v ). Stake f = k*f* if (b+1)p > 1 else 0.
    `,
    update: 'O(1) per closed trade.',
    signal: 'size: f replaces f* of id 211 (still capped).',
    range: '[0,1]',
  },
  defaults: { window: 200, min_trades: 20 },
  input: 'step',
  reads: ['closed-trade'],
  readings: { scale: LEVERAGE_SCALE },
  warmUp: () => 1,

  start({ min_trades: least, window }) {
    const outcomes = new RecentValues(wholeNumber('a window', window));
    wholeNumber('min_trades', least);
    const { cap, kelly_fraction: fraction } = kellyCriterion.defaults;
    let stake = 0;
    let lossSize = NaN;
    let hasEnough = false;

    return withReadings(
      (step: MarketStep) => {
        if (step.kind !== 'closed-trade') return undefined;
        outcomes.push(step.trade.netReturn);
        const { losses, meanLoss, meanWin, wins } = tallyOf(outcomes);
        const count = wins + losses;
        hasEnough = count >= least;
        lossSize = meanLoss;
        const p = (wins + 1) / (count + 2);
        const variance = (p * (1 - p)) / (count + 3);
        const payoff = losses === 0 ? Infinity : meanWin / meanLoss;
        stake = hasEnough && wins > 0 ? shrunkenStake(p, payoff, variance) : 0;
        return stake;
      },
      {
        scale: () => {
          if (!hasEnough) return 1;
          const g = Number.isNaN(lossSize) ? Infinity : stake / lossSize;
          return stakedNotional({ f: stake, g }, { cap, fraction });
        },
      },
    );
  },
});

/**
 * Kelly's stake at a win probability of `p`, known with this `variance`, and a `payoff` of the mean win
 * over the mean loss, which may be infinite. 0 where the odds are not better than even.
 */
export function shrunkenStake(p: number, payoff: number, variance: number): number {
  // Divided by the payoff plus one everything stays finite where nothing was lost.
  const edge = p - 1 / (payoff + 1);
  if (!(edge > 0)) return 0;
  const kept = edge ** 2 / (edge ** 2 + variance);
  return kept * edge * (payoff === Infinity ? 1 : (payoff + 1) / payoff);
}
