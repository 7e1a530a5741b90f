import { describe, expect, it } from 'vitest';
import { btcPerpetual } from '../../domain/instrument/fixtures/btc-perpetual.ts';
import type { MarketEvent } from '../../domain/market/market-event.ts';
import { unixMs } from '../../domain/units/time.ts';
import type { BookSides } from '../loopback/reference-book.ts';
import type { BookFrame, PrintFields, TickerFrame } from '../wire/live-frame.ts';
import { BookSequence } from './book-sequence.ts';
import { InstrumentFeed } from './instrument-feed.ts';
import type { Moment } from './moment.ts';
import { measured } from '../../test/reliability/measured.ts';

const instrument = btcPerpetual({ venue: 'bybit', makerFeePpm: 100, takerFeePpm: 600 });

const START = 1_700_000_000_000;

/** A feed with a hand on its clock; everything it tells and asks is kept. */
function openFeed() {
  const events: MarketEvent[] = [];
  let asked = 0;
  let elapsed = 0;
  const moment = (): Moment => ({
    time: unixMs(START + elapsed),
    monotonicMs: elapsed,
    venueNow: START + elapsed,
  });
  const feed = new InstrumentFeed({
    instrument,
    continuity: new BookSequence(),
    emit: (event) => events.push(event),
    resync: () => (asked += 1),
  });
  return {
    feed,
    events,
    moment,
    pass: (ms: number) => (elapsed += ms),
    asked: () => asked,
    statuses: () => events.flatMap((event) => (event.kind === 'feed-status' ? [event.status] : [])),
    book: (updateId: number, { asks, bids }: BookSides, isSnapshot = false) => {
      const frame: BookFrame = {
        kind: 'book',
        symbol: 'BTCUSDT',
        venueTime: START + elapsed,
        isSnapshot,
        updateId,
        bids,
        asks,
      };
      feed.take(frame, moment());
    },
    print: (ticks: number, tradeId: string) => {
      const print: PrintFields = { venueTime: START, ticks, lots: 1, aggressor: 'buy', tradeId };
      feed.take({ kind: 'trades', symbol: 'BTCUSDT', prints: [print] }, moment());
    },
    ticker: (changes: Partial<TickerFrame>) =>
      feed.take(
        {
          kind: 'ticker',
          symbol: 'BTCUSDT',
          venueTime: START,
          markTicks: undefined,
          fundingRateE8: undefined,
          nextFundingTime: undefined,
          ...changes,
        },
        moment(),
      ),
  };
}

const WHOLE: BookSides = { bids: [1000, 5, 999, 5], asks: [1001, 5, 1002, 5] };
const NO_CHANGE: BookSides = { bids: [], asks: [] };

