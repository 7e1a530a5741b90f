import { BetaPosterior } from '../../numerics/beta-posterior.ts';
import { clip } from '../../numerics/clip.ts';
import { defineFormula } from '../formula.ts';
import { Payoffs } from '../payoffs.ts';
import { CONFIDENCE, FILTER, withReadings } from '../readings.ts';

/**
 * What is believed of our win rate after every closed trade: mean of a beta distribution. A trade that
 * only broke even is lost. Gains and losses, of which the break-even rate is made, count in quote units.
 */
export const betaBinomialWinRate = defineFormula({
  id: 'F1',
  key: 'beta-binomial-win-rate',
  title: 'Bayesian win rate (Beta-Bernoulli)',
  family: 'statistics',
  output: { unit: 'probability', min: 0, max: 1 },
  role: 'filter',
  source:
    "Bayes, T., 'An Essay towards solving a Problem in the Doctrine of Chances', 1763; conjugate form in Gelman et al., 'Bayesian Data Analysis', 1995",
  catalogue: {
    inputs: ['external'],
    params: {
      a0: { unit: 'pseudo wins', meaning: 'prior wins' },
      b0: { unit: 'pseudo losses', meaning: 'prior losses' },
      lam: { unit: '1', meaning: 'forgetting factor per closed trade, 1 = none' },
      default_pbe: { unit: 'probability', meaning: 'break-even win rate while wins or losses are missing' },
    },
    definition: `
      External stream: closed trades of the own journal, w_k = 1 if net PnL after all fees > 0, else 0
      (zero PnL is a loss). State a=a0, b=b0. Each trade: a = a0 + lam*(a-a0) + w_k; b = b0 + lam*(b-b0) +
      (1-w_k). Value p = a/(a+b), the posterior mean. Break-even rate p_be = L/(W+L), where W = mean net
      gain of the wins and L = mean |net loss| of the losses over the whole journal (running means);
      default_pbe while either group is empty. P_edge = 1 - I_{p_be}(a,b) (regularised incomplete beta).
      95 % interval: beta quantiles 0.025 and 0.975. Warm-up: none, the prior is the first value.
    `,
    update: `
      O(1) per closed trade; incomplete beta by Lentz continued fraction (<= 200 terms, relative 1e-12),
      quantiles by bisection on it (60 steps).
    `,
    signal: `
      filter: gate = clip(2*P_edge, 0, 1) (0.5 or more probability of an edge leaves the signal alone,
      less scales it down). Confidence of the estimate = 1 - (q_0.975 - q_0.025).
    `,
    range: '(0,1)',
  },
  defaults: { a0: 5, b0: 5, lam: 1, default_pbe: 0.5 },
  input: 'step',
  reads: ['closed-trade'],
  readings: {
    ...FILTER,
    /** How narrow the belief is: 1 less the width of the 95 % interval. */
    confidence: CONFIDENCE,
    /** Probability that we win often enough to earn anything. */
    edgeProbability: { unit: 'probability', min: 0, max: 1 },
    /** Win rate at which gains and losses cancel. */
    breakEven: { unit: 'probability', min: 0, max: 1 },
    /** Ends of the 95 % interval. */
    low: { unit: 'probability', min: 0, max: 1 },
    high: { unit: 'probability', min: 0, max: 1 },
  },
  warmUp: () => 1,

  start({ a0, b0, default_pbe: assumed, lam }) {
    const payoffs = new Payoffs();
    let belief = new BetaPosterior(a0, b0);
    const breakEven = () => payoffs.breakEven ?? assumed;
    const edgeProbability = () => belief.probabilityAbove(breakEven());

    return withReadings(
      (step) => {
        if (step.kind !== 'closed-trade') return undefined;
        const gain = step.trade.netPnlQuote;
        belief = fadedBelief(belief, { a0, b0, lam }).after(gain > 0 ? 1 : 0, gain > 0 ? 0 : 1);
        payoffs.push(gain);
        return belief.mean;
      },
      {
        gate: () => clip(2 * edgeProbability(), 0, 1),
        confidence: () => 1 - (belief.credible().high - belief.credible().low),
        edgeProbability,
        breakEven,
        low: () => belief.credible().low,
        high: () => belief.credible().high,
      },
    );
  },
});

/** A belief of which a share `lam` of what was learned beyond the prior is left. */
function fadedBelief(
  { alpha, beta }: BetaPosterior,
  { a0, b0, lam }: { readonly a0: number; readonly b0: number; readonly lam: number },
): BetaPosterior {
  return new BetaPosterior(a0 + lam * (alpha - a0), b0 + lam * (beta - b0));
}
