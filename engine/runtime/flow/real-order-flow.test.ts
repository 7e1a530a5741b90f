import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Instrument } from '../../domain/instrument/instrument.ts';
import { ROW_WIDTH } from '../../domain/market/footprint-row.ts';
import type { TradePrint } from '../../domain/market/market-event.ts';
import { BarBuilder } from '../../market/bar-builder.ts';
import { MarketOrderSeries } from '../../market/market-order-series.ts';
import { cutterOf } from '../../market/profile/bar-cutter.ts';
import { FootprintSeries } from '../../market/profile/footprint-series.ts';
import type { MarkedFootprint } from '../../market/profile/marked-footprint.ts';
import { TradeLog } from '../../market/trade-log.ts';
import { openBinanceCapture } from '../../venues/recorded/binance-capture.ts';
import { tpoProfileView, volumeProfileView } from './profile-views.ts';

const captures = process.env['EDGEWRIGHT_DATA'];
const whyNot = captures === undefined ? ' (needs EDGEWRIGHT_DATA)' : '';
const MINUTE = 60_000;

interface RealSession {
  readonly instrument: Instrument;
  readonly log: TradeLog;
  readonly prints: readonly TradePrint[];
}

function readSession(): RealSession {
  const names = ['binance-spot_BTCUSDT_20240808', 'binance-spot_BTCUSDT_20240809'];
  const feed = openBinanceCapture({
    paths: names.map((name) => join(captures ?? '', 'book', `${name}.raw.gz`)),
  });
  const log = new TradeLog();
  const prints: TradePrint[] = [];
  for (let event = feed.next(); event !== undefined; event = feed.next()) {
    if (event.kind !== 'trade') continue;
    log.push(event);
    prints.push(event);
  }
  return { instrument: feed.instrument, log, prints };
}

const sum = <Item>(items: Iterable<Item>, pick: (item: Item) => number): number => {
  let total = 0;
  for (const item of items) total += pick(item);
  return total;
};

function rowsOf(bar: MarkedFootprint): { buys: number; sells: number } {
  let [buys, sells] = [0, 0];
  for (let at = 0; at < bar.rows.length; at += ROW_WIDTH) {
    buys += bar.rows[at + 1] ?? 0;
    sells += bar.rows[at + 2] ?? 0;
  }
  return { buys, sells };
}

