import type { InstrumentId } from '../../domain/instrument/instrument.ts';
import type { VenueClock } from '../venue-clock.ts';
import type { InstrumentFrame } from '../wire/live-frame.ts';
import type { Line, ListedInstrument, MessageReader, VenueDialect } from './dialect.ts';
import { namedIn } from './named-in.ts';
import { LineLink } from './line-link.ts';
import type { Moment } from './moment.ts';
import { ReconnectDelay } from './reconnect-delay.ts';
import type { StreamDesk } from './stream-desk.ts';
import type { VenueClient } from './venue-client.ts';

export interface ConnectionOptions {
  readonly dialect: VenueDialect;
  readonly line: Line;
  readonly listed: readonly ListedInstrument[];
  /** Knows the markets; the line is dialed through clients of its own. */
  readonly client: VenueClient;
  readonly clock: VenueClock;
  /** Numbers in [0, 1), for the waits between dials. */
  readonly random: () => number;
  readonly moment: () => Moment;
  readonly desk: StreamDesk;
  readonly rolloverAfterMs: number | undefined;
}

const UNSUBSCRIBE_WITHIN_MS = 5000;
/** Pings are answered within this, or nobody is there any more. */
const LONGEST_SILENCE_MS = 15_000;
/** Both connections bring everything for this long, so that nothing under way is lost. */
const OVERLAP_MS = 2000;
const ROLLOVER_WITHIN_MS = 30_000;
const ROLL_AGAIN_MS = 60_000;
/** Characters of a venue's refusal that are shown. */
const MOST_SHOWN = 200;

/** One line of a venue, dialed again whenever it is lost and replaced before the venue would end it. */
export class VenueConnection {
  readonly #options: ConnectionOptions;
  readonly #read: MessageReader;
  readonly #ids: ReadonlyMap<string, InstrumentId>;
  readonly #delay: ReconnectDelay;
  #link: LineLink | undefined;
  #successor: LineLink | undefined;
  #rollAt = Number.POSITIVE_INFINITY;
  #losses = 0;
  #rollovers = 0;
  #stopWaiting = () => {};
  #stopRolling = () => {};

  constructor(options: ConnectionOptions) {
    this.#options = options;
    this.#delay = new ReconnectDelay(options.random);
    const symbols = new Set(options.line.calls.flatMap((call) => call.symbols));
    const its = options.listed.filter(({ instrument }) => symbols.has(instrument.symbol));
    this.#read = options.dialect.reader(its, options.line);
    this.#ids = new Map(its.map(({ instrument, wireSymbol }) => [wireSymbol, instrument.id]));
  }

  get line(): Line {
    return this.#options.line;
  }

  /** How often the connection was lost. */
  get losses(): number {
    return this.#losses;
  }

  /** How often it was replaced in time. */
  get rollovers(): number {
    return this.#rollovers;
  }

  get isUp(): boolean {
    return this.#link?.isUp === true;
  }

  open(): void {
    const { clock, client, desk, moment } = this.#options;
    this.#delay.dialed(clock.monotonicMs());
    this.#link = this.#dial(this.#link?.client ?? client.sibling());
    this.#planRollover();
    desk.opened(this.line, moment());
    this.#link.open();
  }

