import { describe, expect, it } from 'vitest';
import { BTC, sampleInstrument } from '../../engine-client/fixtures/sample-view.ts';
import { ladderOrder } from './ladder-order.ts';

const click = {
  instrument: sampleInstrument,
  side: 'buy',
  ticks: 640_000,
  size: '0.002',
  stopDistance: '50',
} as const;

describe('a click on the ladder', () => {
  it('is a limit order with its protective stop on the losing side', () => {
    expect(ladderOrder(click)).toEqual({
      ok: true,
      request: {
        instrument: BTC,
        side: 'buy',
        sizeBase: '0.002',
        type: 'limit',
        limitPrice: '64000.0',
        protectiveStopPrice: '63950.0',
      },
    });
    expect(ladderOrder({ ...click, side: 'sell' })).toMatchObject({
      request: { protectiveStopPrice: '64050.0' },
    });
  });

  it.each(['stop-market', 'take-profit-market'] as const)('is a %s set off where it was clicked', (kind) => {
    const order = ladderOrder({ ...click, kind });
    expect(order).toMatchObject({ request: { type: kind, triggerPrice: '64000.0' } });
    expect(order).not.toHaveProperty('request.limitPrice');
  });

  it.each([
    ['no size', { size: '' }, 'size'],
    ['a size of zero', { size: '0' }, 'size'],
    ['no stop', { stopDistance: '' }, 'stop'],
    ['a stop below zero', { stopDistance: '70000' }, 'stop'],
  ])('is nothing with %s', (_what, typed, reason) => {
    expect(ladderOrder({ ...click, ...typed })).toEqual({ ok: false, reason });
  });
});
