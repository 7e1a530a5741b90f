import type { Instrument } from '../domain/instrument/instrument.ts';
import type { Bar } from '../domain/market/bar.ts';
import type { VoteDecision } from '../domain/vote/vote-decision.ts';
import { VOTE_HORIZON_MS, type VoteGroup } from '../domain/vote/vote-group.ts';
import type { VoteRecord } from '../domain/vote/vote-record.ts';
import type { VoteState } from '../domain/vote/vote-state.ts';
import { categoryOf } from '../formulas/edge/vote/catalogue-category.ts';
import { CondorcetVote } from '../formulas/edge/vote/condorcet-vote.ts';
import { ScoredDecisions } from '../formulas/edge/vote/scored-decisions.ts';
import type { VoteSettings } from '../formulas/edge/vote/vote-settings.ts';
import type { AnyFormula } from '../formulas/formula.ts';
import type { Opinions } from '../formulas/step-contents.ts';
import type { MarketChange } from '../market/market-state.ts';
import { type FeatureSource, OpinionCollector } from './opinion-collector.ts';
import { type VoteMove, VoteMoves } from './vote-moves.ts';

const SECOND_MS = 1000;
const HOUR_MS = 3_600_000;

/** The best prices on both sides. */
export interface VoteTouch {
  readonly bid: number;
  readonly ask: number;
}

export interface RunningVoteOptions {
  readonly instrument: Instrument;
  readonly group: VoteGroup;
  readonly settings: VoteSettings;
  readonly formulas?: readonly AnyFormula[];
}

/**
 * One vote with the formulas it holds. The fast group votes when one of its formulas changed, at most once
 * a second; the medium one at every closed minute; the slow one at every closed hour.
 */
export class RunningVote {
  holders = 0;
  decision: VoteDecision | undefined;
  readonly #instrument: Instrument;
  readonly #group: VoteGroup;
  readonly #collector: OpinionCollector;
  readonly #vote: CondorcetVote;
  readonly #scored: ScoredDecisions;
  readonly #moves: VoteMoves;
  #nextFastAt = -Infinity;
  #barEnded = false;
  /** Bars that formulas had been told when this began to wait for the past; undefined while it does not. */
  #toldBefore: number | undefined;
  #isAway = true;
  #bid = NaN;
  #ask = NaN;

  constructor(source: FeatureSource, { formulas, group, instrument, settings }: RunningVoteOptions) {
    this.#instrument = instrument;
    this.#group = group;
    this.#collector = new OpinionCollector(source, {
      instrument: instrument.id,
      group,
      ...(formulas && { formulas }),
    });
    const members = this.#collector.ids.map((id) => ({ id, category: categoryOf(id) }));
    this.#vote = new CondorcetVote({ group, members, settings });
    this.#scored = new ScoredDecisions(VOTE_HORIZON_MS[group]);
    this.#moves = new VoteMoves(VOTE_HORIZON_MS[group]);
  }

  onChange({ bookChanged, market: { book, feed } }: MarketChange, time: number): void {
    const isAway = feed !== 'live';
    if (isAway && !this.#isAway) this.#voidOpen();
    this.#isAway = isAway;
    if (isAway || !bookChanged || !(book.bestBid > 0) || book.bestAsk <= book.bestBid) return;
    const { tickValue } = this.#instrument;
    this.#bid = book.bestBid * tickValue;
    this.#ask = book.bestAsk * tickValue;
    const mid = (this.#bid + this.#ask) / 2;
    this.#vote.onQuote(time, this.#bid, this.#ask);
    if (this.#scored.isDue(time)) this.#scored.settle(time, mid);
    this.#moves.onQuote(time, mid);
  }

  onClosedBar({ intervalMs, openTime }: Bar): void {
    const endsHour = (openTime + intervalMs) % HOUR_MS === 0;
    if (this.#group === 'medium' || (this.#group === 'slow' && endsHour)) this.#barEnded = true;
  }

  /** What the decisions have come to. */
  get record(): VoteRecord {
    return this.#scored.record;
  }

  /** The best quote; undefined where nobody sees the market. */
  get touch(): VoteTouch | undefined {
    return this.#bid > 0 ? { bid: this.#bid, ask: this.#ask } : undefined;
  }

  /** What has become known of its decisions since the last call. */
  takeMoves(): readonly VoteMove[] {
    return this.#moves.take();
  }

  /** Formulas that err together so much that they are hardly more than one, see `CondorcetVote.clusters`. */
  clusters(atLeast: number): readonly (readonly number[])[] {
    return this.#vote.clusters(atLeast);
  }

  /** Its formulas are about to be told of the past. */
  awaitPast(toldBars: number): void {
    this.#toldBefore = toldBars;
  }

  /** Its formulas have been told of the past: what they say at the end of it is counted. */
  endPast(toldBars: number): void {
    const wasTold = this.#toldBefore !== undefined && toldBars > this.#toldBefore;
    if (wasTold && this.#group !== 'fast' && this.#collector.hasChanged) this.#barEnded = true;
    this.#toldBefore = undefined;
  }

  /** A vote at the end of a bar waits for the formulas that are still being told of the past. */
  isDue(time: number, isCatchingUp = false): boolean {
    if (this.#group !== 'fast') return this.#barEnded && !isCatchingUp;
    return time >= this.#nextFastAt && this.#collector.hasChanged;
  }

  gather(time: number): Opinions {
    this.#barEnded = false;
    this.#nextFastAt = time + SECOND_MS;
    return this.#collector.gather(time);
  }

  decide(time: number, opinions: Opinions): VoteDecision {
    const decision = this.#vote.decide(time, opinions);
    const { touch } = this;
    if (touch) this.#scored.open(time, decision, touch);
    this.#moves.open(time, touch ? (touch.bid + touch.ask) / 2 : NaN);
    this.decision = decision;
    return decision;
  }

  state(): VoteState {
    const { record } = this.#scored;
    return { ...this.#vote.state(), ...(record.forecasts > 0 ? { record } : {}) };
  }

  /** Goes on with what was learned; predictions from before the outage have no outcome. */
  restore(state: VoteState): void {
    this.#vote.restore(state);
    if (state.record) this.#scored.restore(state.record);
    this.#voidOpen();
  }

  /** It stops; what was open has no outcome. */
  release(): void {
    this.#collector.release();
    this.#moves.voidAll();
  }

  #voidOpen(): void {
    this.#bid = NaN;
    this.#vote.onGap();
    this.#scored.voidOpen();
    this.#moves.voidAll();
  }
}
