import { describe, expect, it, type TestContext } from 'vitest';
import type { MarketEvent, TradePrint } from '../../domain/market/market-event.ts';
import { ticksFromDecimal } from '../../domain/instrument/instrument.ts';
import { FOLLOWED, followVenue } from './followed-venue.fixture.ts';
import { until } from './real-clock.fixture.ts';

const BTC = 'bybit:BTC/USDT:USDT';
const SPOT = 'bybit:BTC/USDT';

/** Frames no venue should send; each breaks another rule. */
const MALFORMED = [
  '{"topic":"orderbook.50.BTCUSDT","type":"delta","ts":1,"data":{"s":"BTCUSDT","b":[["6',
  '{"topic":"orderbook.50.BTCUSDT","type":"delta","ts":1,"data":{"s":"BTCUSDT","b":[["NaN","1"]],"a":[],"u":1e9}}',
  '{"topic":"orderbook.50.BTCUSDT","type":"delta","ts":1,"data":{"s":"BTCUSDT","b":[["-1","1"]],"a":[],"u":9e8}}',
  '{"topic":"orderbook.50.BTCUSDT","type":"snapshot","ts":1,"data":{"s":"ETHUSDT","b":[],"a":[],"u":1}}',
  '{"topic":"publicTrade.BTCUSDT","ts":1,"data":[{"T":1,"s":"BTCUSDT","S":"Up","v":"1","p":"1","i":"x"}]}',
  '{"__proto__":{"polluted":true},"topic":"tickers.BTCUSDT","ts":-1,"data":{"symbol":"BTCUSDT"}}',
  '{"success":false,"ret_msg":"error","op":"order.create"}',
  `{"topic":${'['.repeat(20_000)}${']'.repeat(20_000)}}`,
  '[1,2,3]',
  '"text"',
  'null',
  '',
];

async function follow(test: TestContext, symbols: readonly string[], options?: { speed?: number }) {
  const [bybit] = FOLLOWED;
  if (bybit === undefined) throw new Error('no venue');
  const followed = await followVenue(bybit, symbols, options);
  test.onTestFinished(followed.close);
  return followed;
}

const countOf = (events: readonly MarketEvent[], kind: MarketEvent['kind']) =>
  events.filter((event) => event.kind === kind).length;

