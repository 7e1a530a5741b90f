import { describe, expect, it, type TestContext } from 'vitest';
import type { MarketEvent } from '../../domain/market/market-event.ts';
import { openKrakenLoopback } from '../loopback/kraken-loopback.ts';
import { openOkxLoopback } from '../loopback/okx-loopback.ts';
import { type CheckedVenueCase, followChecked } from './checked-venue.fixture.ts';
import { OKX_BOOK_DEPTH } from './dialects/okx.ts';
import { until } from './real-clock.fixture.ts';
import { measured } from '../../test/reliability/measured.ts';

const symbolIn = (id: string): string => id.split(':')[1] ?? id;

const OKX: CheckedVenueCase & { readonly symbols: readonly string[] } = {
  venue: 'okx',
  open: openOkxLoopback,
  marketOf: (id) => symbolIn(id).replace('/', '-'),
  verifiedDepth: OKX_BOOK_DEPTH,
  symbols: ['BTC/USDT:USDT', 'BTC/USDT'],
};
const KRAKEN: CheckedVenueCase & { readonly symbols: readonly string[] } = {
  venue: 'kraken',
  open: openKrakenLoopback,
  marketOf: symbolIn,
  // Without numbers, only what the checksum covers can be known to be right.
  verifiedDepth: 10,
  symbols: ['BTC/USDT', 'ETH/USDT'],
};
const VENUES = [
  ['OKX', OKX],
  ['Kraken', KRAKEN],
] as const;

const countOf = (events: readonly MarketEvent[], kind: MarketEvent['kind']) =>
  events.filter((event) => event.kind === kind).length;

async function follow(test: TestContext, venue: (typeof VENUES)[number][1]) {
  const followed = await followChecked(venue, venue.symbols);
  test.onTestFinished(followed.close);
  const ids = followed.feed.instruments.map(({ id }) => id);
  return { ...followed, ids, first: ids[0] ?? '' };
}

describe.concurrent.each(VENUES)('the %s feed on a loopback venue', (name, venue) => {
  it('holds a book the venue published after every single event', async (test) => {
    const { compared, events, feed, ids } = await follow(test, venue);
    expect(ids).toEqual(venue.symbols.map((symbol) => `${venue.venue}:${symbol}`));
    await until(() => countOf(events, 'book-delta') >= 60 && countOf(events, 'trade') >= 5);
    expect(compared.unequal).toBe(0);
    expect(compared.equal).toBe(countOf(events, 'book-delta') + countOf(events, 'book-snapshot'));
    expect(feed.statistics()).toMatchObject({ refusedFrames: 0, lostConnections: 0, gaps: 0 });
  });

  it('R-MD-02: begins anew after a wrong checksum, on the same connection', async (test) => {
    const { checksums, compared, feed, first, statuses, venue: loopback } = await follow(test, venue);
    checksums.spoilNext();
    const isWhole = () => feed.instruments.every(({ id }) => statuses(id).at(-1) === 'live');
    await until(() => feed.statistics().gaps === 1 && isWhole());
    const { equal } = compared;
    await until(() => compared.equal > equal + 20);
    const { gaps } = feed.statistics();
    measured(
      'R-MD-02',
      `${name}: ${compared.equal} books compared, ${gaps} wrong checksum found, ${compared.unequal} wrong books`,
    );
    expect(compared.unequal).toBe(0);
    expect(feed.statistics().gaps).toBe(1);
    expect(statuses(first)[0]).toBe('live');
    expect(loopback.calls.filter((call) => call.startsWith('WS'))).toHaveLength(1);
  });

  it('R-MD-01: never holds a wrong book while messages are lost, doubled, late and out of order', async (test) => {
    const { compared, feed, ids, statuses, venue: loopback } = await follow(test, venue);
    loopback.faults.push = { drop: 0.02, duplicate: 0.05, reorder: 0.02, delay: 0.02, delayMs: 60 };
    await until(() => feed.statistics().gaps >= 3);
    loopback.faults.push = { drop: 0, duplicate: 0, reorder: 0, delay: 0, delayMs: 0 };
    await until(() => ids.some((id) => statuses(id).at(-1) === 'live'));
    const { equal } = compared;
    await until(() => compared.equal > equal + 10);
    expect(compared.unequal).toBe(0);
  });

  it('comes back after its connection was reset', async (test) => {
    const { compared, feed, first, statuses, venue: loopback } = await follow(test, venue);
    loopback.resetSockets();
    await until(() => statuses(first).length >= 3);
    expect(statuses(first)).toEqual(['live', 'gap', 'live']);
    const { equal } = compared;
    await until(() => compared.equal > equal + 10);
    expect(compared.unequal).toBe(0);
    expect(feed.statistics().lostConnections).toBe(1);
  });

  it('tells every print once with its price and aggressor', async (test) => {
    const { events, feed, first, venue: loopback } = await follow(test, venue);
    await until(() => countOf(events, 'trade') >= 10);
    const published = loopback.publishedTrades(venue.marketOf(first));
    const told = events.filter((event) => event.kind === 'trade' && event.instrument === first);
    const [instrument] = feed.instruments;
    expect(new Set(told.map((event) => event.kind === 'trade' && event.tradeId)).size).toBe(told.length);
    for (const event of told) {
      if (event.kind !== 'trade') continue;
      const truth = published.get(event.tradeId);
      expect(truth?.aggressor).toBe(event.aggressor);
      expect(Number(truth?.price)).toBeCloseTo(event.ticks * (instrument?.tickValue ?? 0), 6);
    }
  });

  it('gives the last whole minutes of trading', async (test) => {
    const { feed } = await follow(test, venue);
    const candles = await feed.history({ symbol: venue.symbols[0] ?? '', intervalMs: 60_000, count: 2 });
    expect(candles).toHaveLength(2);
    const [older, newer] = candles;
    expect((newer?.openTime ?? 0) - (older?.openTime ?? 0)).toBe(60_000);
  });
});

