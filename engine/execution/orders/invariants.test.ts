import { describe, expect, it } from 'vitest';
import type { Fill } from '../../domain/order/fill.ts';
import type { Order } from '../../domain/order/order.ts';
import type { Outcome } from '../../domain/session/outcome.ts';
import { lots } from '../../domain/units/lots.ts';
import { unixMs } from '../../domain/units/time.ts';
import type { PlaceRequest } from '../../domain/venue/venue-request.ts';
import { INSTRUMENT } from '../fixtures/scripted-market.ts';
import { type InvariantFacts, Invariants } from './invariants.ts';

const ORDER: Order = {
  id: 'order-1',
  runId: 'run',
  instrument: INSTRUMENT.id,
  role: 'entry',
  side: 'buy',
  lots: lots(10),
  kind: { type: 'market' },
  reduceOnly: false,
  reason: '',
  status: 'sending',
  filledLots: lots(0),
  submittedAt: unixMs(0),
};
const submitted = (more: Partial<Order> = {}): Outcome => ({
  kind: 'order-submitted',
  order: { ...ORDER, ...more },
});
const placed = (more: Partial<PlaceRequest> = {}): Outcome => ({
  kind: 'venue-request',
  request: {
    kind: 'place',
    requestId: 1,
    orderId: ORDER.id,
    instrument: INSTRUMENT.id,
    side: 'buy',
    lots: lots(10),
    order: { type: 'market' },
    reduceOnly: false,
    ...more,
  },
});
const filled = (
  size: number,
  filledLots: number,
  more: Partial<Extract<Outcome, { kind: 'order-filled' }>> = {},
) => {
  const { id: orderId, instrument, runId, side } = ORDER;
  const fill = { orderId, runId, instrument, side, lots: lots(size) } as Fill;
  return { kind: 'order-filled', fill, filledLots, closed: filledLots >= 10, ...more } as Outcome;
};

/** Tells outcomes one event each, a second apart unless told otherwise. */
function watch(facts: Partial<InvariantFacts> = {}, open: readonly Order[] = []) {
  let booked = 0;
  const invariants = new Invariants(
    {
      venue: { openOrders: () => open, faults: () => [] },
      bookedLots: () => booked,
      entrySpacingMs: 1000,
      isReal: false,
      ...facts,
    },
    { openOrders: [], positions: [], tradingState: 'active', lastEntrySentAt: new Map() },
  );
  let sequence = 0;
  let time = 0;
  return {
    tell(outcome: Outcome, afterMs = 1000) {
      sequence += 1;
      time += afterMs;
      if (outcome.kind === 'order-filled') booked += outcome.fill.lots;
      invariants.check([{ sequence, index: 0, time: unixMs(time), outcome }]);
    },
    tellAgain: (outcome: Outcome) => invariants.check([{ sequence, index: 0, time: unixMs(time), outcome }]),
    misbook: () => (booked += 1),
  };
}

describe('twelve rules, held against what is told', () => {
  it('let an orderly life pass', () => {
    const told = watch();
    told.tell(submitted());
    told.tell(placed());
    told.tell(filled(4, 4));
    told.tell(filled(6, 10));
    expect(() => told.tell(submitted({ id: 'order-2' }))).not.toThrow();
  });

  it('I1: what is filled is the sum of the fills, and no more than was asked for', () => {
    const told = watch();
    told.tell(submitted());
    expect(() => told.tell(filled(4, 5))).toThrow('I1');
    const other = watch();
    other.tell(submitted());
    expect(() => other.tell(filled(12, 12))).toThrow('I1');
    const flagged = watch();
    flagged.tell(submitted());
    flagged.tell(filled(12, 12, { isOverfill: true }));
  });

  it('I2: positions are the sum of the fills, in the ledger too', () => {
    const told = watch();
    told.tell(submitted());
    told.misbook();
    expect(() => told.tell(filled(4, 4))).toThrow('I2');
  });

  it('I3: nothing leaves that was not written down', () => {
    expect(() => watch().tell(placed())).toThrow('I3');
  });

  it('I4: nothing leaves twice', () => {
    const told = watch();
    told.tell(submitted());
    told.tell(placed());
    expect(() => told.tell(placed({ requestId: 2 }))).toThrow('I4');
  });

  it('I5: exits and stops are reduce-only and no larger than what is held', () => {
    const exit = { id: 'exit', role: 'exit', side: 'sell', reduceOnly: true } as const;
    const leaving = { orderId: 'exit', side: 'sell', reduceOnly: true } as const;
    const flat = watch();
    flat.tell(submitted(exit));
    expect(() => flat.tell(placed(leaving))).toThrow('I5');
    const held = watch();
    held.tell(submitted());
    held.tell(filled(4, 4));
    held.tell(submitted(exit));
    expect(() => held.tell(placed({ ...leaving, lots: lots(5) }))).toThrow('I5');
    held.tell(submitted({ ...exit, id: 'exit-2' }));
    expect(() =>
      held.tell(placed({ ...leaving, orderId: 'exit-2', lots: lots(4), reduceOnly: false })),
    ).toThrow('I5');
    held.tell(submitted({ ...exit, id: 'exit-3' }));
    held.tell(placed({ ...leaving, orderId: 'exit-3', lots: lots(4) }));
  });

  it('I6 and I12: what the venue room itself finds wrong ends the process', () => {
    const faults = ['I6: order-1 is uncovered beyond its deadline'];
    const told = watch({ venue: { openOrders: () => [], faults: () => faults } });
    expect(() => told.tell(submitted())).toThrow('I6: order-1');
  });

  it('I7: entries in one instrument leave a second apart, also those that were held back', () => {
    const told = watch();
    told.tell(submitted());
    expect(() => told.tell(submitted({ id: 'order-2' }), 999)).toThrow('I7');
    const held = watch({}, [{ ...ORDER, id: 'order-2', status: 'sending', runId: 'manual' }]);
    held.tell(submitted());
    held.tell(submitted({ id: 'order-2', status: 'intent' }), 10);
    const sent = { kind: 'order-sent', orderId: 'order-2', sentAt: unixMs(0) } as const;
    expect(() => held.tell(sent, 10)).toThrow('I7');
  });

  it('I8: a strategy has one unresolved entry in an instrument', () => {
    const open = [ORDER, { ...ORDER, id: 'order-2', status: 'unknown' as const }];
    expect(() => watch({}, open).tell({ kind: 'notice', level: 'info', text: '' })).toThrow('I8');
  });

  it('I9: an open entry never reserves less than nothing', () => {
    const told = watch({}, [{ ...ORDER, status: 'working', filledLots: lots(12) }]);
    expect(() => told.tell(submitted())).toThrow('I9');
  });

  it('I10: no entry leaves while trading is not active, its symbol is frozen, or nothing is armed', () => {
    const halted = watch();
    halted.tell({ kind: 'trading-state', state: 'halted', because: '' });
    expect(() => halted.tell(submitted())).toThrow('I10');
    const frozen = watch();
    frozen.tell({ kind: 'symbol-frozen', instrument: INSTRUMENT.id, because: '' });
    expect(() => frozen.tell(submitted())).toThrow('I10');
    const real = watch({ isReal: true });
    expect(() => real.tell(submitted())).toThrow('I10');
    const armed = watch({ isReal: true });
    armed.tell({ kind: 'arming', until: unixMs(1_000_000), because: '' });
    armed.tell(submitted());
  });

  it('I11: events are numbered forward', () => {
    const told = watch();
    told.tell(submitted());
    expect(() => told.tellAgain(submitted({ id: 'order-2' }))).toThrow('I11');
  });
});
