import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openedJournal, recordHistory, temporaryFolder } from '../../journal/fixtures/temporary-journal.ts';
import { tradingHistory } from '../../journal/fixtures/trading-history.ts';
import { lifeText, orderLife } from './order-life.ts';
import { measured } from '../../test/reliability/measured.ts';

describe('the life of an order', () => {
  let folder: ReturnType<typeof temporaryFolder>;

  beforeEach(() => {
    folder = temporaryFolder();
  });
  afterEach(() => folder.remove());

  it('R-LG-02: is read from the journal alone for every order: asked for, answered, filled or closed', () => {
    const journal = openedJournal(`${folder.path}/journal.sqlite`);
    recordHistory(journal, tradingHistory({ seed: 3, trades: 60, days: 3 }));
    const outcomes = [...journal.outcomes('made-up-1')];
    const orders = journal.orders({ sessionId: 'made-up-1' }, { limit: 10_000 }).rows;
    measured('R-LG-02', `${orders.length} orders, the life of each read from ${outcomes.length} outcomes`);
    expect(orders.length).toBeGreaterThan(60);
    for (const { order } of orders) {
      const life = orderLife(outcomes, order.id);
      expect(life[0]?.kind === 'decision' || life[0]?.kind === 'order-submitted').toBe(true);
      const filled = life.filter(({ kind }) => kind === 'order-filled');
      const lots = filled.reduce((sum, { text }) => sum + lotsIn(text), 0);
      expect(lots).toBe(order.filledLots);
      expect(life.map(({ timeMs }) => timeMs)).toEqual(
        life.map(({ timeMs }) => timeMs).toSorted((a, b) => a - b),
      );
    }
    journal.close();
  });

  it('is empty for an order nobody knows', () => {
    expect(orderLife([], 'nobody')).toEqual([]);
  });

  it('is written with the time first', () => {
    expect(lifeText({ timeMs: 0, kind: 'order-canceled', text: '{"orderId":"a"}' })).toBe(
      '1970-01-01T00:00:00.000Z order-canceled {"orderId":"a"}',
    );
  });
});

const lotsIn = (text: string): number => (JSON.parse(text) as { fill: { lots: number } }).fill.lots;
