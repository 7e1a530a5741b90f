import type { InstrumentId } from '../../domain/instrument/instrument.ts';
import type { MarketEvent } from '../../domain/market/market-event.ts';
import type { StreamHealth, StreamKind, StreamState } from '../stream-health.ts';
import type { InstrumentFrame } from '../wire/live-frame.ts';
import type { Line, ListedInstrument, VenueDialect } from './dialect.ts';
import { InstrumentFeed } from './instrument-feed.ts';
import type { Moment } from './moment.ts';
import { StreamMeter } from '../stream-meter.ts';

export interface StreamDeskOptions {
  readonly dialect: VenueDialect;
  readonly listed: readonly ListedInstrument[];
  readonly emit: (event: MarketEvent) => void;
  /** Has the book of an instrument begin anew with a snapshot. */
  readonly resync: (listed: ListedInstrument, because: string) => void;
  /** The line is up, and its books wait for a snapshot from elsewhere. */
  readonly booksUp: (line: Line) => void;
  /** The line is gone, and with it what a snapshot could be joined to. */
  readonly booksDown: (line: Line) => void;
}

interface Desk {
  readonly listed: ListedInstrument;
  readonly feed: InstrumentFeed;
  readonly meters: Map<StreamKind, StreamMeter>;
}

interface LineState {
  isUp: boolean;
  losses: number;
  refused: number;
  lastRule: string;
}

/** Hands the frames of all lines to the instruments they are about, and knows how each stream does. */
export class StreamDesk {
  readonly #options: StreamDeskOptions;
  readonly #desks = new Map<string, Desk>();
  readonly #lines = new Map<Line, LineState>();

  constructor(options: StreamDeskOptions) {
    this.#options = options;
    const { dialect, emit, listed, resync } = options;
    for (const entry of listed) {
      const { instrument } = entry;
      const feed: InstrumentFeed = new InstrumentFeed({
        instrument,
        continuity: dialect.continuity(entry),
        emit,
        resync: () => resync(entry, `${instrument.symbol} has to begin anew`),
      });
      this.#desks.set(instrument.id, { listed: entry, feed, meters: new Map() });
    }
  }