describe('a Kraken book on a loopback venue', () => {
  const change = (symbol: string, price: string) =>
    `{"channel":"book","type":"update","data":[{"symbol":"${symbol}","bids":[{"price":${price},"qty":1}],` +
    '"asks":[],"checksum":1,"timestamp":"2026-01-01T00:00:00.000000Z"}]}';

  it('is given up when a change of it was refused, for its sum may not cover what is missing', async (test) => {
    const { compared, events, feed, first, ids, statuses, venue: loopback } = await follow(test, KRAKEN);
    await until(() => countOf(events, 'book-delta') >= 5);
    loopback.sendText('public', change('BTC/USDT', '-1'));
    await until(() => statuses(first).length >= 3);
    expect(statuses(first)).toEqual(['live', 'gap', 'live']);
    expect(statuses(ids[1] ?? '')).toEqual(['live']);
    expect(feed.statistics()).toMatchObject({ refusedFrames: 1, gaps: 1, lostConnections: 0 });
    expect(compared.unequal).toBe(0);
  });

  it('is given up with all others when nobody knows what was refused, and by no refused print', async (test) => {
    const { feed, ids, statuses, venue: loopback } = await follow(test, KRAKEN);
    loopback.sendText('public', '{"channel":"trade","type":"update","data":[{"symbol":"BTC/USDT"}]}');
    await until(() => feed.statistics().refusedFrames === 1);
    expect(feed.statistics().gaps).toBe(0);
    loopback.sendText('public', '{"channel":"bo');
    await until(() => ids.every((id) => statuses(id).length >= 3));
    for (const id of ids) expect(statuses(id)).toEqual(['live', 'gap', 'live']);
  });
});

describe('an OKX perpetual on a loopback venue', () => {
  it('has each of its streams once in the health of the feed', async (test) => {
    const { feed } = await follow(test, OKX);
    const names = feed.health().streams.map(({ instrument, stream }) => `${instrument} ${stream}`);
    expect(names).toEqual([...new Set(names)]);
    expect(names).toContain('okx:BTC/USDT:USDT ticker');
  });

  it('tells mark prices, open interest and forced orders', async (test) => {
    const { events, first, venue: loopback } = await follow(test, OKX);
    await until(() => countOf(events, 'mark-price') > 0 && countOf(events, 'open-interest') > 0);
    await until(() => {
      if (countOf(events, 'liquidation') === 0) loopback.liquidate('BTC-USDT', 'sell', 7);
      return countOf(events, 'liquidation') > 0;
    });
    const forced = events.find((event) => event.kind === 'liquidation');
    expect(forced).toMatchObject({ instrument: first, side: 'sell', lots: 7 });
  });
});

describe('a venue whose clock tells whole seconds', () => {
  it('says of its streams how many messages came, and of their way nothing', async (test) => {
    const { events, feed } = await follow(test, KRAKEN);
    await until(() => countOf(events, 'book-delta') >= 10);
    const { clock, streams } = feed.health();
    expect(clock).toBeUndefined();
    expect(streams.find(({ stream }) => stream === 'book')?.messages).toBeGreaterThanOrEqual(5);
    expect(streams.map(({ latency }) => latency)).toEqual(streams.map(() => undefined));
  });
});
