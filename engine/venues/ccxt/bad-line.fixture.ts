import { btcPerpetual } from '../../domain/instrument/fixtures/btc-perpetual.ts';
import type { MarketEvent } from '../../domain/market/market-event.ts';
import { unixMs } from '../../domain/units/time.ts';
import { PublishedBook } from '../loopback/published-book.ts';
import { type BookSides, ReferenceBook } from '../loopback/reference-book.ts';
import type { BookFrame } from '../wire/live-frame.ts';
import { type BookRule, DEPTH } from './book-rules.fixture.ts';
import { InstrumentFeed } from './instrument-feed.ts';
import type { Moment } from './moment.ts';

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
const FIRST_NUMBER = 5;
const WHOLE: BookSides = { bids: [1000, 5, 999, 5], asks: [1001, 5, 1002, 5] };

const instrument = btcPerpetual({ makerFeePpm: 100, takerFeePpm: 600 });

/** A venue's stream over a bad line: what the feed asks for comes two steps later, everything else as fated. */
class BadLine {
  readonly events: MarketEvent[] = [];
  readonly feed: InstrumentFeed;
  readonly published = new PublishedBook(FIRST_NUMBER);
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
    const number = rule.numberOf?.(event);
    const found = publishedAs(line.published, held.top(rule.provenDepth), {
      from: number ?? FIRST_NUMBER,
      to: number ?? line.published.updateId,
    });
    if (found === undefined) return `update ${event.updateId} is not the published one`;
  }
  const { trust } = line.feed;
  return trust === 'live' || trust === 'stale' ? undefined : `trusted in the end: ${trust}`;
}

/** The number from `from` to `to` under which these best levels were published; undefined for none. */
function publishedAs(
  published: PublishedBook,
  own: BookSides,
  { from, to }: { from: number; to: number },
): number | undefined {
  const levels = Math.max(own.bids.length, own.asks.length);
  const text = JSON.stringify(own);
  for (let number = from; number <= to; number += 1) {
    const shown = published.shownAt(number);
    if (shown === undefined) continue;
    const top = { bids: shown.bids.slice(0, levels), asks: shown.asks.slice(0, levels) };
    if (JSON.stringify(top) === text) return number;
  }
  return undefined;
}