  get feeds(): readonly InstrumentFeed[] {
    return [...this.#desks.values()].map(({ feed }) => feed);
  }

  /** Frames that broke a rule so far, and the last rule broken. */
  get refusals(): { readonly frames: number; readonly rule: string } {
    const states = [...this.#lines.values()];
    return {
      frames: states.reduce((sum, { refused }) => sum + refused, 0),
      rule: states.find(({ lastRule }) => lastRule !== '')?.lastRule ?? '',
    };
  }

  take(
    id: InstrumentId,
    frame: InstrumentFrame,
    { at, kind = frame.kind }: { at: Moment; kind?: StreamKind },
  ): void {
    const desk = this.#desks.get(id);
    if (desk === undefined) return;
    const venueTime = timeOf(frame);
    if (venueTime !== undefined) meterOf(desk, kind).heard(venueTime, at);
    desk.feed.take(frame, at);
  }

  refused(line: Line, rule: string): void {
    const state = this.#stateOf(line);
    state.refused += 1;
    state.lastRule = rule;
  }

  /** A change of these books may have been refused, and nothing else would tell that it is missing. */
  doubt(ids: readonly InstrumentId[], rule: string, at: Moment): void {
    for (const id of ids) this.#desks.get(id)?.feed.doubt(`a change was refused: ${rule}`, at);
  }

  /** The venue does not have these instruments, at least not on this connection. */
  refuse(ids: readonly InstrumentId[], answer: string, at: Moment): void {
    for (const id of ids) {
      const feed = this.#desks.get(id)?.feed;
      feed?.refused(`the venue refuses ${feed.instrument.symbol}: ${answer}`, at);
    }
  }

  /** A line is being dialed. */
  opened(line: Line, at: Moment): void {
    for (const { feed } of this.#on(line, 'book')) feed.opened(at);
  }

  /** The venue has taken on all subscriptions of a line. */
  cameUp(line: Line, at: Moment): void {
    this.#stateOf(line).isUp = true;
    for (const { feed } of this.#on(line, 'trades')) feed.printsFound();
    const books = this.#on(line, 'book');
    if (books.length > 0 && this.#options.dialect.resync.kind === 'rest') this.#options.booksUp(line);
    for (const { feed } of books) feed.check(at);
  }

  /** A line's connection is gone. */
  lost(line: Line, detail: string, at: Moment): void {
    const state = this.#stateOf(line);
    state.isUp = false;
    state.losses += 1;
    const books = new Set(this.#on(line, 'book'));
    if (books.size > 0) this.#options.booksDown(line);
    for (const { feed } of books) feed.lost(detail, at);
    for (const desk of this.#on(line, 'trades')) if (!books.has(desk)) desk.feed.printsLost(detail, at);
  }

  check(at: Moment): void {
    for (const { feed } of this.#desks.values()) feed.check(at);
  }

  /** How every stream of every instrument does. */
  health(lines: readonly Line[], at: Moment): readonly StreamHealth[] {
    const own = lines.flatMap((line) =>
      [...new Set(line.calls.map(({ kind }) => kind))].flatMap((kind) =>
        this.#on(line, kind).map((desk) => this.#healthOf(desk, kind, { line, at })),
      ),
    );
    const { polls } = this.#options.dialect;
    const polled = [...this.#desks.values()].flatMap((desk) =>
      polls
        .filter((poll) => poll.isFor(desk.listed.instrument))
        .map(({ kind }) => this.#healthOf(desk, kind, { line: undefined, at })),
    );
    return [...own, ...polled];
  }

  #healthOf(
    desk: Desk,
    kind: StreamKind,
    { at, line }: { line: Line | undefined; at: Moment },
  ): StreamHealth {
    const meter = meterOf(desk, kind);
    const state = line === undefined ? undefined : this.#stateOf(line);
    const isBook = kind === 'book';
    return {
      instrument: desk.listed.instrument.id,
      stream: kind,
      state: isBook ? desk.feed.trust : streamState(kind, meter, { isUp: state?.isUp ?? true, at }),
      ageMs: meter.ageMs(at.monotonicMs),
      // Half a second either way is more than the way of a message takes.
      latency: this.#options.dialect.hasCoarseClock === true ? undefined : meter.latency(),
      messages: meter.messages,
      gaps: isBook ? desk.feed.gapCount : 0,
      resyncs: isBook ? desk.feed.resyncCount : 0,
      refusedFrames: state?.refused ?? 0,
      lastRule: state?.lastRule ?? '',
      reconnects: state?.losses ?? 0,
    };
  }

  #on(line: Line, kind: StreamKind): Desk[] {
    const symbols = new Set(line.calls.filter((call) => call.kind === kind).flatMap((call) => call.symbols));
    return [...this.#desks.values()].filter(({ listed }) => symbols.has(listed.instrument.symbol));
  }

  #stateOf(line: Line): LineState {
    const known = this.#lines.get(line);
    if (known !== undefined) return known;
    const state = { isUp: false, losses: 0, refused: 0, lastRule: '' };
    this.#lines.set(line, state);
    return state;
  }
}

function streamState(
  kind: StreamKind,
  meter: StreamMeter,
  { at, isUp }: { isUp: boolean; at: Moment },
): StreamState {
  if (!isUp) return meter.messages === 0 ? 'waiting' : 'gap';
  // Nobody knows when the next position is closed by force; silence says nothing.
  if (kind === 'liquidations') return 'live';
  if (meter.messages === 0) return 'waiting';
  return meter.isSilent(at.monotonicMs) ? 'stale' : 'live';
}

function meterOf({ meters }: Desk, kind: StreamKind): StreamMeter {
  const known = meters.get(kind);
  if (known !== undefined) return known;
  const meter = new StreamMeter();
  meters.set(kind, meter);
  return meter;
}

/** When the venue says the frame came to be; undefined for one that holds nothing. */
function timeOf(frame: InstrumentFrame): number | undefined {
  if (frame.kind === 'trades') return frame.prints.at(-1)?.venueTime;
  if (frame.kind === 'liquidations') return frame.liquidations.at(-1)?.venueTime;
  return frame.venueTime;
}
