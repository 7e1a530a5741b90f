import { describe, expect, it } from 'vitest';
import { flowKey } from '../../contract/flow-key.ts';
import type { FlowWatch } from '../../contract/flow.ts';
import { FLOW_BAR_FIELDS } from '../../contract/flow-columns.ts';
import type { FlowBars, MarketOrders } from '../../contract/footprint-commands.ts';
import type { MarketEvent } from '../../domain/market/market-event.ts';
import { btc, printAt, statusAt } from '../../market/fixtures/market-events.ts';
import type { InstrumentMarket } from '../../market/instrument-market.ts';
import { MarketState } from '../../market/market-state.ts';
import { type FlowBarsWatch, footprintBookOf } from './footprint-books.ts';
import { openFlowSource } from './open-flow-source.ts';
import { SessionFlow } from './session-flow.ts';

const MINUTE = 60_000;
const bars = { kind: 'time', intervalMs: MINUTE } as const;
const footprint: FlowBarsWatch = {
  kind: 'footprint',
  instrument: btc.id,
  bars,
  rowTicks: 1,
  marks: { ratio: 3, minLots: 5, stack: 2 },
};
const delta: FlowWatch = { kind: 'delta', instrument: btc.id, bars, since: 'session' };

/** A session's order flow with one instrument, told event by event. */
class ToldFlow {
  readonly flow = new SessionFlow(openFlowSource);
  readonly #state = new MarketState([btc]);

  get market(): InstrumentMarket {
    return this.#state.all[0] as InstrumentMarket;
  }

