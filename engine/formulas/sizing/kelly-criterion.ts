import { positive, wholeNumber } from '../../numerics/checked-numbers.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { defineFormula, type MarketStep } from '../formula.ts';
import { withReadings } from '../readings.ts';
import { kellyBet, NO_BET, stakedNotional } from './kelly-bet.ts';
import { LEVERAGE_SCALE } from './leverage-scale.ts';
import { tallyOf } from './trade-tally.ts';

/**
 * Fraction of equity to put at risk on a trade so that capital grows fastest, from the outcomes of the
 * last `window` closed trades it is fed. Below zero the trades lost. 0 before `min_trades` of them were won
 * or lost, and until then it does not scale anything, because a strategy held back could never get there.
 */
export const kellyCriterion = defineFormula({
  id: 'F211',
  key: 'kelly-criterion',
  title: 'Kelly criterion (binary outcome)',
  family: 'sizing',
  output: { unit: 'fraction of equity at risk', max: 1 },
  role: 'size',
  source:
    "Kelly, J. L. Jr., 'A New Interpretation of Information Rate', Bell System Technical Journal 35(4), 1956",
  catalogue: {
    inputs: ['external'],
    params: {
      window: { unit: 'closed trades', meaning: 'outcomes kept' },
      min_trades: { unit: 'closed trades', meaning: 'warm-up' },
      kelly_fraction: { unit: '1', meaning: 'multiplier on full Kelly' },
      cap: { unit: 'fraction of equity', meaning: 'hard cap on notional' },
    },
    definition: `
      External stream: outcomes R_i = simple net return per unit notional of closed trade i (after all
      fees). Over the last window trades let n_w = #{R_i>0}, n_l = #{R_i<0}, (R_i = 0 is ignored), n =
      n_w+n_l, p = n_w/n, q = 1-p, W = mean of positive R_i, L = mean of |R_i| over negative R_i, b = W/L.
      Full Kelly risk fraction f* = p - q/b. Growth-optimal notional fraction for a loss of L per unit
      notional: g* = f*/L = p/L - q/W. Value = f*. If n < min_trades, or n_w = 0 -> f* = 0; if n_l = 0 ->
      f* = p (b infinite) and g* is set to cap.
    `,
    update: `
      Keep running sums of positive and negative outcomes and counts, with a ring buffer for removals:
      O(1) per closed trade.
    `,
    signal: `
      size: multiplier = clip(kelly_fraction*max(0,f*)/L, 0, cap) as notional fraction of equity; f* <= 0
      gates new entries of that strategy to zero. Signal 0.
    `,
    range: '(-inf,1]',
  },
  defaults: { window: 200, min_trades: 20, kelly_fraction: 0.5, cap: 0.25 },
  input: 'step',
  reads: ['closed-trade'],
  readings: {
    scale: LEVERAGE_SCALE,
    /** Notional as a fraction of equity at which capital grows fastest, before any share or cap. */
    notional: { unit: 'fraction of equity' },
  },
  warmUp: () => 1,

  start({ cap, kelly_fraction: fraction, min_trades: least, window }) {
    const outcomes = new RecentValues(wholeNumber('a window', window));
    wholeNumber('min_trades', least);
    positive('cap', cap);
    let bet = NO_BET;
    let hasEnough = false;

    return withReadings(
      (step: MarketStep) => {
        if (step.kind !== 'closed-trade') return undefined;
        outcomes.push(step.trade.netReturn);
        const { losses, meanLoss, meanWin, wins } = tallyOf(outcomes);
        const count = wins + losses;
        hasEnough = count >= least;
        bet = hasEnough && wins > 0 ? kellyBet(wins / count, meanWin, meanLoss) : NO_BET;
        return bet.f;
      },
      {
        scale: () => (hasEnough ? stakedNotional(bet, { cap, fraction }) : 1),
        notional: () => (bet.g === Infinity ? cap : bet.g),
      },
    );
  },
});
