import type { FeatureNeed, Moment } from '../strategy.ts';
import type { FormulaVoteParameters } from './parameters.ts';

const BPS = 10_000;

/** What the strategy asks of formulas beside the votes. Gates are 1 while their formula has no value. */
export type VoteFeature =
  | 'trailUrgency'
  | 'barrierUrgency'
  | 'feedGate'
  | 'jumpGate'
  | 'hourGate'
  | 'frequencyGate'
  | 'dailyBudget'
  | 'lossGate'
  | 'dayStopped'
  | 'killed'
  | 'kellyScale'
  | 'volatilityScale';

export type VoteMoment = Moment<VoteFeature>;

const gate = (formula: string): FeatureNeed => ({ formula, reading: 'gate', otherwise: 1 });

/** The exit, filter and size formulas of the strategy. */
export function voteFeatures({
  entriesPerDay,
  maxHoldSec,
  minHoldSec,
  stopBps,
  targetBps,
  trailBps,
  trailFromBps,
}: FormulaVoteParameters): Readonly<Record<VoteFeature, FeatureNeed>> {
  const losses = 'expected-maximum-drawdown-guard';
  return {
    trailUrgency: {
      formula: 'trailing-stop',
      params: { activation: trailFromBps / BPS, floor: trailBps / BPS },
      reading: 'urgency',
      otherwise: 0,
    },
    barrierUrgency: {
      formula: 'triple-barrier-exit',
      params: {
        tp: targetBps / BPS,
        // The stop of a formula is below all of the price.
        sl: Math.min(stopBps / BPS, 0.9999),
        max_hold: maxHoldSec,
        min_hold: minHoldSec,
      },
      reading: 'urgency',
      otherwise: 0,
    },
    feedGate: gate('feed-gap-poisson-test'),
    jumpGate: gate('lee-mykland-jump'),
    hourGate: gate('liquidity-hour-filter'),
    frequencyGate: gate('trade-frequency-limiter'),
    dailyBudget: { formula: 'invariance-bet-arrival-rate', reading: 'budget', otherwise: entriesPerDay },
    lossGate: gate(losses),
    dayStopped: { formula: losses, reading: 'isDayStopped', otherwise: 0 },
    killed: { formula: losses, reading: 'isKilled', otherwise: 0 },
    kellyScale: { formula: 'shrunken-kelly', reading: 'scale', otherwise: 1 },
    volatilityScale: { formula: 'volatility-managed-exposure', reading: 'scale', otherwise: 1 },
  };
}
