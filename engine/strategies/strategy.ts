import type { z } from 'zod';
import type { Side } from '../domain/order/side.ts';
import type { SignalSource } from '../domain/order/signal-life.ts';
import type { UnixMs } from '../domain/units/time.ts';
import type { VoteDecision } from '../domain/vote/vote-decision.ts';
import type { VoteGroup } from '../domain/vote/vote-group.ts';
import type { FeatureRequest } from '../features/feature-hub.ts';
import type { Reason } from '../domain/remark/reason.ts';

export type ParameterValue = number | string | boolean;
export type Parameters = Readonly<Record<string, ParameterValue>>;

/** What a strategy would do. It never sizes, prices or times an order: risk and execution do. */
export type Decision =
  | {
      readonly kind: 'hold';
      readonly reason: Reason;
      /** Set when an entry was wanted and this strategy's own gate stopped it. */
      readonly blocked?: { readonly gate: string; readonly side: Side };
    }
  | {
      readonly kind: 'enter';
      readonly side: Side;
      readonly reason: Reason;
      /** Distance of the protective stop from the entry, in bps of price, above zero. */
      readonly stopDistanceBps: number;
      /** Expected gain after a round trip's cost, in bps; absent when the strategy makes no such claim. */
      readonly edgeBps?: number;
      /** Most of the account to put in, as a fraction of equity; the risk room may make it less. */
      readonly allocation?: number;
      readonly measured: Readonly<Record<string, number>>;
    }
  | { readonly kind: 'exit'; readonly reason: Reason; readonly measured: Readonly<Record<string, number>> };

/** The run's open position, as its strategy sees it. */
export interface Holding {
  readonly side: Side;
  readonly openedAt: UnixMs;
  readonly entryPrice: number;
  /** Gain since entry at the mid before costs, in bps; above zero is a gain. */
  readonly gainBps: number;
}

/** Everything a strategy may know: what has happened up to `time`, and nothing later. */
export interface Moment<Feature extends string = string> {
  readonly time: UnixMs;
  readonly bid: number;
  readonly ask: number;
  readonly mid: number;
  readonly features: Readonly<Record<Feature, number>>;
  /** The last decision of each vote the strategy asked for; a group is missing before its first. */
  readonly votes?: Readonly<Partial<Record<VoteGroup, VoteDecision>>>;
  readonly holding: Holding | undefined;
  /** Taker fees both ways plus the spread once, in bps of the mid. */
  readonly roundTripCostBps: number;
  readonly equityQuote: number;
  /** Entries of this run that got at least one fill, ever and since 00:00 UTC. */
  readonly entries: number;
  readonly entriesToday: number;
}

/** A named number the strategy decides by, for the window. */
export interface Measure {
  readonly name: string;
  readonly value: number | undefined;
  readonly unit: string;
}

/** One independent run of a strategy on one instrument. */
export interface StrategyRun<Feature extends string = string> {
  decide(moment: Moment<Feature>): Decision;
  measures(): readonly Measure[];
  /** What it must remember across a restart, as plain data; nothing when left out or undefined. */
  memory?(): unknown;
}

export interface Preset<Params> {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly params: Partial<Params>;
}

/** A named number a strategy needs: the value of a formula, or what it says beside its value. */
export interface FeatureNeed extends FeatureRequest {
  /** The reading to take, such as `gate`; the value when left out. */
  readonly reading?: string;
  /** What stands for it while there is none; the strategy is not asked before it is there when left out. */
  readonly otherwise?: number;
}

/** What the rules by the state of a market have to know of a strategy. */
export interface RegimeTraits {
  /** Sides it may enter on. */
  readonly sides: readonly Side[];
  /** It trades the way back to a mean: against what has moved, or leans to one side. */
  readonly isReversion: boolean;
  /** Its entries say how sure they are: `signal` and `confidence` are among what they measured. */
  readonly saysHowSure: boolean;
}

/** What a strategy is. The runner asks it only when every feature it needs is warm. */
export interface Strategy<Schema extends z.ZodObject = z.ZodObject, Feature extends string = string> {
  readonly id: string;
  readonly title: string;
  /** What would have to be true of the market for it to earn money. */
  readonly hypothesis: string;
  readonly params: Schema;
  /** The first one is the default. */
  readonly presets: readonly Preset<z.output<Schema>>[];
  needs(params: z.output<Schema>): Readonly<Record<Feature, FeatureNeed>>;
  /** Which votes of formulas it decides by; none when left out. */
  votes?(params: z.output<Schema>): readonly VoteGroup[];
  /** How often it looks, in ms of event time. */
  decideEveryMs(params: z.output<Schema>): number;
  /** What its entries follow: one that has grown old in a queue does not leave. */
  signalSource(params: z.output<Schema>): SignalSource;
  regimeTraits(params: z.output<Schema>): RegimeTraits;
  /**
   * `memory` is what a run with the same parameters left at a restart.
   * @throws when it is not of a run of this strategy.
   */
  start(params: z.output<Schema>, memory?: unknown): StrategyRun<Feature>;
}

export function defineStrategy<Schema extends z.ZodObject, Feature extends string>(
  strategy: Strategy<Schema, Feature>,
): Strategy<Schema, Feature> {
  return Object.freeze(strategy);
}
