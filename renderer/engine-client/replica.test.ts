import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FeedMessage, VIEW_LIMITS, type ViewChange } from '../../engine/contract/feed.ts';
import { BTC, sampleFill, sampleMarket, sampleOrder, sampleView } from './fixtures/sample-view.ts';
import { applyMessages, EMPTY_REPLICA, type Replica } from './replica.ts';

const snapshot = (number: number): FeedMessage => ({ type: 'snapshot', number, view: sampleView });
const changes = (number: number, ...list: ViewChange[]): FeedMessage => ({
  type: 'changes',
  number,
  changes: list,
});
const fill = (id: string): ViewChange => ({ kind: 'fill', fill: { ...sampleFill, fillId: id } });
const fillIds = ({ view }: Replica) => view?.fills.map(({ fillId }) => fillId);

describe('the replica of the engine', () => {
  it('shows nothing before the first snapshot and counts what came earlier as a gap', () => {
    const replica = applyMessages(EMPTY_REPLICA, [changes(4, fill('a'))]);
    expect(replica).toMatchObject({ view: undefined, hasGap: true });
  });

  it('applies numbered changes on top of the snapshot, in order', () => {
    const replica = applyMessages(EMPTY_REPLICA, [snapshot(7), changes(8, fill('a')), changes(9, fill('b'))]);
    expect(fillIds(replica)).toEqual(['a', 'b']);
    expect(replica).toMatchObject({ number: 9, hasGap: false });
  });

  it('keeps the last view and applies nothing more once a number is missing', () => {
    const replica = applyMessages(EMPTY_REPLICA, [
      snapshot(1),
      changes(2, fill('a')),
      changes(4, fill('c')),
      changes(5, fill('d')),
    ]);
    expect(fillIds(replica)).toEqual(['a']);
    expect(replica).toMatchObject({ number: 2, hasGap: true });
  });

  it('is whole again after a fresh snapshot', () => {
    const gapped = applyMessages(EMPTY_REPLICA, [snapshot(1), changes(3, fill('c'))]);
    const healed = applyMessages(gapped, [snapshot(12), changes(13, fill('e'))]);
    expect(fillIds(healed)).toEqual(['e']);
    expect(healed.hasGap).toBe(false);
  });

  it('ignores changes that the snapshot already contains', () => {
    const replica = applyMessages(EMPTY_REPLICA, [snapshot(5), changes(5, fill('a')), changes(6, fill('b'))]);
    expect(fillIds(replica)).toEqual(['b']);
  });

  it('replaces an order in its place and appends a new one', () => {
    const first: ViewChange = { kind: 'order', order: sampleOrder };
    const second: ViewChange = { kind: 'order', order: { ...sampleOrder, orderId: 'o-2' } };
    const filled: ViewChange = { kind: 'order', order: { ...sampleOrder, status: 'filled' } };
    const { view } = applyMessages(EMPTY_REPLICA, [snapshot(1), changes(2, first, second, filled)]);
    expect(view?.orders.map(({ orderId, status }) => [orderId, status])).toEqual([
      ['o-1', 'filled'],
      ['o-2', 'working'],
    ]);
  });

  it('keeps every open order and only the newest closed ones', () => {
    const closed = Array.from({ length: VIEW_LIMITS.closedOrders + 3 }, (_, at): ViewChange => ({
      kind: 'order',
      order: { ...sampleOrder, orderId: `closed-${at}`, status: 'filled' },
    }));
    const open: ViewChange = { kind: 'order', order: { ...sampleOrder, orderId: 'open' } };
    const { view } = applyMessages(EMPTY_REPLICA, [snapshot(1), changes(2, open, ...closed)]);
    expect(view?.orders).toHaveLength(VIEW_LIMITS.closedOrders + 1);
    expect(view?.orders[0]?.orderId).toBe('open');
    expect(view?.orders[1]?.orderId).toBe('closed-3');
  });

  it('hands closed bars on and keeps them out of the view', () => {
    const bar = { openTimeMs: 0, open: 1, high: 2, low: 1, close: 2, volumeBase: 1, buyVolumeBase: 1 };
    const replica = applyMessages(EMPTY_REPLICA, [
      snapshot(1),
      changes(2, { kind: 'bar-closed', instrument: BTC, bar }),
    ]);
    expect(replica.closedBars).toMatchObject([{ instrument: BTC, bar }]);
    expect(replica.view).toBe(sampleView);
  });

  it('leaves parts that did not change the same object', () => {
    const { view } = applyMessages(EMPTY_REPLICA, [
      snapshot(1),
      changes(2, { kind: 'market', market: sampleMarket }),
    ]);
    expect(view?.fills).toBe(sampleView.fills);
    expect(view?.markets[BTC]).toBe(sampleMarket);
  });

  it('comes to the same view however the messages are batched', () => {
    const messages = [
      snapshot(1),
      ...Array.from({ length: 20 }, (_, at) => changes(at + 2, fill(`f-${at}`))),
    ];
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 6 })), (sizes) => {
        let rest = messages;
        let replica = EMPTY_REPLICA;
        for (const size of [...sizes, messages.length]) {
          replica = applyMessages(replica, rest.slice(0, size));
          rest = rest.slice(size);
        }
        expect(replica.view).toEqual(applyMessages(EMPTY_REPLICA, messages).view);
      }),
    );
  });
});
