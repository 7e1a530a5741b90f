import type { Side } from '../order/side.ts';
import type { VoteReason } from '../vote/vote-decision.ts';
import type { VoteGroup } from '../vote/vote-group.ts';

/** What the order-flow score adds up. */
export type FlowComponent =
  | 'profileBias'
  | 'imbalance'
  | 'flowMomentum'
  | 'vwapDeviation'
  | 'depthImbalance'
  | 'buyPressure'
  | 'whaleImbalance';

/** Reasons with numbers in them. Shares and probabilities are fractions. */
export interface ReasonValues {
  readonly 'vote-flat': { readonly because: VoteReason; readonly voices: number; readonly quorum: number };
  readonly 'slower-vote-opposite': { readonly group: VoteGroup };
  readonly 'vote-worth-unknown': {
    readonly known: number;
    readonly needed: number;
    readonly edgeBps: number;
  };
  /** What votes were worth before costs, its standard error, and what is left after costs. */
  readonly 'vote-worth-measured': {
    readonly votes: number;
    readonly meanBps: number;
    readonly errorBps: number;
    readonly costBps: number;
    readonly edgeBps: number;
  };
  readonly 'entries-are-budget': { readonly entries: number };
  readonly 'voices-prefer': { readonly voices: number; readonly side: Side; readonly edgeBps: number };
  readonly 'no-side-wins': { readonly ballots: number };
  readonly 'formulas-sum-up': { readonly ballots: number; readonly score: number };
  readonly 'score-too-small': { readonly score: number; readonly limit: number };
  /** Parts of the score, largest first. */
  readonly 'flow-score': {
    readonly score: number;
    readonly parts: readonly { readonly component: FlowComponent; readonly share: number }[];
  };
  readonly 'no-fit': { readonly known: number; readonly needed: number };
  readonly 'no-skill': { readonly skill: number | null; readonly count: number };
  readonly 'not-worth-the-cost': { readonly probability: number; readonly edgeBps: number };
  readonly 'up-is-likely': {
    readonly probability: number;
    readonly horizonSec: number;
    readonly edgeBps: number;
  };
  readonly 'expects-move': { readonly moveBps: number; readonly horizonSec: number; readonly t: number };
  readonly 'fades-imbalance': { readonly logImbalance: number };
  readonly 'plan-target-taken': { readonly target: number; readonly of: number; readonly gain: number };
  readonly 'plan-target': { readonly gain: number };
  readonly 'plan-stop': { readonly loss: number };
  readonly 'plan-trailing': { readonly given: number; readonly best: number };
  readonly 'plan-break-even': { readonly left: number; readonly activation: number };
  readonly 'plan-time': { readonly heldSec: number; readonly longestSec: number };
  readonly protects: { readonly entryId: string };
  readonly 'target-of': { readonly entryId: string };
  readonly 'no-counterpart': { readonly lots: number };
}
