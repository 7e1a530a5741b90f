import { describe, expect, it } from 'vitest';
import { btcPerpetual } from '../../domain/instrument/fixtures/btc-perpetual.ts';
import type { KernelRooms } from '../kernel-rooms.ts';
import { isUnsellable } from './unsellable.ts';

/** Lots of 0.001 BTC at 50,000.0 USDT: each is worth 50, and nothing below 120 may be sold. */
const SPOT = { ...btcPerpetual({ minNotionalQuote: '120' }), kind: 'spot' } as const;
const roomsIn = (mode: string, markTicks = 500_000) =>
  ({ description: { mode }, market: { of: () => ({ markTicks }) } }) as unknown as KernelRooms;

describe('what a real venue of spot lets nobody sell', () => {
  it('R-OR-13: is what is worth less than its smallest order', () => {
    expect([1, 2, 3].map((lots) => isUnsellable(roomsIn('live'), SPOT, lots))).toEqual([true, true, false]);
    expect(isUnsellable(roomsIn('live'), { ...SPOT, minLots: 5 as never }, 4)).toBe(true);
  });

  it('is nothing on paper, nothing of a perpetual, and nothing while there is no price', () => {
    expect(isUnsellable(roomsIn('paper'), SPOT, 1)).toBe(false);
    expect(isUnsellable(roomsIn('live'), { ...SPOT, kind: 'linear-perpetual' }, 1)).toBe(false);
    expect(isUnsellable(roomsIn('live', 0), SPOT, 1)).toBe(false);
  });
});
