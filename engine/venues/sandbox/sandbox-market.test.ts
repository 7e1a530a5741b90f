import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { MarketEvent, TradePrint } from '../../domain/market/market-event.ts';
import { unixMs } from '../../domain/units/time.ts';
import { WatchedBook } from './observation/watched-book.ts';
import { createSandboxMarket, type SandboxMarket, type SandboxSettings } from './sandbox-market.ts';

const BTC = 'sandbox:BTC/USDT:USDT';
const ETH = 'sandbox:ETH/USDT:USDT';
const SOL = 'sandbox:SOL/USDT:USDT';
/** 2026-01-05T07:59:30Z: half a minute before funding. */
const START = unixMs(1_767_599_970_000);

const open = (settings: Partial<SandboxSettings> = {}): SandboxMarket =>
  createSandboxMarket({ seed: 7, startTime: START, ...settings });

function pull(market: SandboxMarket, count: number): MarketEvent[] {
  return Array.from({ length: count }, () => {
    const event = market.next();
    if (event === undefined) throw new RangeError('the sandbox has ended');
    return event;
  });
}

const hashOf = (market: SandboxMarket, count: number): string => {
  const hash = createHash('sha256');
  for (const event of pull(market, count)) hash.update(JSON.stringify(event));
  return hash.digest('hex');
};

function pullUntil(market: SandboxMarket, isLast: (event: MarketEvent) => boolean): MarketEvent[] {
  const events: MarketEvent[] = [];
  for (let event = market.next(); event !== undefined; event = market.next()) {
    events.push(event);
    if (isLast(event)) break;
  }
  return events;
}

/** What rested at each trade's price before the trade and after the change that tells of it. */
function explainTrades(events: readonly MarketEvent[]): { before: number; lots: number; after: number }[] {
  const book = new WatchedBook();
  const restingAt = ({ aggressor, ticks }: TradePrint): number =>
    (aggressor === 'buy' ? book.asks : book.bids).get(ticks) ?? 0;
  const waiting: { trade: TradePrint; before: number }[] = [];
  return events.flatMap((event) => {
    if (event.kind === 'trade') waiting.push({ trade: event, before: restingAt(event) });
    if (event.kind !== 'book-delta' && event.kind !== 'book-snapshot') return [];
    book.apply(event);
    return waiting
      .splice(0)
      .map(({ trade, before }) => ({ before, lots: trade.lots, after: restingAt(trade) }));
  });
}

/** The number of the last update told of an instrument. */
const lastUpdateOf = (events: readonly MarketEvent[], id: string): number =>
  of(events, 'book-delta').findLast(({ instrument }) => instrument === id)?.updateId ?? Number.NaN;

const of = <Kind extends MarketEvent['kind']>(events: readonly MarketEvent[], kind: Kind) =>
  events.filter((event): event is Extract<MarketEvent, { kind: Kind }> => event.kind === kind);

