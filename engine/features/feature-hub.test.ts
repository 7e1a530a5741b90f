import { beforeEach, describe, expect, it } from 'vitest';
import type { Bar } from '../domain/market/bar.ts';
import type { MarketEvent } from '../domain/market/market-event.ts';
import { lots } from '../domain/units/lots.ts';
import { ticks } from '../domain/units/ticks.ts';
import { unixMs } from '../domain/units/time.ts';
import { MarketState } from '../market/market-state.ts';
import { FeatureHub } from './feature-hub.ts';
import { perpetualOf } from './listener.fixture.ts';

const bitcoin = perpetualOf('BTC');
const ether = perpetualOf('ETH');

const MINUTE_MS = 60_000;
let market: MarketState;
let hub: FeatureHub;
let updateId: number;

const take = (event: MarketEvent) => hub.onChange(market.apply(event), event);
const observed = (time: number, instrument = bitcoin.id) => ({
  instrument,
  time: unixMs(time),
  venueTime: unixMs(time),
});

/** Book of one or more levels, in ticks and lots. */
const bookAt = (time: number, bids: number[], asks: number[], instrument = bitcoin.id) =>
  take({ ...observed(time, instrument), kind: 'book-snapshot', bids, asks, updateId: (updateId += 1) });

const tradeAt = (time: number, at: number, size: number, aggressor: 'buy' | 'sell' = 'buy') =>
  take({
    ...observed(time),
    kind: 'trade',
    ticks: ticks(at),
    lots: lots(size),
    aggressor,
    tradeId: `t${time}`,
  });

const minuteBar = (index: number, open: number, close: number): Bar => ({
  openTime: unixMs(index * MINUTE_MS),
  intervalMs: MINUTE_MS,
  open,
  high: Math.max(open, close) + 1,
  low: Math.min(open, close) - 1,
  close,
  volumeBase: 1,
  buyVolumeBase: 1,
  tradeCount: 1,
});

beforeEach(() => {
  market = new MarketState([bitcoin, ether]);
  hub = new FeatureHub([bitcoin, ether]);
  updateId = 0;
});