  tell(...events: readonly MarketEvent[]): void {
    for (const event of events) this.flow.onEvent(event, this.#state.apply(event).market);
  }

  update<Body>(watch: FlowWatch): Body | undefined {
    const found = this.flow.takeUpdates().find(({ key }) => key === flowKey(watch));
    return found?.body as Body | undefined;
  }
}

/** The named numbers of every bar. */
const columns = ({ totals }: FlowBars, ...names: readonly (typeof FLOW_BAR_FIELDS)[number][]): number[][] =>
  Array.from({ length: totals.length / FLOW_BAR_FIELDS.length }, (_, bar) =>
    names.map((name) => totals[bar * FLOW_BAR_FIELDS.length + FLOW_BAR_FIELDS.indexOf(name)] ?? NaN),
  );

describe('the watch of a footprint', () => {
  it('tells the past at once, then the bars that changed', () => {
    const told = new ToldFlow();
    told.tell(printAt(0, 1000, 4, 'buy'), printAt(MINUTE, 1001, 6, 'sell'));
    told.flow.watch([footprint]);
    told.tell(printAt(2 * MINUTE, 1002, 5, 'buy'));
    const first = told.update<FlowBars>(footprint);
    expect(first).toMatchObject({ firstBar: 0, closedBars: 2, oldestBar: 0, isComplete: true });
    expect(columns(first as FlowBars, 'openTimeMs', 'buyLots', 'sellLots', 'cvdLots', 'pocTicks')).toEqual([
      [0, 4, 0, 4, 1000],
      [MINUTE, 0, 6, -2, 1001],
      [2 * MINUTE, 5, 0, 3, 1002],
    ]);
    expect(first?.rows).toEqual(Float64Array.of(1000, 4, 0, 16, 1001, 0, 6, 16, 1002, 5, 0, 16));
    expect([first?.rowEnds, first?.naked]).toEqual([
      Uint32Array.of(1, 2, 3),
      // Both closed bars had their volume at prices nobody came back to.
      Float64Array.of(0, 1000, 1, 1001),
    ]);

    told.tell(printAt(2 * MINUTE + 1, 1001, 1, 'sell'));
    const second = told.update<FlowBars>(footprint);
    expect(second).toMatchObject({ firstBar: 2, naked: Float64Array.of(0, 1000) });
    expect(columns(second as FlowBars, 'buyLots', 'sellLots')).toEqual([[5, 1]]);
  });

  it('says nothing when nothing traded, and closes a bar when its time is over', () => {
    const told = new ToldFlow();
    told.flow.watch([footprint]);
    told.tell(printAt(0, 1000, 4, 'buy'));
    told.update(footprint);
    told.tell(statusAt(10, 'live'));
    expect(told.update(footprint)).toBeUndefined();
    told.tell(statusAt(MINUTE, 'live'));
    expect(told.update<FlowBars>(footprint)).toMatchObject({ firstBar: 0, closedBars: 1 });
  });

  it('leaves a window that fell far behind to ask', () => {
    const told = new ToldFlow();
    told.flow.watch([footprint]);
    told.tell(...Array.from({ length: 400 }, (_, at) => printAt(at * MINUTE, 1000)));
    expect(told.update<FlowBars>(footprint)).toMatchObject({ firstBar: 399, closedBars: 399 });
  });
});

describe('the book of a footprint', () => {
  it('stays the one that is told while it is watched, however many others are asked for', () => {
    const told = new ToldFlow();
    told.flow.watch([footprint]);
    told.tell(printAt(0, 1000, 4, 'buy'));
    const { generation } = told.update<FlowBars>(footprint) as FlowBars;
    const { market } = told;
    const trades = told.flow.tradesOf(btc.id);
    const bookOf = (watch: FlowBarsWatch) => footprintBookOf(flowKey(watch), watch, market, trades);
    for (let rowTicks = 2; rowTicks < 40; rowTicks += 1) bookOf({ ...footprint, rowTicks });
    expect(bookOf(footprint).generation).toBe(generation);

    told.flow.watch([]);
    for (let rowTicks = 2; rowTicks < 40; rowTicks += 1) bookOf({ ...footprint, rowTicks });
    expect(bookOf(footprint).generation).not.toBe(generation);
  });
});

describe('the watch of delta', () => {
  it('tells bars without rows', () => {
    const told = new ToldFlow();
    told.flow.watch([delta]);
    told.tell(printAt(5, 1000, 4, 'buy'), printAt(6, 1001, 6, 'sell'));
    const update = told.update<FlowBars>(delta) as FlowBars;
    expect(columns(update, 'minDeltaLots', 'maxDeltaLots', 'cvdLots', 'pocTicks')).toEqual([[-2, 4, -2, -1]]);
    expect([update.rows.length, update.cvdBeganAtMs]).toEqual([0, 5]);
  });

  it.each<[FlowWatch & { kind: 'delta' }, number[][]]>([
    [{ ...delta, since: 'session' } as never, [[1], [2], [3]]],
    [{ ...delta, since: 'day' } as never, [[1], [2], [1]]],
    [{ ...delta, since: 86_400_000 - MINUTE } as never, [[0], [1], [2]]],
  ])('begins where asked for: %o', (watch, expected) => {
    const told = new ToldFlow();
    told.flow.watch([watch]);
    told.tell(...[86_400_000 - 2 * MINUTE, 86_400_000 - MINUTE, 86_400_000].map((at) => printAt(at, 1000)));
    expect(columns(told.update<FlowBars>(watch) as FlowBars, 'cvdLots')).toEqual(expected);
  });

  it('that begins anew each day says when it began this day', () => {
    const told = new ToldFlow();
    const watch: FlowWatch = { ...delta, since: 'day' } as never;
    told.flow.watch([watch]);
    told.tell(printAt(86_400_000 - 5, 1000), printAt(86_400_000 + 7, 1000));
    expect(told.update<FlowBars>(watch)?.cvdBeganAtMs).toBe(86_400_007);
  });

  it('tells divergences by the numbers of their bars', () => {
    const told = new ToldFlow();
    told.flow.watch([delta]);
    // Highs at minutes 4 and 10; more was sold between them than bought, so delta is lower at the second.
    const ticks = [1, 2, 3, 4, 9, 4, 3, 2, 3, 4, 12, 5, 4, 3, 2];
    told.tell(...ticks.map((at, minute) => printAt(minute * MINUTE, at, 1, minute < 5 ? 'buy' : 'sell')));
    expect(told.update<FlowBars>(delta)?.divergences).toEqual(Float64Array.of(1, 4, 10));
    told.tell(printAt(14 * MINUTE + 1, 2));
    expect(told.update<FlowBars>(delta)).not.toHaveProperty('divergences');
  });
});

describe('the watch of market orders', () => {
  const orders: FlowWatch = { kind: 'market-orders', instrument: btc.id };

  it('tells the newest one again when it has grown', () => {
    const told = new ToldFlow();
    told.flow.watch([orders]);
    told.tell(printAt(1, 1000, 2), printAt(2, 1001, 3, 'sell'));
    expect(told.update<MarketOrders>(orders)).toMatchObject({
      firstOrder: 0,
      total: 2,
      bigBase: null,
      orders: Float64Array.of(1, 1, 2, 1, 1, 1000, 1000, 1000, 0, 2, 2, -3, 1, 1, 1001, 1001, 1001, 0),
    });
    told.tell(printAt(2, 999, 1, 'sell'));
    expect(told.update<MarketOrders>(orders)).toMatchObject({
      firstOrder: 1,
      total: 2,
      // 3 at 1001 and 1 at 999 are 4 at a mean of 1000.5.
      orders: Float64Array.of(2, 2, -4, 2, 2, 1000.5, 1001, 999, 0),
      // Three trades and 2 lots bought, 4 sold in ten seconds; a lot is 0.001.
      tradesPerSecond: expect.closeTo(0.3, 12),
      buyBasePerSecond: expect.closeTo(0.0002, 12),
      sellBasePerSecond: expect.closeTo(0.0004, 12),
    });
  });

  it('tells how the speed falls when nothing trades', () => {
    const told = new ToldFlow();
    told.flow.watch([orders]);
    told.tell(printAt(1, 1000, 2));
    told.update(orders);
    told.tell(statusAt(100, 'live'));
    expect(told.update(orders)).toBeUndefined();
    told.tell(statusAt(20_000, 'live'));
    expect(told.update<MarketOrders>(orders)).toMatchObject({ total: 1, tradesPerSecond: 0 });
  });
});
