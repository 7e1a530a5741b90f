import { describe, expect, it } from 'vitest';
import type { FormulaBoardUpdate, FormulaUpdate } from '../../contract/formula-commands.ts';
import type { FlowWatch } from '../../contract/flow.ts';
import type { MarketEvent } from '../../domain/market/market-event.ts';
import { btc, printAt, snapshotAt } from '../../market/fixtures/market-events.ts';
import { MarketState } from '../../market/market-state.ts';
import { SessionFlow } from '../flow/session-flow.ts';
import type { ClosedTrade, HeldPosition } from '../../formulas/step-contents.ts';
import type { OwnPast } from './formula-market.ts';
import { openFlowSource } from '../flow/open-flow-source.ts';

const MINUTE = 60_000;
/** More frames than there are between two tellings. */
const FRAMES = 16;

function openMarket(own?: OwnPast) {
  const state = new MarketState([btc]);
  const flow = new SessionFlow(openFlowSource, undefined, { markets: () => state.all, own });
  const take = (event: MarketEvent) => {
    state.apply(event);
    const market = state.of(btc.id);
    if (market) flow.onEvent(event, market);
  };
  /** The last update of some frames. */
  const told = (): FormulaUpdate | undefined => {
    let last: unknown;
    for (let frame = 0; frame < FRAMES; frame += 1) last = flow.takeUpdates().at(-1)?.body ?? last;
    return last as FormulaUpdate | undefined;
  };
  const watch = (formula: string, params?: Record<string, number>) => {
    const watched: FlowWatch = { kind: 'formula', instrument: btc.id, formula, ...(params && { params }) };
    flow.watch([watched]);
  };
  /** A minute with one trade, closed by nobody yet. */
  const minute = (at: number, price: number) => take(printAt(at * MINUTE + 1, price * 10, 1000));
  return { flow, minute, take, told, watch };
}

describe('a watched formula of bars', () => {
  it('is warmed by the minutes the session has kept, and shows a value for each of them', () => {
    const { minute, told, watch } = openMarket();
    for (const [at, price] of [100, 102, 104, 106].entries()) minute(at, price);
    watch('simple-moving-average', { window: 2 });
    // Three minutes are closed: 100, 102, 104.
    const now = told();
    expect(now).toMatchObject({
      value: 103,
      because: null,
      seen: 3,
      warmUp: 2,
      sinceMs: MINUTE,
      everyMs: MINUTE,
    });
    expect([...(now?.timesMs ?? [])]).toEqual([MINUTE, 2 * MINUTE, 3 * MINUTE]);
    expect([...(now?.values ?? [])]).toEqual([Number.NaN, 101, 103]);
  });

  it('goes on with what closes then, each minute once', () => {
    const { minute, told, watch } = openMarket();
    minute(0, 100);
    minute(1, 102);
    watch('simple-moving-average', { window: 2 });
    expect(told()).toMatchObject({ value: null, because: 'warming-up', seen: 1 });
    minute(2, 108);
    expect(told()).toMatchObject({ value: 101, seen: 2 });
    minute(3, 1);
    expect(told()).toMatchObject({ value: 105, seen: 3 });
  });

  it('says the same again about every two seconds while nothing comes, and costs nothing when nobody watches', () => {
    const { flow, minute, told, watch } = openMarket();
    minute(0, 100);
    watch('simple-moving-average', { window: 2 });
    const first = told();
    expect(told()).toBeUndefined();
    expect([told(), told(), told()].filter(Boolean)).toEqual([first]);
    flow.watch([]);
    minute(1, 100);
    expect(flow.takeUpdates()).toEqual([]);
  });

  it('begins anew with other settings', () => {
    const { minute, told, watch } = openMarket();
    for (const [at, price] of [100, 102, 104, 106].entries()) minute(at, price);
    watch('simple-moving-average', { window: 2 });
    told();
    watch('simple-moving-average', { window: 3 });
    expect(told()).toMatchObject({ value: 102, warmUp: 3 });
  });
});

