// @vitest-environment jsdom
import { beforeEach, describe, expect, it } from 'vitest';
import { ORDER_FIELDS } from '../../../engine/contract/flow-columns.ts';
import { installFakeHost } from '../../engine-client/fixtures/fake-host.ts';
import { BigOrders } from './big-orders.ts';

const told = (
  firstOrder: number,
  ...orders: readonly Partial<Record<(typeof ORDER_FIELDS)[number], number>>[]
) => ({
  firstOrder,
  total: firstOrder + orders.length,
  oldestOrder: 0,
  orders: Float64Array.from(orders.flatMap((order) => ORDER_FIELDS.map((name) => order[name] ?? 0))),
  bigBase: null,
  tradesPerSecond: 0,
  buyBasePerSecond: 0,
  sellBasePerSecond: 0,
});

describe('big orders on the heatmap', () => {
  beforeEach(() => installFakeHost());

  it('are the very big and huge ones, each once, as large as it was told last', () => {
    const big = new BigOrders('sandbox:BTC/USDT:USDT', 0.001);
    big.take(
      told(7, { rank: 1, signedLots: 900 }, { rank: 2, signedLots: -1000, meanTicks: 5.5, timeMs: 3 }),
    );
    big.take(told(8, { rank: 2, signedLots: -1500, meanTicks: 5.25, timeMs: 3 }));
    expect([...big.all]).toEqual([{ timeMs: 3, ticks: 5.25, sizeBase: 1.5, isBuy: false }]);
    big.close();
  });

  it('are let go from the oldest on when there are too many', () => {
    const big = new BigOrders('sandbox:BTC/USDT:USDT', 1);
    big.take(told(0, ...Array.from({ length: 500 }, (_, at) => ({ rank: 3, signedLots: 1, timeMs: at }))));
    const times = [...big.all].map(({ timeMs }) => timeMs);
    expect([times.length, times[0], times.at(-1)]).toEqual([400, 100, 499]);
    big.close();
  });
});
