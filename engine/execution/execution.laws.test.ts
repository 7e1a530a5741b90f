import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OrderKind } from '../domain/order/order-intent.ts';
import type { Order } from '../domain/order/order.ts';
import { signOf, type Side } from '../domain/order/side.ts';
import { ticks } from '../domain/units/ticks.ts';
import { explainFill } from './explain-fill.ts';
import { INSTRUMENT, limitAt, ScriptedMarket, stopAt } from './fixtures/scripted-market.ts';
import { recomputeFill } from './recompute-fill.ts';

const SESSIONS = 1_000;
const STOP_CONFIRM_MS = 400;

type Step =
  | { readonly kind: 'book'; readonly mid: number; readonly sizes: readonly number[] }
  | { readonly kind: 'trade'; readonly offset: number; readonly lots: number; readonly aggressor: Side }
  | {
      readonly kind: 'enter' | 'leave';
      readonly run: string;
      readonly side: Side;
      readonly lots: number;
      readonly order: OrderShape;
    }
  | { readonly kind: 'cancel'; readonly which: number }
  | { readonly kind: 'restart' };

interface OrderShape {
  readonly type: 'market' | 'gtc' | 'ioc' | 'fok' | 'post-only' | 'stop';
  readonly offset: number;
}

const side = fc.constantFrom<Side>('buy', 'sell');
const size = fc.integer({ min: 1, max: 12 });
const offset = fc.integer({ min: -5, max: 5 });
const shape = fc.record({
  type: fc.constantFrom<OrderShape['type']>(
    'market',
    'market',
    'gtc',
    'gtc',
    'ioc',
    'fok',
    'post-only',
    'stop',
  ),
  offset,
});
const run = fc.constantFrom('a', 'b');
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('book'),
      mid: fc.integer({ min: 90, max: 110 }),
      sizes: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 6, maxLength: 6 }),
    }) as fc.Arbitrary<Step>,
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('trade'),
      offset,
      lots: size,
      aggressor: side,
    }) as fc.Arbitrary<Step>,
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('enter'),
      run,
      side,
      lots: size,
      order: shape,
    }) as fc.Arbitrary<Step>,
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('leave'),
      run,
      side,
      lots: size,
      order: shape,
    }) as fc.Arbitrary<Step>,
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('cancel'), which: fc.nat(20) }) as fc.Arbitrary<Step>,
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'restart' }) as fc.Arbitrary<Step> },
);

const session = fc.record({
  steps: fc.array(fc.record({ step, afterMs: fc.integer({ min: 0, max: 150 }) }), {
    minLength: 5,
    maxLength: 25,
  }),
  latency: fc.record({ feedMs: fc.nat(60), orderMs: fc.nat(60), responseMs: fc.nat(90) }),
  refuseStops: fc.nat(4),
});

function kindOf({ offset: away, type }: OrderShape, mid: number): OrderKind {
  const at = mid + away;
  if (type === 'market') return { type };
  if (type === 'stop') return stopAt(at);
  if (type === 'post-only') return limitAt(at, 'gtc', true);
  return limitAt(at, type);
}

/** Plays a session; `check` looks at it after every step. */
function play(
  { latency, refuseStops, steps }: typeof session extends fc.Arbitrary<infer Session> ? Session : never,
  check: (told: ScriptedMarket, time: number) => void,
): ScriptedMarket {
  const told = new ScriptedMarket({ latency, refuseStops, stopConfirmMs: STOP_CONFIRM_MS });
  let time = 1_000;
  let mid = 100;
  told.snapshot(time, [99, 5, 98, 5], [101, 5, 102, 5]);
  for (const { afterMs, step: next } of steps) {
    time += afterMs;
    if (next.kind === 'book') {
      mid = next.mid;
      const levels = (from: number, sign: number) =>
        next.sizes
          .slice(from, from + 3)
          .flatMap((lots, index) => (lots > 0 ? [mid + sign * (index + 1), lots] : []));
      told.snapshot(time, levels(0, -1), levels(3, 1));
    } else if (next.kind === 'trade') {
      told.trade(time, mid + next.offset, next.lots, next.aggressor);
    } else {
      told.wait(time);
      act(told, next, mid);
    }
    check(told, time);
  }
  return told;
}

function act(told: ScriptedMarket, next: Exclude<Step, { kind: 'book' | 'trade' }>, mid: number): void {
  if (next.kind === 'restart') {
    const state = structuredClone(told.venue.snapshot());
    told.venue.restore(state);
  } else if (next.kind === 'cancel') {
    const order = told.venue.openOrders()[next.which];
    if (order) told.cancel(order.id);
  } else {
    const more = { runId: next.run, kind: kindOf(next.order, mid) };
    if (next.kind === 'leave') told.exit(next.side, next.lots, more);
    else told.send(next.side, next.lots, { ...more, protectiveStop: ticks(mid - signOf(next.side) * 6) });
  }
}

