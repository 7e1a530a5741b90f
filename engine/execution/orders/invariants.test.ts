import { describe, expect, it } from 'vitest';
import type { Fill } from '../../domain/order/fill.ts';
import type { Order } from '../../domain/order/order.ts';
import type { LimitHit } from '../../domain/risk/limit-hit.ts';
import type { Outcome } from '../../domain/session/outcome.ts';
import { lots } from '../../domain/units/lots.ts';
import { unixMs } from '../../domain/units/time.ts';
import type { PlaceRequest } from '../../domain/venue/venue-request.ts';
import { INSTRUMENT } from '../fixtures/scripted-market.ts';
import { type InvariantFacts, Invariants, type InvariantViolation } from './invariants.ts';

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

function standingAfter(standing: readonly Order[], outcome: Outcome): readonly Order[] {
  if (outcome.kind === 'order-submitted') return [...standing, outcome.order];
  if (outcome.kind !== 'order-filled') return standing;
  const { closed, fill, filledLots } = outcome;
  return standing.flatMap((order) => {
    if (order.id !== fill.orderId) return [order];
    return closed ? [] : [{ ...order, filledLots: lots(filledLots) }];
  });
}

/** Tells outcomes one event each, a second apart unless told otherwise. */
function watch(facts: Partial<InvariantFacts> = {}, open?: readonly Order[], hits: readonly LimitHit[] = []) {
  let booked = 0;
  /** What the venue’s room would hold after what was told. */
  let standing: readonly Order[] = [];
  const invariants = new Invariants(
    {
      venue: { openOrders: () => open ?? standing, faults: () => [] },
      bookedLots: () => booked,
      entrySpacingMs: 1000,
      isReal: false,
      isFeedLive: () => true,
      strategyOf: () => 'a-strategy',
      ...facts,
    },
    { openOrders: open ?? [], positions: [], tradingState: 'active', lastEntrySentAt: new Map(), hits },
  );
  let sequence = 0;
  let time = 0;
  return {
    tell(outcome: Outcome, afterMs = 1000) {
      sequence += 1;
      time += afterMs;
      if (outcome.kind === 'order-filled') booked += outcome.fill.lots;
      standing = standingAfter(standing, outcome);
      invariants.check([{ sequence, index: 0, time: unixMs(time), outcome }]);
    },
    tellAgain: (outcome: Outcome) => invariants.check([{ sequence, index: 0, time: unixMs(time), outcome }]),
    misbook: () => (booked += 1),
    forget: () => (standing = []),
    noteFeed: () => invariants.noteFeed(INSTRUMENT.id),
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
    const held = watch();
    held.tell(submitted());
    held.tell(submitted({ id: 'order-2', status: 'intent' }), 10);
    const sent = { kind: 'order-sent', orderId: 'order-2', sentAt: unixMs(0) } as const;
    expect(() => held.tell(sent, 10)).toThrow('I7');
  });

  it('I7: two legs of a pair that leave together are one entry, and the next one waits for both', () => {
    const told = watch();
    told.tell(submitted({ oco: 'order-2', runId: 'manual' }));
    told.tell(submitted({ id: 'order-2', oco: 'order-1', runId: 'manual' }));
    expect(() => told.tell(submitted({ id: 'order-3' }), 999)).toThrow('I7');
    const apart = watch();
    apart.tell(submitted({ oco: 'order-2' }));
    expect(() => apart.tell(submitted({ id: 'order-2', oco: 'order-1' }), 10)).toThrow('I7');
  });

  it('I8: a strategy has one unresolved entry in an instrument', () => {
    const open = [ORDER, { ...ORDER, id: 'order-2', status: 'unknown' as const }];
    expect(() => watch({}, open).tell({ kind: 'notice', level: 'info', text: '' })).toThrow('I8');
    const pair = open.map((order, at) => ({ ...order, oco: `order-${2 - at}` }));
    watch({}, pair).tell({ kind: 'notice', level: 'info', text: '' });
    const third = [...pair, { ...ORDER, id: 'order-3' }];
    expect(() => watch({}, third).tell({ kind: 'notice', level: 'info', text: '' })).toThrow('I8');
  });

  it('I9: an open entry never reserves less than nothing', () => {
    const told = watch({}, [{ ...ORDER, status: 'working', filledLots: lots(12) }]);
    expect(() => told.tell({ kind: 'notice', level: 'info', text: '' })).toThrow('I9: order-1 reserves -2');
  });

  it('I9: what open entries may still take is what was told, lot by lot', () => {
    const gone = watch();
    gone.tell(submitted());
    gone.tell(filled(4, 4));
    gone.forget();
    const notice = { kind: 'notice', level: 'info', text: '' } as const;
    expect(() => gone.tell(notice)).toThrow('I9: 1 entries promise lots by what was told, 0 are open');
    const larger = [{ ...ORDER, status: 'working' as const }];
    const grown = watch({ venue: { openOrders: () => larger, faults: () => [] } });
    grown.tell(submitted());
    const smaller = { kind: 'order-amended', orderId: ORDER.id, change: { lots: lots(7) } } as const;
    expect(() => grown.tell(smaller)).toThrow('I9: order-1 promises 10 lots, 7 by what was told');
    const unknown = watch({ venue: { openOrders: () => larger, faults: () => [] } });
    expect(() => unknown.tell(notice)).toThrow('I9: order-1 promises 10 lots and was never told');
    const reopened = watch({}, [{ ...ORDER, status: 'working' }]);
    reopened.tell({ kind: 'order-canceled', orderId: 'order-2', because: '' });
    reopened.tell({ kind: 'order-reopened', orderId: ORDER.id, because: '' });
    expect(() => reopened.tell({ kind: 'order-canceled', orderId: ORDER.id, because: '' })).toThrow('I9');
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

  it('I10: no entry leaves on a feed that is not live; one that left before the feed broke off did nothing wrong', () => {
    let isFeedLive = true;
    const told = watch({ isFeedLive: () => isFeedLive });
    told.noteFeed();
    isFeedLive = false;
    // The event that ends the feed is the one that lets it out first.
    told.tell(submitted());
    told.noteFeed();
    expect(() => told.tell(submitted({ id: 'order-2' }))).toThrow('I10: entry order-2 leaves on a feed');
    isFeedLive = true;
    watch({ isFeedLive: () => isFeedLive }).tell(submitted());
  });

  it.each([
    ['the account', { action: 'protect-only' }, 'manual', true],
    ['its symbol', { action: 'pause-symbol', instrument: INSTRUMENT.id }, 'manual', true],
    ['another symbol', { action: 'pause-symbol', instrument: 'test:ETH/USDT:USDT' }, 'manual', false],
    ['its strategy', { action: 'pause-strategy', strategyId: 'a-strategy' }, 'a-strategy', true],
    ['another strategy', { action: 'pause-strategy', strategyId: 'another' }, 'a-strategy', false],
    ['all strategies', { action: 'stop-strategies' }, 'a-strategy', true],
    ['strategies, and it is by hand', { action: 'stop-strategies' }, 'manual', false],
    ['nothing yet', { action: 'warn' }, 'a-strategy', false],
  ] as const)(
    'I10: no entry leaves while a limit that was reached holds %s',
    (_, of, strategyId, isBroken) => {
      const hit: LimitHit = { code: 'day-fees', measured: {}, ...of };
      const violationOf = (told: ReturnType<typeof watch>): string => {
        try {
          told.tell(submitted());
          return '';
        } catch (error) {
          return (error as InvariantViolation).message;
        }
      };
      const facts = { strategyOf: () => strategyId };
      const told = watch(facts);
      told.tell({ kind: 'limit-hit', hit });
      const begun = watch(facts, undefined, [hit]);
      const violation = isBroken ? 'I10: entry order-1 leaves while day-fees holds' : '';
      expect([told, begun].map(violationOf)).toEqual([violation, violation]);
      const over = watch(facts, undefined, [hit]);
      over.tell({ kind: 'limit-hit-ended', hit, because: '' });
      expect(violationOf(over)).toBe('');
    },
  );

  it('I11: events are numbered forward', () => {
    const told = watch();
    told.tell(submitted());
    expect(() => told.tellAgain(submitted({ id: 'order-2' }))).toThrow('I11');
  });
});