describe.concurrent('the Bybit feed on a loopback venue', () => {
  it('holds the book of the venue at every single update, spot and perpetual', async (test) => {
    const { compared, events, feed } = await follow(test, ['BTC/USDT:USDT', 'ETH/USDT:USDT', 'BTC/USDT']);
    expect(feed.instruments.map(({ id, kind, lotSize, tickSize }) => [id, kind, tickSize, lotSize])).toEqual([
      [BTC, 'linear-perpetual', '0.1', '0.001'],
      ['bybit:ETH/USDT:USDT', 'linear-perpetual', '0.01', '0.01'],
      [SPOT, 'spot', '0.1', '0.001'],
    ]);
    await until(() => countOf(events, 'book-delta') >= 60 && countOf(events, 'mark-price') > 0);
    expect(compared.unequal).toBe(0);
    expect(compared.equal).toBe(countOf(events, 'book-delta') + 3);
    const bySequence = events.every(
      (event, index) => index === 0 || event.time >= (events[index - 1]?.time ?? 0),
    );
    expect(bySequence).toBe(true);
    expect(feed.statistics()).toMatchObject({ refusedFrames: 0, lostConnections: 0, gaps: 0 });
    expect(Math.abs(feed.statistics().clockOffset.offsetMs)).toBeLessThan(100);
  });

  it('tells every print exactly once with its price and aggressor, though the venue repeats itself', async (test) => {
    const { events, feed, venue } = await follow(test, ['BTC/USDT:USDT']);
    venue.faults.push = { ...venue.faults.push, duplicate: 0.5 };
    await until(() => countOf(events, 'trade') >= 10);
    const prints = events.filter((event): event is TradePrint => event.kind === 'trade');
    const published = venue.publishedTrades('BTCUSDT');
    const ids = prints.map(({ tradeId }) => tradeId);
    const [first = ''] = ids;
    const expected = [...published.keys()].filter((id) => Number(id) >= Number(first)).slice(0, ids.length);
    expect(ids).toEqual(expected);
    const [instrument] = feed.instruments;
    for (const { aggressor, tradeId, ticks } of prints) {
      const truth = published.get(tradeId);
      expect(truth?.aggressor).toBe(aggressor);
      expect(instrument && truth && ticksFromDecimal(instrument, truth.price)).toBe(ticks);
    }
    expect(feed.statistics().gaps).toBe(0);
  });

  it('finds a lost update, says so and holds the true book again on the same connection', async (test) => {
    const { compared, feed, statuses, venue } = await follow(test, ['BTC/USDT:USDT', 'ETH/USDT:USDT']);
    venue.faults.dropNext('orderbook.50.BTCUSDT');
    await until(() => statuses(BTC).length >= 3);
    expect(statuses(BTC)).toEqual(['live', 'gap', 'live']);
    const { equal } = compared;
    await until(() => compared.equal > equal + 20);
    expect(compared.unequal).toBe(0);
    expect(feed.statistics()).toMatchObject({ gaps: 1, lostConnections: 0 });
    expect(statuses('bybit:ETH/USDT:USDT')).toEqual(['live']);
    expect(venue.calls.filter((call) => call.startsWith('WS'))).toHaveLength(1);
  });

  it('comes back after its connection was reset', async (test) => {
    const { compared, feed, statuses, venue } = await follow(test, ['BTC/USDT:USDT']);
    venue.resetSockets();
    await until(() => statuses(BTC).length >= 3);
    expect(statuses(BTC)).toEqual(['live', 'gap', 'live']);
    const { equal } = compared;
    await until(() => compared.equal > equal + 10);
    expect(compared.unequal).toBe(0);
    expect(feed.statistics().lostConnections).toBe(1);
  });

  it('refuses what is malformed and goes on as if it had not been sent', async (test) => {
    const { compared, events, feed, statuses, venue } = await follow(test, ['BTC/USDT:USDT']);
    for (const text of MALFORMED) venue.sendText('linear', text);
    const { length } = events;
    await until(() => countOf(events.slice(length), 'book-delta') >= 10);
    expect(feed.statistics().refusedFrames).toBe(MALFORMED.length);
    expect(statuses(BTC)).toEqual(['live']);
    expect(compared.unequal).toBe(0);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
    expect(feed.statistics().lostConnections).toBe(0);
  });

  it('calls a silent instrument stale, and live again with the next update', async (test) => {
    const { compared, statuses, venue } = await follow(test, ['BTC/USDT:USDT'], { speed: 5 });
    venue.stall(true);
    await until(() => statuses(BTC).at(-1) === 'stale');
    venue.stall(false);
    await until(() => statuses(BTC).at(-1) === 'live');
    expect(statuses(BTC)).toEqual(['live', 'stale', 'live']);
    expect(compared.unequal).toBe(0);
  });

  it('gives up a connection whose other end fell silent without closing it', async (test) => {
    const { feed, statuses, venue } = await follow(test, ['BTC/USDT:USDT'], { speed: 10 });
    venue.halfOpenSockets();
    await until(() => statuses(BTC).includes('gap'));
    expect(statuses(BTC).slice(0, 2)).toEqual(['live', 'stale']);
    await until(() => statuses(BTC).at(-1) === 'live');
    expect(feed.statistics().lostConnections).toBe(1);
    expect(venue.calls.filter((call) => call.startsWith('WS'))).toHaveLength(2);
  });

  it('never holds a wrong book while messages are lost, doubled, late and out of order', async (test) => {
    const { compared, feed, statuses, venue } = await follow(test, ['BTC/USDT:USDT', 'BTC/USDT'], {
      speed: 100,
    });
    venue.faults.push = { drop: 0.03, duplicate: 0.1, reorder: 0.03, delay: 0.03, delayMs: 60 };
    await until(() => feed.statistics().gaps >= 6);
    venue.faults.push = { drop: 0, duplicate: 0, reorder: 0, delay: 0, delayMs: 0 };
    await until(() => statuses(BTC).at(-1) === 'live' && statuses(SPOT).at(-1) === 'live');
    const { equal } = compared;
    await until(() => compared.equal > equal + 20);
    expect(compared.unequal).toBe(0);
  });

  it('tells nothing more once it has stopped', async (test) => {
    const { events, feed } = await follow(test, ['BTC/USDT:USDT']);
    await feed.stop();
    const { length } = events;
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(events).toHaveLength(length);
  });

  it('gives the last whole minutes of trading', async (test) => {
    const { feed } = await follow(test, ['BTC/USDT:USDT']);
    const candles = await feed.history({ symbol: 'BTC/USDT:USDT', intervalMs: 60_000, count: 2 });
    expect(candles).toHaveLength(2);
    const [older, newer] = candles;
    expect((newer?.openTime ?? 0) - (older?.openTime ?? 0)).toBe(60_000);
    for (const { high, low, open, volumeBase } of candles) {
      expect(low <= open && open <= high).toBe(true);
      expect(volumeBase).toBeGreaterThan(0);
    }
  });
});
