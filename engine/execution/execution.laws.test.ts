import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { signOf } from '../domain/order/side.ts';
import { explainFill } from './explain-fill.ts';
import { playSession, randomSession, runOut, STOP_CONFIRM_MS } from './fixtures/random-session.ts';
import { INSTRUMENT, type ScriptedMarket } from './fixtures/scripted-market.ts';
import { recomputeFill } from './recompute-fill.ts';

const SESSIONS = 1_000;

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
      fc.property(randomSession, (played) => {
        const told = playSession(played, () => undefined);
        const submitted: string[] = [];
        const sizes = new Map<string, number>();
        const sums = new Map<string, number>();
        for (const each of told.outcomes) {
          if (each.kind === 'order-submitted') {
            submitted.push(each.order.id);
            sizes.set(each.order.id, each.order.lots);
          }
          if (each.kind === 'order-amended' && each.change.lots !== undefined)
            sizes.set(each.orderId, each.change.lots);
          if (each.kind !== 'order-filled') continue;
          const { lots, orderId } = each.fill;
          expect(lots).toBeGreaterThan(0);
          sums.set(orderId, (sums.get(orderId) ?? 0) + lots);
          expect(each.filledLots).toBe(sums.get(orderId));
          expect(each.filledLots).toBeLessThanOrEqual(sizes.get(orderId) ?? 0);
          expect(each.closed).toBe(each.filledLots === sizes.get(orderId));
        }
        expect(new Set(submitted).size).toBe(submitted.length);
        expect(new Set(told.fills.map((fill) => fill.fillId)).size).toBe(told.fills.length);
      }),
      { numRuns: SESSIONS },
    );
  });

  it('a reduce-only order never enlarges a position and never turns it round', () => {
    fc.assert(
      fc.property(randomSession, (played) => {
        const told = playSession(played, () => undefined);
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
      fc.property(randomSession, (played) => {
        for (const fill of playSession(played, () => undefined).fills) {
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
      fc.property(randomSession, (played) => {
        let longestMs = 0;
        const nakedSince = new Map<string, number>();
        const told = playSession(played, (market, time) => {
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
