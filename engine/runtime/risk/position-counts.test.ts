import { expect, test } from 'vitest';
import { btcPerpetual } from '../../domain/instrument/fixtures/btc-perpetual.ts';
import type { Order, OrderId } from '../../domain/order/order.ts';
import type { KernelRooms } from '../kernel-rooms.ts';
import { countedPositionCount, openingPositionCount } from './position-counts.ts';

/** Lots of 0.001 BTC at 50,000.0 USDT: each is worth 50, and on spot nothing below 120 can be sold. */
const SPOT = { ...btcPerpetual({ minNotionalQuote: '120' }), kind: 'spot' } as const;

const order = (runId: string, role: Order['role']) => ({
  runId,
  role,
  instrument: SPOT.id,
  id: runId as OrderId,
});

/** Rooms of a real account on spot in which runs hold so many lots and these orders are open. */
const roomsWith = (held: Readonly<Record<string, number>>, orders: readonly object[] = []) =>
  ({
    description: { mode: 'live' },
    instruments: new Map([[SPOT.id, SPOT]]),
    market: { of: () => ({ markTicks: 500_000 }) },
    ledger: {
      signedLots: (runId: string) => held[runId] ?? 0,
      positions: () =>
        Object.entries(held).map(([runId, signedLots]) => ({ runId, instrument: SPOT.id, signedLots })),
    },
    venue: { openOrders: () => orders },
  }) as unknown as KernelRooms;

test('an entry that adds to a held position opens none', () => {
  expect(openingPositionCount(roomsWith({ 'run-1': 3 }, [order('run-1', 'entry')]))).toBe(0);
});

test('two entries of one run and instrument open one position, a stop opens none', () => {
  const orders = [order('run-1', 'entry'), order('run-1', 'entry'), order('run-2', 'stop')];
  expect(openingPositionCount(roomsWith({}, orders))).toBe(1);
});

test('a rest nobody can sell is no position, and an entry beside it opens one', () => {
  expect(countedPositionCount(roomsWith({ 'run-1': 2, 'run-2': 3 }))).toBe(1);
  expect(openingPositionCount(roomsWith({ 'run-1': 2 }, [order('run-1', 'entry')]))).toBe(1);
});