describe('the feature hub', () => {
  it('turns ticks and lots into prices and sizes: 200 and 204 ticks of 0.5 are 100 and 102', () => {
    const microprice = hub.request(bitcoin.id, { formula: 'microprice' });
    bookAt(1, [200, 300], [204, 100]);
    expect(microprice.value).toBeCloseTo(100 + 2 * 0.75, 12);
    expect(microprice.updates).toBe(1);
  });

  it('feeds book formulas as many levels as they ask for', () => {
    const one = hub.request(bitcoin.id, { formula: 'log-book-imbalance', params: { levels: 1 } });
    const two = hub.request(bitcoin.id, { formula: 'log-book-imbalance', params: { levels: 2 } });
    bookAt(1, [200, 2, 199, 4], [201, 1, 202, 3]);
    expect(one.value).toBeCloseTo(Math.log(2), 12);
    expect(two.value).toBeCloseTo(Math.log(1.5), 12);
  });

  it('feeds trade formulas what traded, and by whom', () => {
    const delta = hub.request(bitcoin.id, { formula: 'I8' });
    bookAt(1, [200, 1], [201, 1]);
    tradeAt(2, 201, 300, 'buy');
    tradeAt(3, 200, 100, 'sell');
    expect(delta.value).toBeCloseTo(2, 12);
  });

  it('feeds price formulas the closes of bars when they have closed', () => {
    const average = hub.request(bitcoin.id, { formula: 'simple-moving-average', params: { window: 2 } });
    bookAt(0, [200, 1], [204, 1]);
    tradeAt(1, 200, 1);
    tradeAt(MINUTE_MS + 1, 204, 1);
    expect(average.value).toBeUndefined();
    tradeAt(2 * MINUTE_MS, 210, 1);
    expect(average.value).toBe(101);
    expect(average.updates).toBe(2);
  });

  it('feeds a bar that ended because time passed', () => {
    const average = hub.request(bitcoin.id, { formula: 'simple-moving-average', params: { window: 1 } });
    bookAt(0, [200, 1], [204, 1]);
    tradeAt(1, 202, 1);
    for (const { market: of, bar } of market.advance(unixMs(MINUTE_MS)))
      hub.onClosedBar(of.instrument.id, bar);
    expect(average.value).toBe(101);
  });

  it('reads what a formula says beyond its value, neutral until it is warm', () => {
    const trend = hub.request(bitcoin.id, { formula: 'rogers-satchell', params: { n: 1 } });
    expect([trend.reading('signal'), trend.reading('drift'), trend.reading('gate')]).toEqual([
      0,
      undefined,
      undefined,
    ]);
    hub.onClosedBar(bitcoin.id, minuteBar(0, 100, 110));
    expect(trend.value).toBeDefined();
    expect(trend.reading('signal')).toBeGreaterThan(0);
  });

  it('feeds the bars of all symbols once all have closed', () => {
    const portfolio = hub.request(ether.id, { formula: 'pamr' });
    for (const [index, close] of [100, 104].entries()) {
      hub.onClosedBar(ether.id, minuteBar(index, close, close));
      hub.onClosedBar(bitcoin.id, minuteBar(index, 50, 50));
    }
    expect(portfolio.updates).toBe(2);
    expect(portfolio.value).toBeCloseTo(-0.5, 12);
  });

  it('tells what we hold to whom it concerns', () => {
    const exit = hub.request(bitcoin.id, { formula: 'ou-first-passage-time', params: { n: 4 } });
    hub.own.onPosition(bitcoin.id, unixMs(1), { direction: 'long', entryPrice: 100 });
    hub.own.onPosition(ether.id, unixMs(1), { direction: 'long', entryPrice: 100 });
    expect(exit.updates).toBe(1);
  });

  it('does not feed quotes again when only the depth behind them changed', () => {
    const spread = hub.request(bitcoin.id, { formula: 'spread-bps' });
    bookAt(1, [200, 1, 199, 1], [204, 1]);
    bookAt(2, [200, 1, 199, 7], [204, 1]);
    expect(spread.updates).toBe(1);
  });

  it('feeds nothing from a book without two sides', () => {
    const spread = hub.request(bitcoin.id, { formula: 'spread-bps' });
    const imbalance = hub.request(bitcoin.id, { formula: 'log-book-imbalance' });
    bookAt(1, [200, 1], []);
    expect([spread.updates, imbalance.updates]).toEqual([0, 0]);
  });

  it('starts again after a gap what remembers the book, and nothing else', () => {
    const flow = hub.request(bitcoin.id, { formula: 'order-flow-imbalance' });
    const delta = hub.request(bitcoin.id, { formula: 'I8' });
    bookAt(0, [200, 5], [204, 5]);
    tradeAt(1, 204, 100);
    bookAt(MINUTE_MS, [200, 8], [204, 5]);
    expect(flow.value).toBeCloseTo(3 / 5, 12);
    take({
      ...observed(MINUTE_MS + 1),
      kind: 'feed-status',
      status: 'gap',
      detail: 'updates 4 to 7 are missing',
    });
    expect([flow.value, delta.value]).toEqual([undefined, 1]);
    bookAt(MINUTE_MS + 2, [300, 9], [304, 1]);
    bookAt(2 * MINUTE_MS + 1, [300, 9], [304, 2]);
    expect(flow.value).toBeUndefined();
    // A minute after the gap it speaks again, of what came since: one lot more on the ask.
    bookAt(2 * MINUTE_MS + 2, [300, 9], [304, 2]);
    expect(flow.updates).toBe(4);
    bookAt(2 * MINUTE_MS + 3, [300, 9], [304, 3]);
    const depth = (59_999 * 5 + 2 * 5.5) / 60_001;
    expect(flow.value).toBeCloseTo((-1 - 1) / depth, 9);
  });

  it('feeds trades beside the quote before them, and quotes, to formulas of both', () => {
    const spread = hub.request(bitcoin.id, { formula: 'effective-spread' });
    bookAt(1, [200, 1], [204, 1]);
    // The mid is 101: 102 is 1 above it, twice that of 101.
    tradeAt(2, 204, 100, 'buy');
    expect(spread.value).toBeCloseTo((2 / 101) * 10_000, 9);
    bookAt(3, [200, 1], [205, 1]);
    expect(spread.updates).toBe(3);
  });

  it('feeds no trade beside a quote that a gap has made unsure', () => {
    const spread = hub.request(bitcoin.id, { formula: 'effective-spread' });
    bookAt(1, [200, 1], [204, 1]);
    tradeAt(2, 204, 100, 'buy');
    take({ ...observed(3), kind: 'feed-status', status: 'gap', detail: 'update 4 is missing' });
    tradeAt(4, 300, 100, 'buy');
    expect([spread.value, spread.updates]).toEqual([undefined, 2]);
    bookAt(5, [298, 1], [302, 1]);
    tradeAt(6, 302, 100, 'buy');
    expect(spread.value).toBeCloseTo((2 / 150) * 10_000, 9);
  });

  it('keeps instruments apart', () => {
    const spread = hub.request(ether.id, { formula: 'spread-bps' });
    bookAt(1, [200, 1], [204, 1]);
    expect(spread.updates).toBe(0);
    bookAt(2, [200, 1], [204, 1], ether.id);
    expect(spread.updates).toBe(1);
  });
});

