import type { Instrument, InstrumentId } from '../domain/instrument/instrument.ts';
import type { MarketEvent } from '../domain/market/market-event.ts';
import type { VoteDecision } from '../domain/vote/vote-decision.ts';
import { VOTE_GROUPS, type VoteGroup } from '../domain/vote/vote-group.ts';
import type { VoteRecord } from '../domain/vote/vote-record.ts';
import type { VoteState } from '../domain/vote/vote-state.ts';
import { PAPER_VOTE, type VoteSettings } from '../formulas/edge/vote/vote-settings.ts';
import type { AnyFormula } from '../formulas/formula.ts';
import type { Bar } from '../domain/market/bar.ts';
import type { MarketChange } from '../market/market-state.ts';
import type { FeatureSource } from './opinion-collector.ts';
import type { OpinionReaders } from './opinion-readers.ts';
import { RunningVote, type VoteTouch } from './running-vote.ts';
import type { VoteMove } from './vote-moves.ts';

/** What every vote has learned, by `<instrument>|<group>`. Plain data. */
export type VoteDeskState = Readonly<Record<string, VoteState>>;

/** A vote that has just been counted. */
export interface CountedVote {
  readonly instrument: InstrumentId;
  readonly decision: VoteDecision;
  /** Whether another side won than the time before; FLAT goes before the first. */
  readonly hasTurned: boolean;
}

/** Hears of every vote of a desk. Listening changes nothing. */
export interface VoteListener {
  /** A vote has been counted at these prices; undefined where nobody sees the market. */
  onCounted(vote: CountedVote, touch: VoteTouch | undefined): void;
  /** It is known what came of a decision, or that nobody will know. */
  onMoved(instrument: InstrumentId, group: VoteGroup, move: VoteMove): void;
}

/** A vote being followed. Whoever asked owns it and gives it back with `release`. */
export interface VoteHandle {
  /** The last decision; undefined before the first. */
  readonly decision: VoteDecision | undefined;
  /** What its decisions have come to, in this session and the ones before. */
  readonly record: VoteRecord;
  /** Gives the handle back; a second call does nothing. A vote nobody holds stops, and what it learned is kept. */
  release(): void;
}

/** Where formulas run and hear what others say. */
export interface VoteHub extends FeatureSource {
  readonly opinions: OpinionReaders;
  /** Whether formulas that started are still being told of the past; they never are when left out. */
  readonly isCatchingUp?: boolean;
  /** Whether all of them have been told, those too that wait for a fit; true when left out. */
  readonly isPastTold?: boolean;
  /** Bars of the past that formulas were told so far. */
  readonly toldBars?: number;
}

export interface VoteDeskOptions {
  /** Those of paper trading when left out. */
  readonly settings?: VoteSettings;
  /** Who may vote; every formula of the product when left out. */
  readonly formulas?: readonly AnyFormula[];
}

/**
 * The votes of a session, one for each instrument and group somebody wants, shared by all who do. Formulas
 * that read opinions or votes hear of each as it is made: the opinions first, then the vote on them.
 */
export class VoteDesk {
  /** The numbers every vote here is counted with. */
  readonly settings: VoteSettings;
  readonly #hub: VoteHub;
  readonly #instruments: ReadonlyMap<InstrumentId, Instrument>;
  readonly #options: VoteDeskOptions;
  readonly #votes = new Map<InstrumentId, Map<VoteGroup, RunningVote>>();
  readonly #kept = new Map<string, VoteState>();
  #listener: VoteListener | undefined;

  constructor(hub: VoteHub, instruments: readonly Instrument[], options: VoteDeskOptions = {}) {
    this.#hub = hub;
    this.#instruments = new Map(instruments.map((instrument) => [instrument.id, instrument]));
    this.#options = options;
    this.settings = options.settings ?? PAPER_VOTE;
    hub.opinions.listen({
      onFirst: (instrument, group) => this.#hold(instrument, group),
      onLast: (instrument, group) => this.#letGo(instrument, group),
    });
  }

  /** Tells this listener from now on, and no other. */
  listen(listener: VoteListener): void {
    this.#listener = listener;
  }

  /** Whether nobody ever held a vote here. */
  get isEmpty(): boolean {
    return this.#votes.size === 0 && this.#kept.size === 0;
  }

  /**
   * Starts to follow a vote, or joins those who do already.
   * @throws {RangeError} when the instrument is not of this session.
   */
  request(instrument: InstrumentId, group: VoteGroup): VoteHandle {
    const vote = this.#hold(instrument, group);
    let isHeld = true;
    return {
      get decision() {
        return vote.decision;
      },
      get record() {
        return vote.record;
      },
      release: () => {
        if (isHeld) this.#letGo(instrument, group);
        isHeld = false;
      },
    };
  }

  /** The last decision of a vote that is running; undefined where none is. Looking changes nothing. */
  decisionOf(instrument: InstrumentId, group: VoteGroup): VoteDecision | undefined {
    return this.#votes.get(instrument)?.get(group)?.decision;
  }