/** The session goes on without orders until nothing is due any more. */
function runOut(told: ScriptedMarket, from: number): number {
  let time = from;
  for (let rounds = 0; rounds < 40; rounds += 1) {
    time += STOP_CONFIRM_MS;
    told.snapshot(time, [99, 500], [101, 500]);
  }
  return time;
}

function positionsOf(told: ScriptedMarket): Map<string, number> {
  const held = new Map<string, number>();
  for (const fill of told.fills)
    held.set(fill.runId, (held.get(fill.runId) ?? 0) + signOf(fill.side) * fill.lots);
  return held;
}

/** Lots of a run's position behind a stop that stands or an exit that is on its way. */
function coveredLotsOf(told: ScriptedMarket, runId: string, held: number): number {
  return told.venue
    .openOrders()
    .filter((order) => order.runId === runId && order.side === (held > 0 ? 'sell' : 'buy'))
    .filter((order) => order.role === 'exit' || (order.role === 'stop' && order.status !== 'sending'))
    .reduce((sum, order) => sum + order.lots - order.filledLots, 0);
}

describe('whatever happens', () => {
  it('an order never fills more than its size, and its fills add up to what it says', () => {
    fc.assert(
      fc.property(session, (played) => {
        const told = play(played, () => undefined);
        const orders = new Map<string, Order>();
        for (const each of told.outcomes) {
          if (each.kind !== 'order-submitted') continue;
          expect(orders.has(each.order.id)).toBe(false);
          orders.set(each.order.id, each.order);
        }
        const sums = new Map<string, number>();
        for (const each of told.outcomes) {
          if (each.kind !== 'order-filled') continue;
          const { lots, orderId } = each.fill;
          expect(lots).toBeGreaterThan(0);
          sums.set(orderId, (sums.get(orderId) ?? 0) + lots);
          expect(each.filledLots).toBe(sums.get(orderId));
          expect(each.filledLots).toBeLessThanOrEqual(orders.get(orderId)?.lots ?? 0);
          expect(each.closed).toBe(each.filledLots === orders.get(orderId)?.lots);
        }
        expect(new Set(told.fills.map((fill) => fill.fillId)).size).toBe(told.fills.length);
      }),
      { numRuns: SESSIONS },
    );
  });

  it('a reduce-only order never enlarges a position and never turns it round', () => {
    fc.assert(
      fc.property(session, (played) => {
        const told = play(played, () => undefined);
        const held = new Map<string, number>();
        for (const fill of told.fills) {
          const before = held.get(fill.runId) ?? 0;
          const after = before + signOf(fill.side) * fill.lots;
          held.set(fill.runId, after);
          if (fill.role === 'entry') continue;
          expect(Math.abs(after)).toBeLessThan(Math.abs(before));
          expect(after * before).toBeGreaterThanOrEqual(0);
        }
      }),
      { numRuns: SESSIONS },
    );
  });

  it('every fill is computed again from its cause: same price, same fee, no worse than its limit', () => {
    fc.assert(
      fc.property(session, (played) => {
        for (const fill of play(played, () => undefined).fills) {
          expect(recomputeFill(fill, INSTRUMENT)).toEqual({ ticks: fill.ticks, fee: fill.fee });
          expect(explainFill(fill, INSTRUMENT).length).toBeGreaterThanOrEqual(4);
          const { limit } = fill.cause;
          expect(signOf(fill.side) * ((limit ?? fill.ticks) - fill.ticks)).toBeGreaterThanOrEqual(0);
          expect(fill.time).toBeGreaterThanOrEqual(fill.cause.submittedAt);
        }
      }),
      { numRuns: SESSIONS },
    );
  });

  it('lots are covered by a stop or an exit in flight within the deadline, and nothing protects a flat run', () => {
    fc.assert(
      fc.property(session, (played) => {
        let longestMs = 0;
        const nakedSince = new Map<string, number>();
        const told = play(played, (market, time) => {
          for (const [runId, held] of positionsOf(market)) {
            if (coveredLotsOf(market, runId, held) >= Math.abs(held)) nakedSince.delete(runId);
            else nakedSince.set(runId, nakedSince.get(runId) ?? time);
            longestMs = Math.max(longestMs, time - (nakedSince.get(runId) ?? time));
          }
        });
        // Between two looks at most 150 ms pass; an exit that finds an empty book is tried again a deadline later.
        expect(longestMs).toBeLessThanOrEqual(2 * STOP_CONFIRM_MS + 300);
        runOut(told, 10_000);
        expect(told.venue.nextDue()).toBeUndefined();
        const held = positionsOf(told);
        for (const order of told.openOf('stop')) expect(held.get(order.runId) ?? 0).not.toBe(0);
        for (const [runId, lots] of held) {
          const covered = told
            .openOf('stop')
            .filter((order) => order.runId === runId)
            .reduce((sum, order) => sum + order.lots - order.filledLots, 0);
          expect(covered).toBe(Math.abs(lots));
        }
      }),
      { numRuns: SESSIONS },
    );
  });
});
