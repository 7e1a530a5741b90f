import { describe, expect, it } from 'vitest';
import type { MarketEvent } from '../../domain/market/market-event.ts';
import { defineInstrument } from '../../domain/instrument/instrument.ts';
import { lots } from '../../domain/units/lots.ts';
import { ticks } from '../../domain/units/ticks.ts';
import { unixMs } from '../../domain/units/time.ts';
import { quotedBars } from './quoted-bars.ts';

const MINUTE = 60_000;
const instrument = defineInstrument({
  venue: 'test',
  symbol: 'BTC/USDT',
  kind: 'spot',
  base: 'BTC',
  quote: 'USDT',
  tickSize: '0.5',
  lotSize: '0.1',
  minSizeBase: '0.1',
  maxSizeBase: '1000',
  minNotionalQuote: '1',
  makerFeePpm: 0,
  takerFeePpm: 0,
  maxLeverage: 1,
  fundingIntervalHours: 0,
});

const bar = (minute: number, close: number, more: object = {}): MarketEvent => ({
  kind: 'venue-bar',
  instrument: instrument.id,
  time: unixMs((minute + 1) * MINUTE),
  venueTime: unixMs((minute + 1) * MINUTE),
  openTime: unixMs(minute * MINUTE),
  intervalMs: MINUTE,
  open: 100,
  high: 105,
  low: 95,
  close,
  volumeBase: 1_000,
  ...more,
});

function told(events: readonly MarketEvent[]): MarketEvent[] {
  let next = 0;
  const feed = quotedBars({
    kind: 'pulled',
    instruments: [instrument],
    next: () => events[next++],
    progress: () => 0,
    close: () => undefined,
  });
  const all: MarketEvent[] = [];
  for (let event = feed.next(); event; event = feed.next()) all.push(event);
  return all;
}

describe('a feed of bars alone', () => {
  it('is live with its first bar and has a book after each', () => {
    const events = told([bar(0, 100), bar(1, 102)]);
    expect(events.map(({ kind }) => kind)).toEqual([
      'venue-bar',
      'feed-status',
      'book-snapshot',
      'venue-bar',
      'book-snapshot',
    ]);
    expect(events.every((event, index) => event.time >= (events[index - 1]?.time ?? 0))).toBe(true);
  });

  it('makes the narrowest book there is around the close while no spread shows', () => {
    const [, , book] = told([bar(0, 100)]);
    // 100 is 200 ticks; 10,000 lots traded over 20 ticks, a fiftieth of which is 0.4 ticks. The first three fiftieths
    // are at the best price and hold 10,000 x 9 / 2,500 lots, the next two a tick behind, up to 25 / 2,500.
    expect(book).toMatchObject({ madeOf: 'bar' });
    expect(book?.kind === 'book-snapshot' && [book.bids.slice(0, 4), book.asks.slice(0, 4)]).toEqual([
      [200, 36, 199, 64],
      [201, 36, 202, 64],
    ]);
  });

  it('widens it by half the spread that closes far from the middle show', () => {
    const events = told([bar(0, 104), bar(1, 96)]);
    const book = events.at(-1);
    const half = 96 * Math.log(104 / Math.sqrt(105 * 95));
    expect(book?.kind === 'book-snapshot' && [book.bids[0], book.asks[0]]).toEqual([
      Math.floor((96 - half) / 0.5),
      Math.ceil((96 + half) / 0.5),
    ]);
  });

  it('makes nothing of bars that are told as history, later than they ended', () => {
    const history = bar(0, 100, { time: unixMs(9 * MINUTE) });
    expect(told([history]).map(({ kind }) => kind)).toEqual(['venue-bar']);
  });

  it('is left as it is once it tells a trade, and of bars of another length nothing is made', () => {
    const print: MarketEvent = {
      kind: 'trade',
      instrument: instrument.id,
      time: unixMs(MINUTE),
      venueTime: unixMs(MINUTE),
      ticks: ticks(200),
      lots: lots(1),
      aggressor: 'buy',
      tradeId: 't',
    };
    expect(told([print, bar(0, 100)]).map(({ kind }) => kind)).toEqual(['trade', 'venue-bar']);
    const hour = bar(0, 100, { intervalMs: 60 * MINUTE, time: unixMs(60 * MINUTE) });
    expect(told([bar(0, 100), hour]).filter(({ kind }) => kind === 'book-snapshot')).toHaveLength(1);
  });
});
