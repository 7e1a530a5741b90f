import { describe, expect, it, type TestContext } from 'vitest';
import { ticksFromDecimal } from '../../domain/instrument/instrument.ts';
import type { MarketEvent, TradePrint } from '../../domain/market/market-event.ts';
import { FOLLOWED, type FollowedDialect, type FollowOptions, followVenue } from './followed-venue.fixture.ts';
import { until } from './real-clock.fixture.ts';

async function follow(test: TestContext, dialect: FollowedDialect, options?: FollowOptions) {
  const followed = await followVenue(dialect, [dialect.symbol], options);
  test.onTestFinished(followed.close);
  const [instrument] = followed.feed.instruments;
  if (instrument === undefined) throw new Error('no instrument');
  return { ...followed, instrument, id: instrument.id };
}

const countOf = (events: readonly MarketEvent[], kind: MarketEvent['kind']) =>
  events.filter((event) => event.kind === kind).length;

const PERPETUALS = FOLLOWED.filter(({ symbol }) => symbol.includes(':'));
const titles = (list: readonly FollowedDialect[]) => list.map((dialect) => [dialect.venue, dialect] as const);

describe.concurrent.each(titles(FOLLOWED))('live data of %s on a loopback venue', (_name, dialect) => {
  it('holds the book of the venue at every single update', async (test) => {
    const { compared, events, feed, id } = await follow(test, dialect);
    await until(() => countOf(events, 'book-delta') >= 40);
    expect(compared.unequal).toBe(0);
    expect(compared.equal).toBe(countOf(events, 'book-delta') + 1);
    expect(feed.statistics()).toMatchObject({ refusedFrames: 0, lostConnections: 0, gaps: 0 });
    expect(id.endsWith(dialect.symbol)).toBe(true);
  });

  it('tells every print exactly once with its price and aggressor', async (test) => {
    const { events, instrument, venue } = await follow(test, dialect);
    venue.faults.push = { ...venue.faults.push, duplicate: 0.5 };
    await until(() => countOf(events, 'trade') >= 8, 10_000);
    const prints = events.filter((event): event is TradePrint => event.kind === 'trade');
    const published = venue.publishedTrades(dialect.loopback.symbolOf(instrument));
    const ids = prints.map(({ tradeId }) => tradeId);
    const [first = ''] = ids;
    const expected = [...published.keys()].filter((id) => Number(id) >= Number(first)).slice(0, ids.length);
    expect(ids).toEqual(expected);
    for (const { aggressor, ticks, tradeId } of prints) {
      const truth = published.get(tradeId);
      expect(truth?.aggressor).toBe(aggressor);
      expect(truth && ticksFromDecimal(instrument, truth.price)).toBe(ticks);
    }
  });

  it('R-MD-01: finds a lost update, says so and holds the true book again', async (test) => {
    const { compared, feed, id, statuses, venue } = await follow(test, dialect);
    venue.faults.dropNext(dialect.bookTopic);
    await until(() => statuses(id).length >= 3);
    expect(statuses(id)).toEqual(['live', 'gap', 'live']);
    const { equal } = compared;
    await until(() => compared.equal > equal + 20);
    expect(compared.unequal).toBe(0);
    // Where messages are numbered and not books, a hole costs the connection.
    const { gaps, lostConnections } = feed.statistics();
    expect(gaps + lostConnections).toBe(1);
  });

  it('comes back after its connections were reset', async (test) => {
    const { compared, feed, id, statuses, venue } = await follow(test, dialect);
    venue.resetSockets();
    await until(() => statuses(id).includes('gap') && statuses(id).at(-1) === 'live');
    const { equal } = compared;
    await until(() => compared.equal > equal + 10);
    expect(compared.unequal).toBe(0);
    expect(feed.statistics().lostConnections).toBeGreaterThan(0);
  });

  it('R-MD-03: refuses what is malformed and goes on as if it had not been sent', async (test) => {
    const { compared, events, feed, id, statuses, venue } = await follow(test, dialect);
    const texts = ['{', '[1,2', 'null', '7', '"text"', `{"a":${'['.repeat(20_000)}${']'.repeat(20_000)}}`];
    for (const text of texts) venue.sendText(dialect.side, text);
    const { length } = events;
    await until(() => countOf(events.slice(length), 'book-delta') >= 10);
    // Each line of the venue has heard them all.
    expect(feed.statistics().refusedFrames % texts.length).toBe(0);
    expect(feed.statistics().refusedFrames).toBeGreaterThan(0);
    expect(statuses(id)).toEqual(['live']);
    expect(compared.unequal).toBe(0);
  });

  it('gives up connections whose other end fell silent without closing them', async (test) => {
    const { feed, id, statuses, venue } = await follow(test, dialect, { speed: 10 });
    venue.halfOpenSockets();
    await until(() => statuses(id).includes('gap'), 10_000);
    await until(() => statuses(id).at(-1) === 'live', 10_000);
    expect(feed.statistics().lostConnections).toBeGreaterThan(0);
  });

  it('gives the last whole minutes of trading', async (test) => {
    const { feed } = await follow(test, dialect);
    const candles = await feed.history({ symbol: dialect.symbol, intervalMs: 60_000, count: 2 });
    expect(candles).toHaveLength(2);
    const [older, newer] = candles;
    expect((newer?.openTime ?? 0) - (older?.openTime ?? 0)).toBe(60_000);
  });

  it('knows of each stream how many messages came, how old and how late they are', async (test) => {
    const { events, feed, id } = await follow(test, dialect);
    await until(() => countOf(events, 'book-delta') >= 20 && countOf(events, 'trade') > 0, 10_000);
    const { streams, venue } = feed.health();
    expect(venue).toBe(dialect.venue);
    const book = streams.find(({ stream }) => stream === 'book');
    expect(book).toMatchObject({ instrument: id, state: 'live', gaps: 0, resyncs: 0, reconnects: 0 });
    expect(book?.messages).toBeGreaterThanOrEqual(20);
    expect(book?.ageMs).toBeGreaterThanOrEqual(0);
    const { p50Ms = 0, p95Ms = 0, p99Ms = 0 } = book?.latency ?? {};
    expect(p50Ms <= p95Ms && p95Ms <= p99Ms).toBe(true);
    expect(streams.map(({ stream }) => stream)).toContain('trades');
  });
});

describe.concurrent.each(titles(PERPETUALS))('a perpetual of %s', (_name, dialect) => {
  it('has a mark price, open interest, and the positions the venue closed by force', async (test) => {
    const { events, id, instrument, venue } = await follow(test, dialect);
    const symbol = dialect.loopback.symbolOf(instrument);
    await until(() => countOf(events, 'mark-price') > 0 && countOf(events, 'open-interest') > 0);
    await until(() => {
      if (countOf(events, 'liquidation') === 0) venue.liquidate(symbol, 'sell', 25);
      return countOf(events, 'liquidation') > 0;
    });
    const forced = events.find((event) => event.kind === 'liquidation');
    expect(forced).toMatchObject({ instrument: id, side: 'sell', lots: 25 });
  });
});