describe(`order flow of a real session${whyNot}`, () => {
  let session: RealSession;
  let bought: number;
  let sold: number;

  beforeAll(() => {
    if (captures === undefined) return;
    session = readSession();
    bought = sum(session.prints, ({ aggressor, lots }) => (aggressor === 'buy' ? lots : 0));
    sold = sum(session.prints, ({ aggressor, lots }) => (aggressor === 'sell' ? lots : 0));
  });

  const rules = [
    { kind: 'time', intervalMs: MINUTE },
    { kind: 'tick', threshold: 100 },
    { kind: 'volume', threshold: 5 },
    { kind: 'dollar', threshold: 'session' },
    { kind: 'imbalance', threshold: 'adaptive' },
  ] as const;

  it.skipIf(captures === undefined).each(rules)('has footprints of %o that hold every lot once', (rule) => {
    const series = new FootprintSeries({
      cutter: cutterOf(session.instrument, rule),
      rows: { rowTicks: 100, marks: { ratio: 3, minLots: 10, stack: 3 } },
    });
    while (!series.catchUp(session.log, 1000));
    const all = [...series.closed(0), ...(series.forming ? [series.forming] : [])];
    expect(all.length).toBeGreaterThan(10);
    expect([sum(all, (bar) => bar.buyLots), sum(all, (bar) => bar.sellLots)]).toEqual([bought, sold]);
    expect([sum(all, (bar) => rowsOf(bar).buys), sum(all, (bar) => rowsOf(bar).sells)]).toEqual([
      bought,
      sold,
    ]);
    expect(sum(all, (bar) => bar.tradeCount)).toBe(session.prints.length);
    expect(all.at(-1)?.cvdLots).toBe(bought - sold);
  });

  it.skipIf(captures === undefined)('has minutes that equal the bars of the market, field by field', () => {
    const series = new FootprintSeries({ cutter: cutterOf(session.instrument, rules[0]) });
    series.catchUp(session.log, Infinity);
    const { lotValue, tickValue } = session.instrument;
    const bars: number[][] = [];
    const builder = new BarBuilder(session.instrument, MINUTE);
    for (const print of session.prints) {
      builder.add(print, (bar) => {
        if (bar.tradeCount === 0) return;
        const prices = [bar.open, bar.high, bar.low, bar.close].map((price) => Math.round(price / tickValue));
        const lots = [bar.volumeBase, bar.buyVolumeBase].map((volume) => Math.round(volume / lotValue));
        bars.push([bar.openTime, ...prices, ...lots, bar.tradeCount]);
      });
    }
    const seen = series
      .closed(0)
      .map((bar) => [
        bar.openTime,
        bar.open,
        bar.high,
        bar.low,
        bar.close,
        bar.buyLots + bar.sellLots,
        bar.buyLots,
        bar.tradeCount,
      ]);
    expect(seen).toEqual(bars);
  });

  it.skipIf(captures === undefined)('closes bars that are the same whatever comes later', () => {
    const half = new TradeLog();
    for (const print of session.prints.slice(0, 9000)) half.push(print);
    const closedOf = (log: TradeLog) => {
      const series = new FootprintSeries({
        cutter: cutterOf(session.instrument, rules[2]),
        rows: { rowTicks: 10, marks: { ratio: 3, minLots: 10, stack: 3 } },
      });
      series.catchUp(log, Infinity);
      return series.closed(0);
    };
    const seen = closedOf(half);
    expect(seen.length).toBeGreaterThan(10);
    expect(closedOf(session.log).slice(0, seen.length)).toEqual(seen);
  });

  it.skipIf(captures === undefined)('has profiles of exactly its volume, and of whole periods', () => {
    const { instrument, log: trades } = session;
    const question = { instrument, trades, fromMs: 0, toMs: Infinity, rowTicks: 'auto', share: 0.7 } as const;
    const volume = volumeProfileView(question);
    expect(sum(volume?.buyLots ?? [], (lots) => lots)).toBe(bought);
    expect(sum(volume?.sellLots ?? [], (lots) => lots)).toBe(sold);
    expect(volume?.volumeBase).toBeCloseTo((bought + sold) * instrument.lotValue, 8);
    expect(volume?.valueShare).toBeGreaterThanOrEqual(0.7);
    const tpo = tpoProfileView(question, MINUTE);
    const times = session.prints.map(({ time }) => time);
    const periods = new Set(times.map((time) => Math.floor(time / MINUTE)));
    expect(new Set(tpo?.periods).size).toBe(periods.size);
    expect(tpo?.rowEnds.at(-1)).toBe(tpo?.periods.length);
  });

  it.skipIf(captures === undefined)(
    'has market orders that conserve prints, volume and what was paid',
    () => {
      const series = new MarketOrderSeries({ joins: true, from: session.prints.length - 5000 });
      series.catchUp(session.log, Infinity);
      const orders = series.orders(0);
      const part = session.prints.slice(-5000);
      expect(sum(orders, ({ fills }) => fills)).toBe(part.length);
      expect(sum(orders, ({ lots, side }) => (side === 'buy' ? lots : -lots))).toBe(
        sum(part, ({ aggressor, lots }) => (aggressor === 'buy' ? lots : 0 - lots)),
      );
      expect(sum(orders, ({ tickLots }) => tickLots)).toBe(sum(part, ({ lots, ticks }) => lots * ticks));
      // Takers of a liquid market often take more than one resting order.
      expect(orders.length).toBeLessThan(part.length);
    },
  );
});
