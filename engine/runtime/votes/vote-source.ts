import type { FlowWatch } from '../../contract/flow.ts';
import type { VoteUpdate } from '../../contract/vote-commands.ts';
import type { MarketEvent } from '../../domain/market/market-event.ts';
import type { VoteGroup } from '../../domain/vote/vote-group.ts';
import type { VoteDeskState } from '../../features/vote-desk.ts';
import type { InstrumentMarket } from '../../market/instrument-market.ts';
import type { FlowSource } from '../flow/flow-source.ts';
import { DisplayHub } from '../formulas/display-hub.ts';
import type { FormulaMarket, SessionVotes } from '../formulas/formula-market.ts';
import { titlesOf } from './past-votes.ts';
import { CALIBRATION_NEEDS, calibratedProbability, voteWorth } from './vote-worth.ts';

const MINUTE_MS = 60_000;
/**
 * Minutes of the past the formulas of a group are warmed with, beside all the longer bars that are kept: fast ones
 * that read bars learn from some hours, slow ones look back on fourteen whole days.
 */
const PAST_MINUTES: Readonly<Record<VoteGroup, number>> = { fast: 600, medium: 1800, slow: 16 * 1440 };
/** Errors that correlate more leave two formulas little more than one voice. */
const CLUSTER_AT = 0.5;
/** Told about once a second while the past is read. */
const FRAMES_A_TELLING = 30;

/** How often what was learned is kept while somebody looks, in ms of market time. */
const KEPT_EVERY_MS = 10 * MINUTE_MS;

type VoteWatch = Extract<FlowWatch, { kind: 'vote' }>;

/**
 * Tells the vote of a group: the one a strategy of the session follows where there is one, so that the screen
 * shows what is traded; otherwise one counted for the screen alone, which begins with what votes learned before
 * and is warmed with the minutes that were kept. Looking changes nothing of the session.
 */
export class VoteSource implements FlowSource {
  readonly seesAll = true;
  readonly readsNumbers = true;
  readonly #watch: VoteWatch;
  readonly #market: FormulaMarket;
  #display: DisplayHub | undefined;
  #most = 0;
  /** Market time in ms when what was learned was kept last. */
  #keptAt: number | undefined;
  #toldAt: number | null | undefined;
  #toldDone = -1;
  #frame = 0;

  /** @throws {RangeError} when the instrument is not of this session. */
  constructor(watch: VoteWatch, market: FormulaMarket) {
    this.#watch = watch;
    this.#market = market;
    this.#follow();
  }

  onEvent(event: MarketEvent, market: InstrumentMarket): void {
    this.#display?.onEvent(event, market);
  }

  takeUpdate(): VoteUpdate | undefined {
    this.#follow();
    this.#display?.catchUp();
    this.#listenOnceWarm();
    const { group, instrument } = this.#watch;
    const time = this.#votes()?.decisionOf(instrument, group)?.time ?? null;
    this.#keepInTime(time);
    const done = this.#done();
    const isTime = this.#frame % FRAMES_A_TELLING === 0;
    this.#frame += 1;
    const hasNews = done < 1 ? isTime && done !== this.#toldDone : time !== this.#toldAt;
    if (!hasNews && this.#toldAt !== undefined) return undefined;
    this.#toldAt = time;
    this.#toldDone = done;
    return this.#update(done);
  }

  /** Nobody looks any more: what was learned is kept for who looks next. */
  close(): void {
    this.#keep();
  }

  /** A vote of the session takes over from the one counted here, and gives it back. */
  #follow(): void {
    const { group, instrument } = this.#watch;
    const { votes } = this.#market;
    if (votes?.decisionOf(instrument, group) === undefined) this.#display ??= this.#started();
    else {
      this.#keep();
      this.#display = undefined;
    }
  }

  /** Votes on the past are no decisions. */
  #listenOnceWarm(): void {
    const { listener } = this.#market.screenVotes ?? {};
    if (listener && this.#display?.isLive === true) this.#display.votes?.listen(listener);
  }

  #begun(): VoteDeskState | undefined {
    const { group, instrument } = this.#watch;
    const { screenVotes, votes } = this.#market;
    const learned = votes?.state();
    return screenVotes?.beginWith(instrument, group, learned) ?? learned;
  }

  #keep(): void {
    const { group, instrument } = this.#watch;
    const state = this.#display?.votes?.state();
    if (state) this.#market.screenVotes?.keep(instrument, group, state);
  }

  /** Now and then, so that an engine that is killed loses little. */
  #keepInTime(time: number | null): void {
    if (this.#display === undefined || time === null) return;
    this.#keptAt ??= time;
    if (time < this.#keptAt + KEPT_EVERY_MS) return;
    this.#keptAt = time;
    this.#keep();
  }

  #started(): DisplayHub {
    const { group, instrument } = this.#watch;
    const own = this.#market.markets().find((each) => each.instrument.id === instrument);
    const display = new DisplayHub({
      market: this.#market,
      past: {
        fromTime: (own?.lastEventTime ?? 0) - PAST_MINUTES[group] * MINUTE_MS,
        longerFromTime: 0,
      },
      onFed: () => undefined,
      atOnce: 1,
      readsOwn: true,
      votesOf: instrument,
      votedGroup: group,
      learned: this.#begun(),
    });
    this.#most = display.waiting;
    return display;
  }

  #done(): number {
    if (this.#display === undefined || this.#display.isLive) return 1;
    return Math.min(0.999, 1 - this.#display.waiting / Math.max(1, this.#most));
  }

  #votes(): SessionVotes | undefined {
    return this.#display === undefined ? this.#market.votes : this.#display.votes;
  }

  #update(done: number): VoteUpdate {
    const { group, instrument } = this.#watch;
    const votes = this.#votes();
    const decision = votes?.decisionOf(instrument, group);
    const record = votes?.recordOf(instrument, group);
    return {
      decision: decision ?? null,
      isOfSession: this.#display === undefined,
      done,
      past: this.#display?.pastRead ?? { bars: 0, of: 0 },
      calibrated: (decision && calibratedProbability(record, decision.probabilityUp)) ?? null,
      calibrationNeeds: CALIBRATION_NEEDS,
      titles: titlesOf(decision?.ballots ?? []),
      clusters: votes?.clustersOf(instrument, group, CLUSTER_AT) ?? [],
      clusterAt: CLUSTER_AT,
      worth: voteWorth(record, this.#takerFeePpm()),
    };
  }

  #takerFeePpm(): number {
    const own = this.#market.markets().find((each) => each.instrument.id === this.#watch.instrument);
    return own?.instrument.takerFeePpm ?? 0;
  }
}
