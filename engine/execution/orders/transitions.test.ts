import { describe, expect, it } from 'vitest';
import type { Fill } from '../../domain/order/fill.ts';
import { type Order, type OrderStatus } from '../../domain/order/order.ts';
import type { Outcome } from '../../domain/session/outcome.ts';
import { lots } from '../../domain/units/lots.ts';
import { unixMs } from '../../domain/units/time.ts';
import { INSTRUMENT } from '../fixtures/scripted-market.ts';
import { foldOrder } from './fold-order.ts';
import { TRANSITIONS } from './transitions.ts';
import { measured } from '../../test/reliability/measured.ts';

const SEQUENCES = 100_000;
const STEPS_EACH = 12;

/**
 * The life of an order once more, written down in another way: who may take each outcome, and what it leads to.
 * `=` stays where it is.
 */
const LIFE: readonly (readonly [Outcome['kind'], string, string])[] = [
  ['order-denied', 'intent', 'denied'],
  ['order-sent', 'intent', 'sending'],
  ['order-accepted', 'sending unknown', 'working'],
  ['order-unknown', 'sending', 'unknown'],
  ['order-unknown', 'amending canceling', '='],
  ['order-rejected', 'sending unknown working triggered', 'rejected'],
  ['order-lost', 'unknown amending canceling', 'lost'],
  ['amend-requested', 'working', 'amending'],
  ['order-amended', 'amending', 'working'],
  ['amend-rejected', 'amending', 'working'],
  ['cancel-requested', 'working amending triggered', 'canceling'],
  ['cancel-rejected', 'canceling', 'working'],
  ['order-canceled', 'unknown working amending canceling triggered', 'canceled'],
  ['order-expired', 'unknown working amending canceling triggered', 'expired'],
  ['order-triggered', 'working', 'triggered'],
  ['order-reopened', 'filled canceled expired rejected lost', 'working'],
];
const FILLABLE = 'sending unknown working amending canceling triggered filled canceled expired rejected lost';

function expected(from: OrderStatus, outcome: Outcome): OrderStatus | undefined {
  if (outcome.kind === 'order-filled') {
    if (!FILLABLE.split(' ').includes(from)) return undefined;
    if (outcome.closed) return 'filled';
    return from === 'sending' || from === 'unknown' ? 'working' : from;
  }
  const row = LIFE.find(([kind, froms]) => kind === outcome.kind && froms.split(' ').includes(from));
  if (!row) return undefined;
  return row[2] === '=' ? from : (row[2] as OrderStatus);
}

const ID = 'an-order';
const fillOf = (size: number) => ({ orderId: ID, lots: lots(size) }) as Fill;
const OUTCOMES: readonly Outcome[] = [
  { kind: 'order-sent', orderId: ID, sentAt: unixMs(1) },
  { kind: 'order-denied', orderId: ID, code: 'withdrawn', measured: {} },
  { kind: 'order-accepted', orderId: ID, acceptedAt: unixMs(1) },
  { kind: 'order-rejected', orderId: ID, code: 'refused-by-venue', measured: {} },
  { kind: 'order-unknown', orderId: ID, because: '' },
  { kind: 'order-lost', orderId: ID, because: '' },
  { kind: 'order-reopened', orderId: ID, because: '' },
  { kind: 'order-triggered', orderId: ID, seenTicks: 1 },
  { kind: 'amend-requested', orderId: ID, change: {}, because: '' },
  { kind: 'order-amended', orderId: ID, change: {} },
  { kind: 'amend-rejected', orderId: ID, code: 'not-amendable', measured: {} },
  { kind: 'cancel-requested', orderId: ID, because: '' },
  { kind: 'cancel-rejected', orderId: ID, because: '' },
  { kind: 'order-canceled', orderId: ID, because: '' },
  { kind: 'order-expired', orderId: ID, because: '' },
  { kind: 'order-filled', fill: fillOf(1), filledLots: 1, closed: false },
  { kind: 'order-filled', fill: fillOf(9), filledLots: 10, closed: true },
];

const begun = (status: OrderStatus): Order => ({
  id: ID,
  runId: 'run',
  instrument: INSTRUMENT.id,
  role: 'entry',
  side: 'buy',
  lots: lots(10),
  kind: { type: 'market' },
  reduceOnly: false,
  reason: '',
  status,
  filledLots: lots(0),
  submittedAt: unixMs(0),
});

/** Numbers 0 to below `count`, the same each time. */
function drawer(seed: number): (count: number) => number {
  let state = seed;
  return (count) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * count);
  };
}

describe('the life of an order', () => {
  it('has thirteen states, and nothing follows from being denied', () => {
    expect(Object.keys(TRANSITIONS)).toHaveLength(13);
    expect(TRANSITIONS.denied).toEqual({});
  });

  it.each(Object.keys(TRANSITIONS) as OrderStatus[])(
    'R-OR-01: takes from %s the steps that exist and no other',
    (from) => {
      for (const outcome of OUTCOMES) {
        const to = expected(from, outcome);
        expect([outcome.kind, foldOrder(begun(from), outcome)?.status]).toEqual([outcome.kind, to]);
      }
    },
  );

  it(`R-OR-01: ${SEQUENCES} random lives make no step that does not exist`, () => {
    const draw = drawer(7);
    let illegal = 0;
    let refused = 0;
    for (let sequence = 0; sequence < SEQUENCES; sequence += 1) {
      let order = begun(draw(2) === 0 ? 'intent' : 'sending');
      for (let step = 0; step < STEPS_EACH; step += 1) {
        const outcome = OUTCOMES[draw(OUTCOMES.length)] as Outcome;
        const after = foldOrder(order, outcome);
        if (after?.status !== expected(order.status, outcome)) illegal += 1;
        if (!after) refused += 1;
        order = after ?? order;
      }
    }
    measured('R-OR-01', `${SEQUENCES} random lives of ${STEPS_EACH} steps, ${illegal} illegal steps`);
    expect(illegal).toBe(0);
    expect(refused).toBeGreaterThan(SEQUENCES);
  });
});
