import type { Instrument } from '../domain/instrument/instrument.ts';
import type { Bar } from '../domain/market/bar.ts';
import type { VoteDecision } from '../domain/vote/vote-decision.ts';
import type { VoteGroup } from '../domain/vote/vote-group.ts';
import type { VoteState } from '../domain/vote/vote-state.ts';
import { categoryOf } from '../formulas/edge/vote/catalogue-category.ts';
import { CondorcetVote } from '../formulas/edge/vote/condorcet-vote.ts';
import type { VoteSettings } from '../formulas/edge/vote/vote-settings.ts';
import type { AnyFormula } from '../formulas/formula.ts';
import type { Opinions } from '../formulas/step-contents.ts';
import type { MarketChange } from '../market/market-state.ts';
import { type FeatureSource, OpinionCollector } from './opinion-collector.ts';

const SECOND_MS = 1000;
const HOUR_MS = 3_600_000;

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
  #nextFastAt = -Infinity;
  #barEnded = false;
  #isAway = true;

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
  }

  onChange({ bookChanged, market: { book, feed } }: MarketChange, time: number): void {
    const isAway = feed !== 'live';
    if (isAway && !this.#isAway) this.#vote.onGap();
    this.#isAway = isAway;
    if (isAway || !bookChanged || !(book.bestBid > 0) || book.bestAsk <= book.bestBid) return;
    const { tickValue } = this.#instrument;
    this.#vote.onQuote(time, book.bestBid * tickValue, book.bestAsk * tickValue);
  }

  onClosedBar({ intervalMs, openTime }: Bar): void {
    const endsHour = (openTime + intervalMs) % HOUR_MS === 0;
    if (this.#group === 'medium' || (this.#group === 'slow' && endsHour)) this.#barEnded = true;
  }

  isDue(time: number): boolean {
    if (this.#group !== 'fast') return this.#barEnded;
    return time >= this.#nextFastAt && this.#collector.hasChanged;
  }

  gather(time: number): Opinions {
    this.#barEnded = false;
    this.#nextFastAt = time + SECOND_MS;
    return this.#collector.gather(time);
  }

  decide(time: number, opinions: Opinions): VoteDecision {
    this.decision = this.#vote.decide(time, opinions);
    return this.decision;
  }

  state(): VoteState {
    return this.#vote.state();
  }

  /** Goes on with what was learned; predictions from before the outage have no outcome. */
  restore(state: VoteState): void {
    this.#vote.restore(state);
    this.#vote.onGap();
  }

  release(): void {
    this.#collector.release();
  }
}
