import { describe, expect, it } from 'vitest';
import { BTC, sampleInstrument, sampleOrder } from '../../engine-client/fixtures/sample-view.ts';
import { isMovable, ordersAt, replacementOf } from './own-orders.ts';

const order = { ...sampleOrder, limitPrice: 63_990, sizeBase: 0.02, filledBase: 0.005 };

describe('the own orders of a row', () => {
  it('are the open ones of its side whose price the row gathers', () => {
    const orders = [
      order,
      { ...order, orderId: 'other-side', side: 'sell' as const },
      { ...order, orderId: 'closed', status: 'filled' as const },
      { ...order, orderId: 'other-market', instrument: 'sandbox:ETH/USDT:USDT' },
      { ...order, orderId: 'near', limitPrice: 63_990.4 },
    ];
    const idsAt = (groupTicks: number) =>
      ordersAt(orders, sampleInstrument, { side: 'buy', ticks: 639_900 }, groupTicks).map(
        ({ orderId }) => orderId,
      );
    expect(idsAt(1)).toEqual(['o-1']);
    // Tick 0.1: rows of five ticks gather 63,990.0 to 63,990.4.
    expect(idsAt(5)).toEqual(['o-1', 'near']);
  });

  it('can be moved only when they are limit orders placed by hand that protect nothing', () => {
    expect(isMovable(order)).toBe(true);
    expect(isMovable({ ...order, type: 'stop-market' })).toBe(false);
    expect(isMovable({ ...order, runId: 'run-1' })).toBe(false);
    expect(isMovable({ ...order, role: 'stop' })).toBe(false);
  });
});

describe('the replacement of an order', () => {
  it('is what is left of it at the new price, with its own protective stop', () => {
    expect(replacementOf({ ...order, postOnly: true }, sampleInstrument, 639_850, '50')).toEqual({
      ok: true,
      request: {
        instrument: BTC,
        side: 'buy',
        sizeBase: '0.015',
        type: 'limit',
        limitPrice: '63985.0',
        protectiveStopPrice: '63935.0',
        postOnly: true,
      },
    });
  });

  it('needs a stop distance, unless the order only reduces', () => {
    expect(replacementOf(order, sampleInstrument, 639_850, '')).toEqual({ ok: false, reason: 'stop' });
    const reducing = replacementOf({ ...order, reduceOnly: true }, sampleInstrument, 639_850, '');
    expect(reducing).toMatchObject({ ok: true, request: { reduceOnly: true, limitPrice: '63985.0' } });
    expect(reducing).not.toHaveProperty('request.protectiveStopPrice');
  });
});