describe('a watched formula of ticks', () => {
  it('begins when it is watched where books are read, with one value a second', () => {
    const { take, told, watch } = openMarket();
    take(snapshotAt(1000, [999, 1], [1001, 1]));
    watch('microprice');
    expect(told()).toMatchObject({ value: null, because: 'warming-up', seen: 0 });
    take(snapshotAt(2100, [999, 3], [1001, 1]));
    take(snapshotAt(2900, [999, 1], [1001, 1]));
    take(snapshotAt(3100, [999, 1], [1001, 3]));
    const now = told();
    // (99.9 * 3 + 100.1 * 1) / 4 with the sizes crossed: more on the ask pulls down.
    expect(now?.value).toBeCloseTo(99.95, 9);
    expect(now?.seen).toBe(3);
    expect([...(now?.timesMs ?? [])]).toEqual([2900, 3100]);
    expect(now?.values[0]).toBeCloseTo(100, 9);
  });

  it('is warmed by the trades the session has kept where it reads nothing else', () => {
    const { take, told, watch } = openMarket();
    for (const lots of [1, 2, 3]) take(printAt(lots * 10, 1000, lots));
    watch('cumulative-volume-delta');
    expect(told()).toMatchObject({ seen: 3, sinceMs: 10 });
    take(printAt(40, 1000, 4));
    expect(told()).toMatchObject({ seen: 4, lastInputMs: 40 });
  });
});

describe('a watched formula of bars and books', () => {
  it('warms up by its bars, however many books come', () => {
    const { minute, take, told, watch } = openMarket();
    for (let at = 0; at < 4; at += 1) minute(at, 100);
    watch('gaussian-process-regression');
    told();
    for (let at = 0; at < 2000; at += 1) take(snapshotAt(3 * MINUTE + 2 + at, [999, 1 + at], [1001, 1]));
    expect(told()).toMatchObject({ value: null, because: 'warming-up', seen: 3 });
  });
});

describe('a watched formula of what we did', () => {
  const trade = (at: number, netReturn: number): ClosedTrade => ({
    strategy: 'one',
    direction: 'long',
    openedAt: at,
    closedAt: at + 1,
    netReturn,
    netPnlQuote: netReturn * 100,
  });

  it('hears of our closed trades, each once, and of what we hold', () => {
    let trades: readonly ClosedTrade[] = [trade(1, 0.01), trade(2, -0.01)];
    let held: HeldPosition = { direction: 'flat', entryPrice: 0 };
    const { minute, told, watch } = openMarket({
      account: { notionalQuote: () => 0, equityQuote: () => 1000 },
      closedTrades: () => ({ [btc.id]: trades }),
      held: () => held,
    });
    minute(0, 100);
    watch('beta-binomial-win-rate');
    expect(told()).toMatchObject({ seen: 2, missing: [] });
    trades = [...trades, trade(3, 0.02)];
    expect(told()).toMatchObject({ seen: 3 });
    watch('F168');
    expect(told()).toMatchObject({ missing: ['position'] });
    held = { direction: 'long', entryPrice: 100 };
    minute(1, 100);
    expect(told()).toMatchObject({ missing: [] });
  });
});

describe('a watched formula of the vote', () => {
  it('hears of votes that the formulas of the display cast at every minute', () => {
    const { minute, told, watch } = openMarket();
    for (let at = 0; at < 4; at += 1) minute(at, 100 + at);
    watch('optimal-holding-period');
    // Three minutes are closed: a bar and a vote each.
    expect(told()).toMatchObject({ seen: 6, missing: [] });
  });
});

describe('a watched formula of what may never come', () => {
  it('names it', () => {
    const { minute, told, watch } = openMarket();
    for (const at of [0, 1, 2]) minute(at, 100);
    watch('funding-rate-crowding');
    expect(told()).toMatchObject({ value: null, because: 'no-input' });
    expect(told.call(undefined)).toBeUndefined();
  });
});

describe('a watch', () => {
  it.each([
    ['an unknown formula', 'F9999', undefined],
    ['a wrong setting', 'simple-moving-average', { window: -1 }],
  ])('of %s is left out', (_what, formula, params) => {
    const { told, watch } = openMarket();
    watch(formula, params);
    expect(told()).toBeUndefined();
  });
});

describe('the board of all formulas', () => {
  it('tells which of them have a value, told apart by id', () => {
    const { flow, minute, take } = openMarket();
    for (let at = 0; at < 30; at += 1) minute(at, 100 + (at % 5));
    take(snapshotAt(30 * MINUTE, [999, 1], [1001, 1]));
    flow.watch([{ kind: 'formula-board', instrument: btc.id }]);
    let board: FormulaBoardUpdate | undefined;
    for (let frame = 0; frame < 31; frame += 1)
      board = (flow.takeUpdates().at(-1)?.body as FormulaBoardUpdate | undefined) ?? board;
    const valueOf = (id: string) => board?.values[board.ids.indexOf(id)];
    expect(board?.done).toBe(1);
    expect(board?.past).toEqual({ bars: 30, of: 30 });
    // The simple moving average of the last twenty closes, each of 100 to 104 four times.
    expect(valueOf('I11')).toBeCloseTo(102, 9);
    // The book is read from now on.
    expect(valueOf('I3')).toBeNaN();
  });
});