  /** What the decisions of a running vote have come to; undefined where none is. Looking changes nothing. */
  recordOf(instrument: InstrumentId, group: VoteGroup): VoteRecord | undefined {
    return this.#votes.get(instrument)?.get(group)?.record;
  }

  /** Numbers of formulas whose errors correlate with at least `atLeast`; none where no vote is running. */
  clustersOf(instrument: InstrumentId, group: VoteGroup, atLeast: number): readonly (readonly number[])[] {
    return this.#votes.get(instrument)?.get(group)?.clusters(atLeast) ?? [];
  }

  /** Call it after the features have taken in the event. */
  onChange(change: MarketChange, event: MarketEvent): void {
    const votes = this.#votes.get(event.instrument);
    if (votes === undefined) return;
    for (const bar of change.closedBars) this.onClosedBar(event.instrument, bar);
    for (const vote of votes.values()) vote.onChange(change, event.time);
  }

  /** Call it for a one-minute bar that ended because time passed, with no event, after the features had it. */
  onClosedBar(instrument: InstrumentId, bar: Bar): void {
    for (const vote of this.#votes.get(instrument)?.values() ?? []) vote.onClosedBar(bar);
  }

  /** Call it once everything of an event is known: votes that are due are counted, the fast ones first. */
  settle(time: number): readonly CountedVote[] {
    const made: CountedVote[] = [];
    const { isCatchingUp = false, isPastTold = true, toldBars = 0 } = this.#hub;
    for (const [instrument, votes] of this.#votes) {
      for (const group of VOTE_GROUPS) {
        const vote = votes.get(group);
        if (vote === undefined) continue;
        if (isPastTold) vote.endPast(toldBars);
        if (vote.isDue(time, isCatchingUp)) made.push(this.#count(instrument, vote, time));
        this.#tellMoves(instrument, group, vote);
      }
    }
    return made;
  }

  state(): VoteDeskState {
    const running = [...this.#votes].flatMap(([instrument, votes]) =>
      [...votes].map(([group, vote]) => [keyOf(instrument, group), vote.state()] as const),
    );
    return Object.fromEntries([...this.#kept, ...running]);
  }

  /** Puts back what votes learned in a session before; what they predicted then has no outcome. */
  restore(state: VoteDeskState): void {
    for (const [key, learned] of Object.entries(state)) this.#kept.set(key, learned);
    for (const [instrument, votes] of this.#votes)
      for (const [group, vote] of votes) this.#restoreOne(keyOf(instrument, group), vote);
  }

  #hold(instrument: InstrumentId, group: VoteGroup): RunningVote {
    const votes = this.#votes.get(instrument) ?? new Map<VoteGroup, RunningVote>();
    const vote = votes.get(group) ?? this.#started(instrument, group);
    votes.set(group, vote);
    this.#votes.set(instrument, votes);
    vote.holders += 1;
    return vote;
  }

  #count(instrument: InstrumentId, vote: RunningVote, time: number): CountedVote {
    const opinions = vote.gather(time);
    this.#hub.opinions.feedOpinions(instrument, time, opinions);
    const before = vote.decision?.winner ?? 0;
    const decision = vote.decide(time, opinions);
    this.#hub.opinions.feedVote(instrument, time, decision);
    const counted = { instrument, decision, hasTurned: decision.winner !== before };
    this.#listener?.onCounted(counted, vote.touch);
    return counted;
  }

  #tellMoves(instrument: InstrumentId, group: VoteGroup, vote: RunningVote): void {
    for (const move of vote.takeMoves()) this.#listener?.onMoved(instrument, group, move);
  }

  #started(id: InstrumentId, group: VoteGroup): RunningVote {
    const instrument = this.#instruments.get(id);
    if (instrument === undefined) {
      throw new RangeError(
        `votes: instrument ${id} is not one of ${[...this.#instruments.keys()].join(', ')}`,
      );
    }
    const { formulas } = this.#options;
    const { settings } = this;
    const vote = new RunningVote(this.#hub, { instrument, group, settings, ...(formulas && { formulas }) });
    this.#restoreOne(keyOf(id, group), vote);
    if (this.#hub.isCatchingUp === true) vote.awaitPast(this.#hub.toldBars ?? 0);
    return vote;
  }

  #restoreOne(key: string, vote: RunningVote): void {
    const learned = this.#kept.get(key);
    if (learned === undefined) return;
    vote.restore(learned);
    this.#kept.delete(key);
  }

  #letGo(instrument: InstrumentId, group: VoteGroup): void {
    const votes = this.#votes.get(instrument);
    const vote = votes?.get(group);
    if (votes === undefined || vote === undefined) return;
    vote.holders -= 1;
    if (vote.holders > 0) return;
    this.#kept.set(keyOf(instrument, group), vote.state());
    vote.release();
    this.#tellMoves(instrument, group, vote);
    votes.delete(group);
    if (votes.size === 0) this.#votes.delete(instrument);
  }
}

const keyOf = (instrument: InstrumentId, group: VoteGroup): string => `${instrument}|${group}`;
