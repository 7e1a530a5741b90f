import { defineInstrument } from '../../domain/instrument/instrument.ts';
import type { MarketEvent } from '../../domain/market/market-event.ts';
import { unixMs } from '../../domain/units/time.ts';
import { PublishedBook, type PublishedUpdate } from '../loopback/published-book.ts';
import { type BookSides, ReferenceBook } from '../loopback/reference-book.ts';
import type { BookFrame } from '../wire/live-frame.ts';
import type { BookContinuity } from './book-continuity.ts';
import { BookSequence } from './book-sequence.ts';
import { DepthJoin } from './depth-join.ts';
import { InstrumentFeed } from './instrument-feed.ts';
import type { Moment } from './moment.ts';

/** How a venue's book is told and checked, for a line on which messages are lost, doubled and late. */
export interface BookRule {
  readonly name: string;
  continuity(): BookContinuity;
  /** Whether a snapshot comes in the stream and shows the book of then; else it is that of when it was asked. */
  readonly isInBand: boolean;
  /** What of a frame follows from the venue's own number of a change; `whole` is the book after it. */
  change(update: PublishedUpdate, whole: BookSides): Partial<BookFrame>;
  snapshot(updateId: number, whole: BookSides): Partial<BookFrame>;
  /** The venue's own number behind the number of a book event; undefined for one never published. */
  numberOf(event: { readonly updateId: number }, held: BookSides): number | undefined;
}

const UPDATES_PER_DIFF = 3;
const lastOf = (updateId: number) => updateId * UPDATES_PER_DIFF;

const binanceRule = (market: 'spot' | 'usdm'): BookRule => ({
  name: market === 'spot' ? 'Binance' : 'Binance USD-M',
  continuity: () => new DepthJoin(market),
  isInBand: false,
  change: ({ updateId }) => ({
    firstId: lastOf(updateId - 1) + 1,
    updateId: lastOf(updateId),
    ...(market === 'usdm' ? { previousId: lastOf(updateId - 1) } : {}),
  }),
  snapshot: (updateId) => ({ updateId: lastOf(updateId) }),
  numberOf: ({ updateId }) => updateId / UPDATES_PER_DIFF,
});

/** Every rule by which a book is told; what holds of one holds of all. */
export const BOOK_RULES: readonly BookRule[] = [
  {
    name: 'Bybit',
    continuity: () => new BookSequence(),
    isInBand: true,
    change: ({ updateId }) => ({ updateId }),
    snapshot: (updateId) => ({ updateId }),
    numberOf: ({ updateId }) => updateId,
  },
  binanceRule('spot'),
  binanceRule('usdm'),
];

/** One change of the venue's book, and what becomes of the message that tells it. */
export interface LineStep {
  readonly bid: number;
  readonly ask: number;
  readonly lots: number;
  readonly fate: string;
}

export const FATES = ['sent', 'sent', 'sent', 'sent', 'lost', 'doubled', 'late', 'very late'] as const;
/** How many steps late a message arrives, by its fate. */
const LATENESS: Readonly<Record<string, number>> = { late: 1, 'very late': 4 };
const STEPS_TO_CALM_DOWN = 40;
/** Short enough that a snapshot comes in time, long enough that a book may rest and come back. */
const STEP_MS = 4000;
const START = 1_700_000_000_000;
const SYMBOL = 'BTCUSDT';
const DEPTH = 50;
const WHOLE: BookSides = { bids: [1000, 5, 999, 5], asks: [1001, 5, 1002, 5] };

const instrument = defineInstrument({
  venue: 'test',
  symbol: 'BTC/USDT:USDT',
  kind: 'linear-perpetual',
  base: 'BTC',
  quote: 'USDT',
  tickSize: '0.1',
  lotSize: '0.001',
  minSizeBase: '0.001',
  maxSizeBase: '100',
  minNotionalQuote: '5',
  makerFeePpm: 100,
  takerFeePpm: 600,
  maxLeverage: 10,
  fundingIntervalHours: 8,
});

