import { describe, expect, it } from 'vitest';
import type { OrderIntent } from '../../domain/order/order-intent.ts';
import type { Order } from '../../domain/order/order.ts';
import { lots } from '../../domain/units/lots.ts';
import { ticks } from '../../domain/units/ticks.ts';
import { unixMs } from '../../domain/units/time.ts';
import { INSTRUMENT, limitAt } from '../../execution/fixtures/scripted-market.ts';
import type { LiveVenueState } from '../../execution/live/live-state.ts';
import { parseCanonicalJson } from '../../journal/canonical-json.ts';
import type { KernelState } from '../../runtime/kernel-state.ts';
import { ToldLive } from '../../runtime/live/told-live.fixture.ts';
import { paperVenueStateOf } from './paper-state.ts';

/** A session that has bought 2 lots for 101, with an order of its own as their stop at 90, as its checkpoint has it. */
function held() {
  const told = new ToldLive().begin();
  told.arm();
  told.enter();
  told.pass(1000);
  const state = parseCanonicalJson(told.state()) as KernelState;
  const live = state.venue as LiveVenueState;
  const [cover] = live.protection.covers;
  if (!cover) throw new Error('the position must have a cover');
  return {
    state,
    live,
    cover,
    onPaper: (venue: LiveVenueState) => paperVenueStateOf(state, venue, told.description),
  };
}

const RESTING: Order = {
  id: 'first',
  runId: 'manual',
  instrument: INSTRUMENT.id,
  role: 'exit',
  side: 'sell',
  lots: lots(2),
  kind: limitAt(110),
  reduceOnly: true,
  reason: 'a test',
  status: 'working',
  filledLots: lots(1),
  submittedAt: unixMs(900_000),
  acceptedAt: unixMs(900_020),
};
const recordOf = (order: Order) => ({ order, reportedAt: 0 });

describe('what a live account has, at a simulated venue', () => {
  it('is its positions, and its stop where it stands', () => {
    const { cover, live, onPaper } = held();
    const there = onPaper(live);
    expect(there.positions).toEqual([[`${INSTRUMENT.id}|manual`, 2]]);
    expect(there.venueOrders).toMatchObject([
      {
        id: cover.standing?.id,
        phase: 'waiting',
        protects: cover.entryId,
        intent: { lots: 2, side: 'sell' },
      },
    ]);
    expect(there.knownOrders.map(({ id, status }) => [id, status])).toEqual([
      [cover.standing?.id, 'working'],
    ]);
    expect(there.protection.covers).toMatchObject([{ lots: 2, standing: cover.standing }]);
    expect(there.messages).toEqual([]);
  });

  it('has an order for a stop that is a part of the position, at the place it has there', () => {
    const { cover, live, onPaper } = held();
    const { standing: _, ...bare } = cover;
    const attached = { ...bare, isAttached: true, attachedAt: 92 };
    const there = onPaper({
      ...live,
      orders: { open: [], closed: live.orders.closed },
      protection: { ...live.protection, covers: [attached] },
    });
    const [stop] = there.venueOrders;
    expect(stop).toMatchObject({ phase: 'waiting', protects: cover.entryId, filledLots: 0 });
    expect(stop?.intent).toMatchObject({
      role: 'stop',
      lots: 2,
      reduceOnly: true,
      kind: { type: 'stop-market', trigger: 92 },
    });
    expect(there.protection.covers).toMatchObject([{ standing: { id: stop?.id, lots: 2, trigger: 92 } }]);
    expect(there.protection.covers[0]).not.toHaveProperty('isAttached');
    expect(there.orderCount).toBe(1);
  });

  it('leaves bare what is bare', () => {
    const { cover, live, onPaper } = held();
    const { standing: _, ...bare } = cover;
    const there = onPaper({
      ...live,
      orders: { open: [], closed: [] },
      protection: { ...live.protection, covers: [bare] },
    });
    expect(there.venueOrders).toEqual([]);
    expect(there.protection.covers[0]?.standing).toBeUndefined();
  });

  it('keeps what is filled of an order that rests, and puts it at the back of its queue', () => {
    const { live, onPaper } = held();
    const there = onPaper({ ...live, orders: { open: [recordOf(RESTING)], closed: [] } });
    expect(there.venueOrders[0]).toMatchObject({
      phase: 'resting',
      filledLots: 1,
      arrivedAt: 900_020,
      queue: [],
    });
    expect(there.venueOrders[0]?.aheadLots).toBeUndefined();
    expect(there.knownOrders[0]).toEqual(RESTING);
  });

  it('has both legs of a pair, each ending the other, the second as far as it was followed', () => {
    const { live, onPaper } = held();
    const { acceptedAt: _, filledLots: __, id: ___, status: ____, submittedAt: _____, ...intent } = RESTING;
    const other: OrderIntent = { ...intent, kind: { type: 'trailing-stop', distance: ticks(5) } };
    const there = onPaper({
      ...live,
      orders: { open: [recordOf(RESTING)], closed: [] },
      pairs: [
        {
          firstId: RESTING.id,
          other,
          leg: { kind: other.kind, side: 'sell', trailBest: 107 },
          isSetOff: false,
        },
      ],
    });
    const [first, second] = there.venueOrders;
    expect(first).toMatchObject({ id: 'first', phase: 'resting', oco: second?.id });
    expect(second).toMatchObject({ phase: 'waiting', oco: 'first', otherFilledLots: 1, trailBest: 107 });
    expect(second?.intent.lots).toBe(2);
    expect(there.knownOrders.map(({ id, oco }) => [id, oco])).toEqual([
      ['first', second?.id],
      [second?.id, 'first'],
    ]);
  });

  it('has targets for lots that are held, but none that a person took back or that were reached', () => {
    const { cover, live, onPaper } = held();
    const level = (at: number, size: number, taken: number, isOff = false) => ({
      at: ticks(at),
      lots: size,
      taken,
      isOff,
      orders: [],
      refusals: 0,
      nextAt: 0,
    });
    const { entryId, instrument, runId, side } = cover;
    // 1 of 3 has left at 105; of what is held 1 lot leaves at 110, and the other was to leave at 120.
    const levels = [level(105, 1, 1), level(110, 1, 0), level(120, 1, 0, true)];
    const there = onPaper({
      ...live,
      brackets: [{ entryId, instrument, runId, side, filledLots: 3, levels }],
    });
    const targets = there.knownOrders.filter(({ targetOf }) => targetOf === entryId);
    expect(targets.map(({ kind, lots: size, reduceOnly }) => ({ kind, size, reduceOnly }))).toEqual([
      { kind: limitAt(110), size: 1, reduceOnly: true },
    ]);
    expect(there.venueOrders.map(({ phase }) => phase)).toEqual(['waiting', 'resting']);
  });
});
