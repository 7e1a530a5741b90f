import { expect, test } from 'vitest';
import type { InstrumentId } from '../domain/instrument/instrument.ts';
import type { Order, OrderId } from '../domain/order/order.ts';
import { type KernelRooms, openingPositionCount } from './kernel-rooms.ts';

const btc = 'sandbox:BTC/USDT:USDT' as InstrumentId;
const order = (runId: string, role: Order['role']) => ({
  runId,
  role,
  instrument: btc,
  id: runId as OrderId,
});

/** Rooms in which `held` runs hold one lot and these orders are open. */
const roomsWith = (held: readonly string[], orders: readonly object[]) =>
  ({
    ledger: { signedLots: (runId: string) => (held.includes(runId) ? 1 : 0) },
    venue: { openOrders: () => orders },
  }) as unknown as KernelRooms;

test('an entry that adds to a held position opens none', () => {
  expect(openingPositionCount(roomsWith(['run-1'], [order('run-1', 'entry')]))).toBe(0);
});

test('two entries of one run and instrument open one position, a stop opens none', () => {
  const orders = [order('run-1', 'entry'), order('run-1', 'entry'), order('run-2', 'stop')];
  expect(openingPositionCount(roomsWith([], orders))).toBe(1);
});