/** A venue's stream over a bad line: what the feed asks for comes two steps later, everything else as fated. */
class BadLine {
  readonly events: MarketEvent[] = [];
  readonly feed: InstrumentFeed;
  readonly published = new PublishedBook(5);
  readonly #rule: BookRule;
  readonly #truth = new ReferenceBook();
  #underWay: { readonly at: number; readonly send: () => void }[] = [];
  #asked = 0;
  #answered = -1;
  #now = 0;

  constructor(rule: BookRule) {
    this.#rule = rule;
    this.feed = new InstrumentFeed({
      instrument,
      continuity: rule.continuity(),
      emit: (event) => this.events.push(event),
      resync: () => (this.#asked += 1),
    });
    this.#change(WHOLE);
    this.published.publish(this.#truth.top(DEPTH));
  }

  step({ ask, bid, fate, lots }: LineStep): void {
    this.#change({ bids: [bid, lots], asks: [ask, lots] });
    const update = this.published.publish(this.#truth.top(DEPTH));
    this.pass();
    if (!update || fate === 'lost') return;
    const frame = { ...update.changes, isSnapshot: false, ...this.#rule.change(update, this.published.top) };
    const send = () => this.#send(frame);
    const late = LATENESS[fate];
    if (late === undefined) send();
    else this.#underWay.push({ at: this.#now + late, send });
    if (fate === 'doubled') send();
  }

  pass(): void {
    if (this.#asked > this.#answered) {
      this.#answered = this.#asked;
      const asked = this.#snapshot();
      const send = () => this.#send(this.#rule.isInBand ? this.#snapshot() : asked);
      this.#underWay.push({ at: this.#now + 2, send });
    }
    const due = this.#underWay.filter(({ at }) => at <= this.#now);
    this.#underWay = this.#underWay.filter(({ at }) => at > this.#now);
    for (const { send } of due) send();
    this.feed.check(this.#moment(STEP_MS));
    this.#now += 1;
  }

  #snapshot(): Partial<BookFrame> & BookSides {
    const { top, updateId } = this.published;
    return { ...top, isSnapshot: true, ...this.#rule.snapshot(updateId, top) };
  }

  #send(frame: Partial<BookFrame> & BookSides): void {
    const { time: venueTime } = this.#moment();
    const defaults = { isSnapshot: false, updateId: 0 };
    this.feed.take({ ...defaults, ...frame, kind: 'book', symbol: SYMBOL, venueTime }, this.#moment());
  }

  #moment(aheadMs = 0): Moment {
    const monotonicMs = this.#now * STEP_MS + aheadMs;
    return { time: unixMs(START + monotonicMs), monotonicMs, venueNow: START + monotonicMs };
  }

  #change(sides: BookSides): void {
    const time = unixMs(START);
    const event = {
      kind: 'book-delta',
      instrument: instrument.id,
      time,
      venueTime: time,
      updateId: 0,
    } as const;
    this.#truth.apply({ ...event, ...sides });
  }
}

/**
 * Sends a venue's changes over a bad line, then lets it calm down. Answers with what was wrong: a book
 * told that is not the published one of its number, or one not trusted in the end; undefined when nothing.
 */
export function faultOf(rule: BookRule, steps: readonly LineStep[]): string | undefined {
  const line = new BadLine(rule);
  for (const step of steps) line.step(step);
  for (let step = 0; step < STEPS_TO_CALM_DOWN; step += 1) line.pass();
  const held = new ReferenceBook();
  for (const event of line.events) {
    if (event.kind !== 'book-snapshot' && event.kind !== 'book-delta') continue;
    held.apply(event);
    const book = held.top(DEPTH * 2);
    const number = rule.numberOf(event, book);
    const truth = number === undefined ? undefined : line.published.shownAt(number);
    if (JSON.stringify(book) !== JSON.stringify(truth))
      return `update ${event.updateId} is not the published one`;
  }
  const { trust } = line.feed;
  return trust === 'live' || trust === 'stale' ? undefined : `trusted in the end: ${trust}`;
}
