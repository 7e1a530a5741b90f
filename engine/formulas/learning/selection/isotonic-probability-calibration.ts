import { wholeNumber } from '../../../numerics/checked-numbers.ts';
import { clip } from '../../../numerics/clip.ts';
import {
  type IsotonicFit,
  isotonicRegression,
  isotonicValue,
  placeAtOrBelow,
} from '../../../numerics/isotonic-regression.ts';
import { RecentValues } from '../../../numerics/recent-values.ts';
import { defineFormula, type MarketStep } from '../../formula.ts';
import { Payoffs } from '../../payoffs.ts';
import { FILTER, withReadings } from '../../readings.ts';
import type { ClosedTrade } from '../../step-contents.ts';

/** Trades as many as these speak for the base rate. */
const PRIOR_TRADES = 10;
const GATE_SLOPE = 5;

/**
 * Probability that a trade entered now is won, by how often trades of about this conviction were won: it may
 * only rise with the conviction, the size of the combined signal times its confidence. Trades without a
 * conviction count for the break-even rate alone. Warm when `n_min` trades with one are closed and a vote is
 * known.
 */
export const isotonicProbabilityCalibration = defineFormula({
  id: 'F100',
  key: 'isotonic-probability-calibration',
  title: 'Isotonic calibration of the entry probability',
  family: 'learning',
  output: { unit: 'probability', min: 0, max: 1 },
  role: 'filter',
  source:
    "Zadrozny, B. and Elkan, C., 'Transforming Classifier Scores into Accurate Multiclass Probability Estimates', KDD, 2002; algorithm: Ayer, M. et al., Annals of Mathematical Statistics, 1955",
  catalogue: {
    inputs: ['external'],
    params: {
      N: { unit: 'trades', meaning: 'window' },
      n_min: { unit: 'trades', meaning: 'warm-up' },
      k: { unit: 'trades', meaning: 'refit interval' },
    },
    definition: `
      External: journal pairs (s_i, w_i): s = |combined signal|*confidence at entry, w = 1 for a net win.
      Sort by s (ties in s are first merged to their mean with their count as weight). Pool adjacent
      violators: blocks from left to right, merge while the left mean >= the right mean (weighted mean).
      Calibrated probability q(s) = linear interpolation between block points (block mean at each s),
      constant outside. Shrink to the base rate: q <- (n_b*q+10*wbar)/(n_b+10), n_b the size of the block
      that holds s. Value q at the current s.
    `,
    update: 'Refit O(N log N) every k trades; look-up O(log N).',
    signal: 'filter: gate = clip(0.5+(q-p_be)*5,0,1), p_be as in formula 1.',
    range: '[0,1]',
  },
  defaults: { N: 500, n_min: 60, k: 10, default_pbe: 0.5 },
  input: 'step',
  reads: ['closed-trade', 'vote'],
  readings: {
    ...FILTER,
    /** Win rate at which gains and losses cancel. */
    breakEven: { unit: 'probability', min: 0, max: 1 },
  },
  warmUp: ({ n_min: least }) => least + 1,

  start({ N, default_pbe: assumed, k, n_min: least }) {
    const convictions = new RecentValues(wholeNumber('N', N, wholeNumber('n_min', least)));
    const wins = new RecentValues(N);
    const payoffs = new Payoffs();
    let fit: IsotonicFit | undefined;
    let winRate = NaN;
    let conviction = NaN;
    let untilFit = least;
    let value: number | undefined;

    const close = ({ conviction: entered, netPnlQuote }: ClosedTrade): void => {
      payoffs.push(netPnlQuote);
      if (entered === undefined) return;
      convictions.push(entered);
      wins.push(netPnlQuote > 0 ? 1 : 0);
      untilFit -= 1;
      if (untilFit > 0) return;
      untilFit = wholeNumber('k', k);
      const known = wins.toArray();
      winRate = known.reduce((sum, each) => sum + each, 0) / known.length;
      fit = isotonicRegression(convictions.toArray(), known);
    };
    const step = (input: MarketStep): number | undefined => {
      if (input.kind === 'closed-trade') close(input.trade);
      if (input.kind === 'vote') conviction = Math.abs(input.vote.signal) * input.vote.confidence;
      return (value =
        fit && Number.isFinite(conviction) ? calibratedProbability(fit, winRate, conviction) : undefined);
    };
    const breakEven = () => payoffs.breakEven ?? assumed;
    return withReadings(step, {
      gate: () => clip(0.5 + GATE_SLOPE * ((value ?? 0) - breakEven()), 0, 1),
      breakEven,
    });
  },
});

/** The value of a fit drawn towards the mean of all it saw, the more the fewer trades its block holds. */
export function calibratedProbability(fit: IsotonicFit, winRate: number, conviction: number): number {
  const { blockWeights, places } = fit;
  const trades = blockWeights[placeAtOrBelow(places, conviction)] as number;
  return (trades * isotonicValue(fit, conviction) + PRIOR_TRADES * winRate) / (trades + PRIOR_TRADES);
}
