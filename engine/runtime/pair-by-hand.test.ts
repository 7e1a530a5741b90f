import { describe, expect, it } from 'vitest';
import type { OrderIntent } from '../domain/order/order-intent.ts';
import { lots } from '../domain/units/lots.ts';
import { ticks } from '../domain/units/ticks.ts';
import { INSTRUMENT, limitAt } from '../execution/fixtures/scripted-market.ts';
import { ToldSession } from './kernel.fixture.ts';

const ENTRY: OrderIntent = {
  runId: 'manual',
  instrument: INSTRUMENT.id,
  role: 'entry',
  side: 'buy',
  lots: lots(2),
  kind: limitAt(98),
  otherLeg: { type: 'stop-market', trigger: ticks(103) },
  protectiveStop: ticks(90),
  reduceOnly: false,
  reason: 'placed by hand',
};

describe('an entry by hand with another leg, on paper', () => {
  it('sends both legs at once, and one cancels the other', () => {
    const told = new ToldSession([INSTRUMENT]);
    told.quote(99, 101);
    told.tell({ kind: 'place-order', intent: ENTRY });
    told.pass(500);
    const { venue } = told.kernel.rooms;
    expect(venue.openOrders().map(({ kind, status }) => [kind.type, status])).toEqual([
      ['limit', 'working'],
      ['stop-market', 'working'],
    ]);
    told.quote(96, 97);
    told.pass(500);
    // The limit has filled: what is left is the stop behind it.
    expect(venue.openOrders().map(({ role }) => role)).toEqual(['stop']);
    expect(told.kernel.rooms.ledger.signedLots('manual', INSTRUMENT.id)).toBe(2);
  });
});
