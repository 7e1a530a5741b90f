import { describe, expect, it } from 'vitest';
import type { Order } from '../../domain/order/order.ts';
import { ticks } from '../../domain/units/ticks.ts';
import { INSTRUMENT, limitAt } from '../../execution/fixtures/scripted-market.ts';
import type { LiveVenueState } from '../../execution/live/live-state.ts';
import type { Kernel } from '../../runtime/kernel.ts';
import { ToldLive } from '../../runtime/live/told-live.fixture.ts';
import { untoldOf } from './untold-state.ts';

/** A session that holds 2 lots with a stop behind them, everything known. */
function holding(): ToldLive {
  const told = new ToldLive().begin();
  told.arm();
  told.enter();
  told.pass(1000);
  return told;
}

/** The session with another stop than it has, or another state of its venue. */
function withVenue(
  { kernel }: ToldLive,
  order: (stop: Order) => Order,
  state: (live: LiveVenueState) => LiveVenueState = (live) => live,
): Pick<Kernel, 'rooms'> {
  const { rooms } = kernel;
  const { venue } = rooms;
  const other = {
    conditions: () => venue.conditions(),
    openOrders: () => venue.openOrders().map(order),
    snapshot: () => state(venue.snapshot() as LiveVenueState),
  };
  return { rooms: { ...rooms, venue: other as unknown as typeof venue } };
}

describe('what cannot be told of a live account', () => {
  it('is nothing where all that is held and every order stands', () => {
    expect(untoldOf(holding().kernel)).toBeUndefined();
  });

  it.each<[string, Partial<Order>, RegExp]>([
    ['is on its way', { status: 'sending' }, /must stand at the venue, it was stop-market and sending/],
    ['nobody knows of', { status: 'unknown' }, /stop-market and unknown/],
    ['is being taken back', { status: 'canceling' }, /stop-market and canceling/],
    ['fills at the market', { kind: { type: 'market' } }, /market and working/],
    ['was set off', { status: 'triggered' }, /stop-market and triggered/],
    ['only the venue follows', { kind: { type: 'trailing-stop', distance: ticks(5) } }, /trigger of order/],
  ])('is what becomes of an order that %s', (_what, changed, message) => {
    expect(untoldOf(withVenue(holding(), (stop) => ({ ...stop, ...changed })))).toMatch(message);
  });

  it('is not an order that was set off and rests at its limit', () => {
    const kind = { ...limitAt(88), type: 'stop-limit', trigger: ticks(90) } as Order['kind'];
    expect(
      untoldOf(withVenue(holding(), (stop) => ({ ...stop, kind, status: 'triggered' }))),
    ).toBeUndefined();
  });

  it('is what is to happen and has not: a change, another leg, a stop that has yet to show itself', () => {
    const same = (stop: Order) => stop;
    const untold = (state: (live: LiveVenueState) => LiveVenueState) =>
      untoldOf(withVenue(holding(), same, state));
    const cancel = { because: '', refusals: 0, nextAt: 0 };
    const [changing, moving, hidden] = [
      untold((live) => ({
        ...live,
        orders: { ...live.orders, open: live.orders.open.map((each) => ({ ...each, cancel })) },
      })),
      untold((live) => {
        const [record] = live.orders.open;
        if (!record) throw new Error('the position must have a stop');
        const { id, side, ...other } = record.order;
        const leg = { kind: other.kind, side };
        return { ...live, pairs: [{ firstId: id, other: { ...other, side }, leg, isSetOff: true }] };
      }),
      untold((live) => ({
        ...live,
        protection: {
          ...live.protection,
          covers: live.protection.covers.map((cover) => ({ ...cover, attachedUntil: 1 })),
        },
      })),
    ];
    expect(changing).toMatch(/it was to be changed or taken back$/);
    expect(moving).toMatch(/^the other leg of order .* must be known/);
    expect(hidden).toMatch(/^the stop of entry .* must be known/);
  });

  it('is a frozen symbol only while something of ours is in it', () => {
    const told = holding();
    const robbed = new ToldLive(told.state(), { sessionId: 'live-robbed' }, told.time + 1000).begin();
    robbed.pass(60_000, 500);
    expect(untoldOf(robbed.kernel)).toBe(
      `what is held of ${INSTRUMENT.id} must be known, the symbol was frozen`,
    );
  });
});