describe('a shared run', () => {
  it('serves everybody who asks for the same: by id or key, with defaults said or unsaid', () => {
    hub.request(bitcoin.id, { formula: 'F150' });
    hub.request(bitcoin.id, { formula: 'wilder-rsi', params: { n: 14 } });
    hub.request(bitcoin.id, { formula: 'F150', intervalMs: MINUTE_MS });
    expect(hub.runningCount).toBe(1);
  });

  it.each([
    ['another parameter', bitcoin.id, { formula: 'F150', params: { n: 7 } }],
    ['another interval', bitcoin.id, { formula: 'F150', intervalMs: 5 * MINUTE_MS }],
    ['another instrument', ether.id, { formula: 'F150' }],
  ])('is not shared with %s', (_what, instrument, request) => {
    hub.request(bitcoin.id, { formula: 'F150' });
    hub.request(instrument, request);
    expect(hub.runningCount).toBe(2);
  });

  it('stops when the last holder has given it back, and counts each only once', () => {
    const first = hub.request(bitcoin.id, { formula: 'spread-bps' });
    const second = hub.request(bitcoin.id, { formula: 'spread-bps' });
    first.release();
    first.release();
    bookAt(1, [200, 1], [204, 1]);
    expect([hub.runningCount, second.updates]).toEqual([1, 1]);
    second.release();
    bookAt(2, [200, 1], [206, 1]);
    expect([hub.runningCount, second.updates]).toEqual([0, 1]);
  });

  it('is warm at once for a later holder', () => {
    hub.request(bitcoin.id, { formula: 'microprice' });
    bookAt(1, [200, 1], [204, 1]);
    expect(hub.request(bitcoin.id, { formula: 'microprice' }).value).toBe(101);
  });
});

describe('a request that cannot be met', () => {
  it.each([
    [
      'an unknown formula',
      { formula: 'micro-price' },
      'there is no formula "micro-price"; the nearest known is microprice',
    ],
    [
      'a wrong parameter',
      { formula: 'F150', params: { window: 9 } },
      'F150 wilder-rsi has no parameter window; the nearest is n',
    ],
    [
      'a parameter out of range',
      { formula: 'F150', params: { n: 0 } },
      'a window must be a whole number of at least 1, was 0',
    ],
    [
      'an odd interval',
      { formula: 'F150', intervalMs: 90_000 },
      'whole minutes that divide a day, was 90000 ms',
    ],
  ])('names %s', (_what, request, message) => {
    expect(() => hub.request(bitcoin.id, request)).toThrow(message);
    expect(hub.runningCount).toBe(0);
  });

  it('names an instrument of another session', () => {
    const message = 'features: instrument test:X is not one of test:BTC/USDT:USDT, test:ETH/USDT:USDT';
    expect(() => hub.request('test:X', { formula: 'microprice' })).toThrow(message);
  });
});
