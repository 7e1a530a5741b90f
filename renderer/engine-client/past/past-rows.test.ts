// @vitest-environment jsdom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { FillView, OrderView } from '../../../engine/contract/views.ts';
import { useNotices } from '../../host-client/notices.ts';
import { replaceView } from '../engine-view.ts';
import { type AskedHost, commandsOf, installFakeHost, installRefusingHost } from '../fixtures/fake-host.ts';
import { sampleFill, sampleOrder, sampleView } from '../fixtures/sample-view.ts';
import { PastRows } from './past-rows.ts';

const fill = (number: number): FillView => ({ ...sampleFill, fillId: `f${number}`, timeMs: number });
const fills = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => fill(from + at));
const numbersOf = (past: PastRows<'fills'>) => past.now().rows.map(({ timeMs }) => timeMs);
const numbers = (from: number, to: number) => fills(from, to).map(({ timeMs }) => timeMs);
const showFills = (from: number, to: number) => replaceView({ ...sampleView, fills: fills(from, to) });

/** A journal of fills up to a number, newest last, asked as the engine is. */
function journalUpTo(newest: () => number): readonly AskedHost[] {
  return installFakeHost({
    history: (payload) => {
      const { before, count } = payload as { before?: string; count: number };
      const end = before === undefined ? newest() : Number(before.slice(1)) - 1;
      return { orders: [], closedTrades: [], fills: fills(Math.max(1, end - count + 1), end) };
    },
  });
}

describe('rows older than the view keeps', () => {
  let newest = 0;
  beforeEach(() => {
    newest = 1200;
    showFills(1001, newest);
  });

  it('are those of the view until somebody asks', () => {
    const asked = journalUpTo(() => newest);
    expect(new PastRows('fills').now()).toMatchObject({ state: 'more' });
    expect(numbersOf(new PastRows('fills'))).toEqual(numbers(1001, 1200));
    expect(asked).toEqual([]);
  });

  it('come in pages until there are no more, each row once', async () => {
    const asked = journalUpTo(() => newest);
    const past = new PastRows('fills');
    await past.older();
    expect(numbersOf(past)).toEqual(numbers(701, 1200));
    await past.older();
    expect([numbersOf(past).length, past.now().state]).toEqual([1000, 'more']);
    await past.older();
    expect([numbersOf(past), past.now().state]).toEqual([numbers(1, 1200), 'all']);
    await past.older();
    expect(commandsOf(asked)).toMatchObject([
      { payload: { list: 'fills', count: 500 } },
      { payload: { before: 'f701' } },
      { payload: { before: 'f201' } },
    ]);
  });

  it('leave no gap where rows leave the view', async () => {
    journalUpTo(() => newest);
    const past = new PastRows('fills');
    const end = past.subscribe(() => undefined);
    await past.older();
    for (newest = 1201; newest <= 1500; newest += 100) showFills(newest - 199, newest);
    expect(numbersOf(past)).toEqual(numbers(701, 1401));
    end();
  });

  it('tell those who look of a new row and of a page, and nobody else', async () => {
    journalUpTo(() => newest);
    const past = new PastRows('fills');
    const told = vi.fn();
    const end = past.subscribe(told);
    showFills(1002, 1201);
    expect(told).toHaveBeenCalledTimes(1);
    await past.older();
    expect(told).toHaveBeenCalledTimes(3);
    end();
    showFills(1003, 1202);
    expect(told).toHaveBeenCalledTimes(3);
  });

  it('are asked for again after an engine that did not answer', async () => {
    installRefusingHost({ code: 'failed', detail: 'the engine is away', reference: 'H1' });
    const past = new PastRows('fills');
    await past.older();
    expect(past.now().state).toBe('more');
    expect(useNotices.getState().notices).toMatchObject([{ level: 'error', text: 'the engine is away' }]);
    journalUpTo(() => newest);
    await past.older();
    expect(numbersOf(past)).toEqual(numbers(701, 1200));
  });

  it('stand beside an older order that is still open, as the view last knew it', async () => {
    const order = (orderId: string, submittedAtMs: number, more: Partial<OrderView> = {}): OrderView => ({
      ...sampleOrder,
      orderId,
      submittedAtMs,
      ...more,
    });
    replaceView({ ...sampleView, orders: [order('open', 1, { filledBase: 0.5 }), order('late', 9)] });
    const stored = [order('open', 1), order('between', 5), order('late', 9)];
    installFakeHost({
      history: () => ({ fills: [], closedTrades: [], orders: stored }),
    });
    const past = new PastRows('orders');
    await past.older();
    expect(past.now().rows.map(({ orderId, filledBase }) => [orderId, filledBase])).toEqual([
      ['open', 0.5],
      ['between', sampleOrder.filledBase],
      ['late', sampleOrder.filledBase],
    ]);
  });
});