describe('the sandbox market', () => {
  it('gives the same events for the same seed, other events for another seed or without edge', () => {
    const expected = hashOf(open(), 20_000);
    expect(hashOf(open(), 20_000)).toBe(expected);
    expect(hashOf(open({ seed: 8 }), 20_000)).not.toBe(expected);
    expect(hashOf(open({ noEdge: true }), 20_000)).not.toBe(expected);
  });

  it('begins with the whole book of each instrument, 50 levels a side or more, and word that it is live', () => {
    const first = pull(open(), 6);
    expect(first.map((event) => `${event.instrument} ${event.kind}`)).toEqual(
      [BTC, ETH, SOL].flatMap((id) => [`${id} book-snapshot`, `${id} feed-status`]),
    );
    for (const { bids, asks } of of(first, 'book-snapshot')) {
      expect(Math.min(bids.length, asks.length) / 2).toBeGreaterThanOrEqual(50);
      expect(bids[0] ?? 0).toBeLessThan(asks[0] ?? 0);
    }
    expect(of(first, 'feed-status').map(({ status }) => status)).toEqual(['live', 'live', 'live']);
  });

  it('keeps time: whole milliseconds, never backwards, the same at the venue and here', () => {
    let before: number = START;
    for (const { time, venueTime } of pull(open(), 20_000)) {
      expect(Number.isSafeInteger(time)).toBe(true);
      expect(time).toBe(venueTime);
      expect(time).toBeGreaterThanOrEqual(before);
      before = time;
    }
  });

  it('numbers changes without a gap, never crosses, and explains every trade by the change that follows it', () => {
    const events = pull(open(), 60_000);
    const explained = [BTC, ETH, SOL].flatMap((id) =>
      explainTrades(events.filter((event) => event.instrument === id)),
    );
    expect(explained.length).toBe(of(events, 'trade').length);
    expect(explained.length).toBeGreaterThan(5000);
    for (const { before, lots, after } of explained) expect(after).toBe(before - lots);
  });

  it('walks trades of one order away from the touch, best price first', () => {
    const events = pull(open(), 60_000);
    let sweeps = 0;
    for (const [at, event] of events.entries()) {
      const after = events[at + 1];
      if (event.kind !== 'trade' || after?.kind !== 'trade') continue;
      expect(after.instrument).toBe(event.instrument);
      expect(after.aggressor).toBe(event.aggressor);
      expect((after.ticks - event.ticks) * (event.aggressor === 'buy' ? 1 : -1)).toBeGreaterThan(0);
      sweeps += 1;
    }
    expect(sweeps).toBeGreaterThan(500);
  });

  it('gives every trade of an instrument a number of its own, also after going on a second later', () => {
    const ids = (settings: Partial<SandboxSettings>) =>
      of(pull(open(settings), 20_000), 'trade')
        .filter(({ instrument }) => instrument === BTC)
        .map(({ tradeId }) => tradeId);
    const all = [...ids({}), ...ids({ startTime: unixMs(START + 1_000_000) })];
    expect(new Set(all).size).toBe(all.length);
  });

  it('marks every instrument once a second, near its mid, and pays funding at 08:00 UTC sharp', () => {
    const events = pullUntil(open(), ({ time }) => time > START + 60_000);
    const marks = of(events, 'mark-price').filter(({ instrument }) => instrument === SOL);
    expect(marks.slice(0, 3).map(({ time }) => time - START)).toEqual([0, 1000, 2000]);
    expect(Math.abs((marks[0]?.ticks ?? 0) / 15_000 - 1)).toBeLessThan(0.001);
    const funding = of(events, 'funding');
    expect(funding.map(({ instrument }) => instrument)).toEqual([BTC, ETH, SOL]);
    for (const { time, rateE8, markTicks } of funding) {
      expect(time).toBe(START + 30_000);
      expect(Number.isSafeInteger(rateE8)).toBe(true);
      expect(Math.abs(rateE8)).toBeLessThanOrEqual(750_000);
      expect(markTicks).toBeGreaterThan(0);
    }
  });

  it('pays funding on the moment also when it began at an odd millisecond', () => {
    const market = open({ startTime: unixMs(START + 37) });
    const events = pullUntil(market, ({ kind }) => kind === 'funding');
    expect(events.at(-1)?.time).toBe(START + 30_000);
  });

  it('goes on from the prices it is given', () => {
    const [first] = of(pull(open({ startPrices: { [BTC]: 81_234.5 } }), 1), 'book-snapshot');
    const mid = ((first?.bids[0] ?? 0) + (first?.asks[0] ?? 0)) / 2;
    expect(Math.abs(mid / 812_345 - 1) * 1e4).toBeLessThan(2);
  });

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY, 1, 1e9])('refuses %s as a start price', (price) => {
    expect(() => open({ startPrices: { [BTC]: price } })).toThrow(`ticks of 0.1, was ${price}`);
  });

  it('ends only when it is closed', () => {
    const market = open();
    expect(market.progress()).toBeUndefined();
    pull(market, 10);
    market.close();
    expect(market.next()).toBeUndefined();
  });
});

describe('an outage of the sandbox feed', () => {
  const disturbed = (status: 'stale' | 'gap') => {
    const market = open();
    const before = pull(market, 2000);
    market.disturb({ instrument: ETH, status, lastsMs: 5000 });
    const all = pullUntil(market, ({ instrument, kind }) => instrument === ETH && kind === 'book-snapshot');
    // What was made before the disturbance is still told first.
    const begins = all.findIndex(({ kind }) => kind === 'feed-status');
    const lastUpdate = lastUpdateOf([...before, ...all.slice(0, begins)], ETH);
    return { market, during: all.slice(begins).filter(({ instrument }) => instrument === ETH), lastUpdate };
  };

  it.each(['stale', 'gap'] as const)(
    'tells %s, is silent as long as asked, and comes back with a snapshot',
    (status) => {
      const told = disturbed(status).during.filter(({ kind }) => kind !== 'funding');
      expect(told.map(({ kind }) => kind)).toEqual(['feed-status', 'book-snapshot']);
      expect(of(told, 'feed-status').map((event) => event.status)).toEqual([status]);
      const [silent = 0, back = 0] = told.map(({ time }) => time);
      expect(back - silent).toBeGreaterThanOrEqual(5000);
      expect(back - silent).toBeLessThanOrEqual(5101);
    },
  );

  it('has moved on meanwhile, and numbers its changes on from the snapshot', () => {
    const { market, during, lastUpdate } = disturbed('gap');
    const snapshotId = of(during, 'book-snapshot')[0]?.updateId ?? Number.NaN;
    expect(snapshotId).toBeGreaterThan(lastUpdate + 1);
    const after = pull(market, 5000).filter(({ instrument }) => instrument === ETH);
    expect(of(after, 'feed-status').map(({ status }) => status)).toEqual(['live']);
    expect(of(after, 'book-delta')[0]?.updateId).toBe(snapshotId + 1);
  });

  it('leaves the others alone', () => {
    const market = open();
    market.disturb({ instrument: ETH, status: 'gap', lastsMs: 5000 });
    const others = pull(market, 500).filter(({ instrument }) => instrument !== ETH);
    expect(of(others, 'book-delta').length).toBeGreaterThan(50);
  });

  it('is refused for an unknown or already silent instrument and for no time at all', () => {
    const market = open();
    expect(() => market.disturb({ instrument: 'sandbox:XRP', status: 'gap', lastsMs: 1 })).toThrow(
      'sandbox:XRP',
    );
    expect(() => market.disturb({ instrument: BTC, status: 'gap', lastsMs: 0 })).toThrow('was 0');
    market.disturb({ instrument: BTC, status: 'gap', lastsMs: 100 });
    expect(() => market.disturb({ instrument: BTC, status: 'gap', lastsMs: 100 })).toThrow(
      'is silent already',
    );
  });
});