  close(): void {
    this.#stopWaiting();
    this.#stopRolling();
    for (const link of [this.#successor, this.#link]) {
      link?.close('the feed was stopped');
      void link?.client.exchange.close();
    }
    this.#successor = undefined;
    this.#link = undefined;
  }

  /** Looks for silence of the whole connection, and whether it is time to replace it. */
  check(): void {
    const now = this.#options.clock.monotonicMs();
    const silentMs = this.#link?.silentMs(now) ?? 0;
    if (this.#link?.isOpen && silentMs > LONGEST_SILENCE_MS)
      this.#link.lose(`silent for ${Math.round(silentMs)} ms`);
    if (this.#link?.isUp && now >= this.#rollAt) this.#beginRollover();
  }

  /** Has the book of a symbol begin anew with a snapshot, where the stream itself brings one. */
  resync(symbol: string, because: string): void {
    const { clock, dialect } = this.#options;
    const link = this.#link;
    const { resync } = dialect;
    if (link === undefined) return;
    if (resync.kind === 'rest') {
      if (!link.isUp) link.lose(`${because}, and the line is not up`);
      return;
    }
    if (resync.kind === 'redial') return link.lose(because);
    const { exchange } = link.client;
    const cancel = clock.after(UNSUBSCRIBE_WITHIN_MS, () => link.lose(`${symbol}: no answer to unsubscribe`));
    resync.unwatch(exchange, symbol).then(
      () => {
        cancel();
        if (link.isOpen) link.follow(resync.watch(exchange, symbol));
      },
      (error: unknown) => {
        cancel();
        link.lose(String(error));
      },
    );
  }

  #dial(client: VenueClient): LineLink {
    const { clock, line } = this.#options;
    const message = (text: string) => this.#take(link, text);
    const lost = (because: string) => this.#lost(link, because);
    const link: LineLink = new LineLink(client, clock, { line, events: { message, lost } });
    return link;
  }

  #take(link: LineLink, text: string): 'for-ccxt' | 'taken' {
    const { desk, line } = this.#options;
    const message = this.#read(text);
    switch (message.kind) {
      case 'control':
        if (message.isRefused === true && this.#refused(link, text)) return 'taken';
        if (message.isAccepted && link.accept()) this.#cameUp(link);
        return message.isForCcxt ? 'for-ccxt' : 'taken';
      case 'malformed':
        desk.refused(line, message.rule);
        if (this.#options.dialect.mayHideBook?.(text) === true)
          this.#doubt(namedIn(text, this.#ids), message.rule);
        return 'taken';
      case 'other':
        return 'taken';
      case 'frames': {
        const verdict = link.judge(message.sequence);
        if (verdict === 'hole') link.lose(`message ${message.sequence} came after a hole`);
        if (verdict !== 'next') return 'taken';
        if (message.isAccepted === true && link.accept()) this.#cameUp(link);
        for (const frame of message.frames) this.#hand(frame);
        return 'taken';
      }
    }
  }

  /**
   * One symbol that cannot be had must not cost the others their connection, as it would if ccxt heard of
   * it. False when no instrument of ours is named.
   */
  #refused(link: LineLink, text: string): boolean {
    const { desk, moment } = this.#options;
    const ids = namedIn(text, this.#ids);
    if (ids.length === 0) return false;
    desk.refuse(ids, text.slice(0, MOST_SHOWN), moment());
    if (link.accept()) this.#cameUp(link);
    return true;
  }

  /** Where no instrument is named, any may be meant. */
  #doubt(named: readonly InstrumentId[], rule: string): void {
    const { desk, moment } = this.#options;
    desk.doubt(named.length === 0 ? [...this.#ids.values()] : named, rule, moment());
  }

  #hand(frame: InstrumentFrame): void {
    const id = this.#ids.get(frame.symbol);
    if (id !== undefined) this.#options.desk.take(id, frame, { at: this.#options.moment() });
  }

  #cameUp(link: LineLink): void {
    const { clock, desk, moment } = this.#options;
    if (link === this.#link) return desk.cameUp(this.line, moment());
    this.#stopRolling();
    this.#stopRolling = clock.after(OVERLAP_MS, () => this.#promote());
  }

  #lost(link: LineLink, because: string): void {
    const { clock, desk, moment } = this.#options;
    if (link === this.#successor) {
      this.#endRollover();
      return;
    }
    if (link !== this.#link) return;
    // What stands ready to take over brings everything already.
    if (this.#successor?.isUp) return this.#promote();
    this.#endRollover();
    this.#losses += 1;
    const at = clock.monotonicMs();
    const waitMs = this.#delay.next(at, link.wasHeard ? at - link.dialedAt : 0);
    const detail = `connection lost (${because}); dialing again in ${Math.round(waitMs)} ms`;
    desk.lost(this.line, detail, moment());
    this.#stopWaiting = clock.after(waitMs, () => this.open());
  }

  #planRollover(): void {
    const { clock, rolloverAfterMs } = this.#options;
    if (rolloverAfterMs !== undefined) this.#rollAt = clock.monotonicMs() + rolloverAfterMs;
  }

  #beginRollover(): void {
    const { clock } = this.#options;
    this.#rollAt = Number.POSITIVE_INFINITY;
    const successor = this.#dial((this.#link?.client ?? this.#options.client).sibling());
    this.#successor = successor;
    this.#stopRolling = clock.after(ROLLOVER_WITHIN_MS, () => successor.lose('not up in time'));
    successor.open();
  }

  /** The successor did not come up; the old connection goes on. */
  #endRollover(): void {
    const { clock } = this.#options;
    this.#stopRolling();
    this.#successor?.close('not needed');
    this.#successor = undefined;
    if (this.#rollAt === Number.POSITIVE_INFINITY && this.#options.rolloverAfterMs !== undefined)
      this.#rollAt = clock.monotonicMs() + ROLL_AGAIN_MS;
  }

  #promote(): void {
    const old = this.#link;
    if (this.#successor === undefined) return;
    this.#stopRolling();
    this.#link = this.#successor;
    this.#successor = undefined;
    this.#rollovers += 1;
    this.#planRollover();
    old?.close('replaced');
    void old?.client.exchange.close();
  }
}