describe('the feed of one instrument', () => {
  it('tells the book and its changes while their numbers follow each other', () => {
    const { book, events, feed, statuses } = openFeed();
    book(9, { bids: [1, 1], asks: [] });
    book(10, WHOLE, true);
    book(11, { bids: [1000, 0], asks: [] });
    book(11, { bids: [1000, 0], asks: [] });
    expect(events.map(({ kind }) => kind)).toEqual(['book-snapshot', 'feed-status', 'book-delta']);
    expect(statuses()).toEqual(['live']);
    expect(feed.gapCount).toBe(0);
  });

  it.each([
    ['an update is missing', 12, NO_CHANGE, 'update 10 was followed by 12'],
    [
      'an update crosses the book',
      11,
      { bids: [1001, 1], asks: [] },
      'update 11 crosses the book: bid 1001, ask 1001 ticks',
    ],
    [
      'the mid leaps by more than a fifth',
      11,
      { bids: [1000, 0, 999, 0, 1, 5], asks: [] },
      'mid went from 1000.5 to 501 ticks within a second',
    ],
  ])('gives the book up and asks for another when %s', (_name, updateId, changes, detail) => {
    const { asked, book, events, statuses } = openFeed();
    book(10, WHOLE, true);
    book(updateId, changes);
    expect(statuses()).toEqual(['live', 'gap']);
    expect(events.at(-1)).toMatchObject({ detail });
    expect(asked()).toBe(1);
    book(updateId + 1, NO_CHANGE);
    expect(events).toHaveLength(3);
    book(updateId + 2, WHOLE, true);
    expect(statuses()).toEqual(['live', 'gap', 'live']);
  });

  it('R-MD-04: believes a leap that took longer than a second', () => {
    const { book, pass, statuses } = openFeed();
    book(10, WHOLE, true);
    pass(1500);
    book(11, { bids: [1000, 0, 999, 0, 700, 5], asks: [1001, 0, 1002, 0, 701, 5] });
    expect(statuses()).toEqual(['live']);
  });

  it('R-MD-06: lets a book rest for a minute that had to be given up three times within one', () => {
    const { asked, book, events, feed, moment, pass } = openFeed();
    for (let round = 0; round < 3; round += 1) {
      book(10, WHOLE, true);
      book(12, NO_CHANGE);
    }
    measured('R-MD-06', `given up three times in a minute: ${asked()} snapshots asked for, then a rest`);
    expect(asked()).toBe(2);
    expect(events.at(-1)).toMatchObject({
      status: 'gap',
      detail: 'update 10 was followed by 12; too often, so the book rests for a minute',
    });
    book(20, WHOLE, true);
    expect(events.at(-1)).toMatchObject({ status: 'gap' });
    pass(60_000);
    feed.check(moment());
    expect(asked()).toBe(3);
    book(21, WHOLE, true);
    expect(events.at(-1)).toMatchObject({ status: 'live' });
  });

  it('tells that a connection was lost, even before it brought anything', () => {
    const { book, events, feed, moment } = openFeed();
    feed.lost('connection refused', moment());
    expect(events).toMatchObject([{ kind: 'feed-status', status: 'gap', detail: 'connection refused' }]);
    book(11, NO_CHANGE);
    book(10, WHOLE, true);
    expect(events.at(-1)).toMatchObject({ kind: 'feed-status', status: 'live' });
  });

  it('asks again when a snapshot does not come', () => {
    const { asked, feed, moment, pass } = openFeed();
    feed.opened(moment());
    pass(10_001);
    feed.check(moment());
    expect(asked()).toBe(1);
  });

  it('R-MD-05: is stale after five seconds of silence, later where silence is usual', () => {
    const { book, feed, moment, pass, statuses } = openFeed();
    book(10, WHOLE, true);
    pass(5000);
    feed.check(moment());
    expect(statuses()).toEqual(['live']);
    pass(1);
    feed.check(moment());
    measured('R-MD-05', `${statuses().at(-1)} after ${moment().venueNow - START} ms of silence`);
    expect(statuses()).toEqual(['live', 'stale']);
    book(11, NO_CHANGE);
    expect(statuses()).toEqual(['live', 'stale', 'live']);
    for (let id = 12; id < 300; id += 1) {
      pass(4000);
      book(id, NO_CHANGE);
    }
    pass(11_000);
    feed.check(moment());
    expect(statuses().at(-1)).toBe('live');
    pass(2000);
    feed.check(moment());
    expect(statuses().at(-1)).toBe('stale');
  });

  it('is stale when its book is silent, whatever else is heard of the instrument', () => {
    const { book, feed, moment, pass, print, statuses, ticker } = openFeed();
    book(10, WHOLE, true);
    for (let second = 1; second <= 6; second += 1) {
      pass(1000);
      ticker({ markTicks: 1000 + second });
      print(1000, `t${second}`);
      feed.check(moment());
    }
    expect(statuses()).toEqual(['live', 'stale']);
  });

  it('does not rest longer because its connection came anew meanwhile', () => {
    const { asked, book, feed, moment, pass } = openFeed();
    for (let round = 0; round < 3; round += 1) {
      book(10, WHOLE, true);
      book(12, NO_CHANGE);
    }
    pass(5000);
    feed.lost('reset', moment());
    feed.opened(moment());
    pass(11_000);
    feed.check(moment());
    pass(44_000);
    feed.check(moment());
    expect(feed.gapCount).toBe(3);
    expect(asked()).toBe(3);
  });

  it('R-MD-05: is stale while the book that arrives is more than five seconds old', () => {
    const { feed, moment, statuses } = openFeed();
    const late = (updateId: number, ageMs: number, isSnapshot: boolean) =>
      feed.take(
        { kind: 'book', symbol: 'BTCUSDT', venueTime: START - ageMs, isSnapshot, updateId, ...WHOLE },
        moment(),
      );
    late(10, 5001, true);
    expect(statuses()).toEqual(['live', 'stale']);
    late(11, 5000, false);
    expect(statuses()).toEqual(['live', 'stale', 'live']);
  });

  it('R-MD-04: tells a print once, and one far from the book only when two more agree', () => {
    const { book, events, feed, print } = openFeed();
    const told = () => events.flatMap((event) => (event.kind === 'trade' ? [event.tradeId] : []));
    book(10, WHOLE, true);
    print(1000, 'a');
    print(1000, 'a');
    print(700, 'b');
    print(1001, 'c');
    measured(
      'R-MD-04',
      `4 prints, one twice and one far off: ${told().length} told, ${feed.withheldPrints} withheld`,
    );
    expect(told()).toEqual(['a', 'c']);
    expect(feed.withheldPrints).toBe(1);
    for (const id of ['d', 'e', 'f']) print(700, id);
    expect(told()).toEqual(['a', 'c', 'd', 'e', 'f']);
  });

  it('tells the mark price, and the funding that was due when the due time moves on', () => {
    const { events, pass, ticker } = openFeed();
    const due = START + 1000;
    ticker({ markTicks: 1000, fundingRateE8: 10_000, nextFundingTime: due });
    ticker({ fundingRateE8: 12_000 });
    pass(1000);
    ticker({ markTicks: 1005, fundingRateE8: 9000, nextFundingTime: due + 28_800_000 });
    const tape = events.filter(({ kind }) => kind !== 'outside-number');
    expect(tape.map(({ kind }) => kind)).toEqual(['mark-price', 'funding', 'mark-price']);
    expect(tape[1]).toMatchObject({ rateE8: 12_000, markTicks: 1000, venueTime: due });
  });

  it('tells no funding when a due time that is still to come is put off or brought forward', () => {
    const { events, ticker } = openFeed();
    const due = START + 3_600_000;
    ticker({ markTicks: 1000, fundingRateE8: 10_000, nextFundingTime: due });
    ticker({ nextFundingTime: due + 14_400_000 });
    ticker({ nextFundingTime: due });
    expect(events.filter(({ kind }) => kind === 'funding')).toEqual([]);
  });

  it('tells a funding once, though a connection that lags behind still names the old due time', () => {
    const { events, pass, ticker } = openFeed();
    const due = START + 1000;
    const next = due + 28_800_000;
    ticker({ markTicks: 1000, fundingRateE8: 10_000, nextFundingTime: due });
    pass(1001);
    ticker({ fundingRateE8: 9000, nextFundingTime: next });
    ticker({ fundingRateE8: 10_000, nextFundingTime: due });
    ticker({ fundingRateE8: 9000, nextFundingTime: next });
    expect(events.filter(({ kind }) => kind === 'funding')).toMatchObject([
      { rateE8: 10_000, venueTime: due },
    ]);
  });

  it('tells a forced order once that two connections bring, and two that are alike twice', () => {
    const { events, feed, moment } = openFeed();
    const order = { venueTime: START, side: 'sell', ticks: 1000, lots: 3 } as const;
    const frame = { kind: 'liquidations', symbol: 'BTCUSDT', liquidations: [order, order] } as const;
    feed.take(frame, moment());
    feed.take(frame, moment());
    expect(events.map(({ kind }) => kind)).toEqual(['liquidation', 'liquidation']);
  });
});
