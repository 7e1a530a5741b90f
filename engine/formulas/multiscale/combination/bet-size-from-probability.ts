import { positive, wholeNumber } from '../../../numerics/checked-numbers.ts';
import { clip } from '../../../numerics/clip.ts';
import { normalCdf } from '../../../numerics/normal-distribution.ts';
import { defineFormula, type MarketStep } from '../../formula.ts';
import { SIZE, withReadings } from '../../readings.ts';
import { plattCalibration } from './platt-calibration.ts';
import { convictionOf, TradeCalibration } from './trade-calibration.ts';

/** The size before there are enough outcomes. */
const YOUNG = 0.25;
const SUREST = 0.99;
/** What rounding may leave of a whole number of steps. */
const NEARLY = 1e-9;

/**
 * Size of a bet on the vote of now, from the probability that a trade begun on it wins: that of our own
 * closed trades by the conviction each was begun with, fitted as in Platt calibration with its defaults, from
 * `min_trades` of them on. Warm with the first vote.
 */
export const betSizeFromProbability = defineFormula({
  id: 'F396',
  key: 'bet-size-from-probability',
  title: 'Bet size from a win probability',
  family: 'multiscale',
  output: { unit: 'size', min: 0, max: 1 },
  role: 'size',
  source: "Lopez de Prado, M., 'Advances in Financial Machine Learning', Wiley, 2018, chs. 3 and 10",
  catalogue: {
    inputs: ['external'],
    params: {
      step: { unit: '1', meaning: 'discretisation of the size' },
      min_trades: { unit: 'outcomes', meaning: 'before use the size is 0.25' },
    },
    definition: `
      p = probability that the primary signal's trade (triple barrier, id 322) wins: the meta-label of id
      99 when it is ready, otherwise id 399. z = (p - 1/2)/sqrt(p(1-p)), p clipped to [0.01,0.99]. Size m
      = 2*Phi(z) - 1; negative -> 0 (the side comes from the primary signal). Average with the sizes of
      other active bets of the symbol, then round down to step.
    `,
    update: 'O(1).',
    signal: 'size: multiplier m.',
    range: '[0,1]',
  },
  defaults: { step: 0.05, min_trades: 50, group: 1 },
  input: 'step',
  reads: ['closed-trade', 'vote'],
  readings: {
    ...SIZE,
    /** Probability that the bet wins, where there are enough outcomes. */
    probability: { unit: 'probability', min: 0, max: 1 },
  },
  warmUp: () => 1,

  start({ min_trades: fewest, step: width }) {
    positive('step', width);
    const { refit, window } = plattCalibration.defaults;
    const calibration = new TradeCalibration({ window, refit, fewest: wholeNumber('min_trades', fewest) });
    let conviction = NaN;
    let size = 0;
    const probability = () => calibration.probability(conviction);

    return withReadings(
      (step: MarketStep) => {
        if (step.kind === 'closed-trade') calibration.push(step.trade);
        if (step.kind === 'vote') conviction = convictionOf(step.vote);
        if (!Number.isFinite(conviction)) return undefined;
        const p = probability();
        size = p === undefined ? YOUNG : inSteps(betSize(p), width);
        return size;
      },
      { scale: () => size, probability },
    );
  },
});

/** Size of a bet that wins with probability `p`: 0 up to one half, 1 where it is sure. */
export function betSize(p: number): number {
  const probability = clip(p, 1 - SUREST, SUREST);
  const z = (probability - 0.5) / Math.sqrt(probability * (1 - probability));
  return Math.max(0, 2 * normalCdf(z) - 1);
}

/** A size rounded down to whole steps. */
export const inSteps = (size: number, step: number): number =>
  Math.min(1, Math.floor(size / step + NEARLY) * step);
