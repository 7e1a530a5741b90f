import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { defineFormula, type MarketStep } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';
import { PeerTurnover } from './peer-turnover.ts';

/** Symbols from which on a cross-section is fully believed. */
const MANY = 20;

/**
 * Momentum of the own symbol among the followed ones, in full for winners that few trade yet and for losers that
 * many still trade: above zero long. From -1 to 1. No value below `universe` symbols. Warm after as many daily
 * bars as the return and the turnover take.
 */
export const volumeConditionedMomentum = defineFormula({
  id: 'F298',
  key: 'volume-conditioned-momentum',
  title: 'Momentum conditioned on turnover (momentum life cycle)',
  family: 'volume',
  output: { unit: 'score', min: -1, max: 1 },
  role: 'direction',
  source:
    "Lee, C. M. C. & Swaminathan, B., 'Price Momentum and Trading Volume', Journal of Finance 55(5), 2000",
  catalogue: {
    inputs: ['bars', 'external'],
    params: {
      J: { unit: 'days', meaning: 'formation' },
      turn_window: { unit: 'days', meaning: 'turnover average' },
      universe: { unit: 'symbols', meaning: 'minimum universe' },
    },
    definition: `
      Universe of symbols with daily data. For each i: past return R_i = ln(C_t/C_{t-J}); turnover U_i =
      mean over turn_window of quote volume/market cap (external; if absent, quote volume/own 365-day mean
      volume). Cross-sectional mid-ranks rR, rU in [0,1]. Early-stage score: S_i = (2*rR-1)*(1 -
      (2*rU-1)*sign(2*rR-1))/2: low-turnover winners and high-turnover losers get full weight, the
      opposite corners none. Value S_i for the traded symbol. Universe < minimum -> null.
    `,
    update: 'O(n log n) per day.',
    signal: 'signal = S_i; confidence = |S_i|*min(1,universe/20).',
    range: '[-1,1]',
  },
  defaults: { J: 90, turn_window: 90, universe: 8, volume_days: 365 },
  input: 'step',
  reads: ['peers'],
  barMs: 86_400_000,
  readings: {
    ...DIRECTION,
    /** Place of the past return among all, 0 the lowest and 1 the highest. */
    returnRank: { unit: 'rank', min: 0, max: 1 },
    /** The same of the turnover. */
    turnoverRank: { unit: 'rank', min: 0, max: 1 },
  },
  warmUp: ({ J, turn_window: recent }) => Math.max(J + 1, recent),

  start({ J, turn_window: recent, universe, volume_days: usual }) {
    wholeNumber('universe', universe, 2);
    wholeNumber('volume_days', usual, wholeNumber('turn_window', recent));
    const peers = new PeerTurnover({ formation: wholeNumber('J', J), recent, usual });
    let ranks = { gain: 0.5, turnover: 0.5, symbols: 0 };
    let value = 0;

    return withReadings(
      (step: MarketStep) => {
        if (step.kind !== 'peers') return undefined;
        peers.push(step.peers);
        const found = peers.ownRanks();
        if (found === undefined || found.symbols < universe) return undefined;
        ranks = found;
        value = earlyStage(ranks.gain, ranks.turnover);
        return value;
      },
      {
        signal: () => value,
        confidence: () => Math.abs(value) * Math.min(1, ranks.symbols / MANY),
        returnRank: () => ranks.gain,
        turnoverRank: () => ranks.turnover,
      },
    );
  },
});

/** Score of a return rank and a turnover rank: the corners of few traded winners and much traded losers in full. */
export function earlyStage(returnRank: number, turnoverRank: number): number {
  const momentum = 2 * returnRank - 1;
  return (momentum * (1 - (2 * turnoverRank - 1) * Math.sign(momentum))) / 2;
}
