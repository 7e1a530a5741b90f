import { describe, expect, it } from 'vitest';
import type { Fill } from '../../domain/order/fill.ts';
import { ticks } from '../../domain/units/ticks.ts';
import { openOrder } from '../gates/situation.fixture.ts';
import { SLIPPAGE_FILLS, SlippageLog } from './slippage-log.ts';

const fillAt = (at: number, side: 'buy' | 'sell' = 'buy', orderId = 'o-1') =>
  ({ orderId, side, ticks: ticks(at) }) as Fill;

describe('fills against what was expected of them', () => {
  it('are worse above it for a buy and below it for a sell, by a share of it', () => {
    const log = new SlippageLog();
    log.sent(openOrder({ id: 'o-1' }), 1000);
    log.filled(fillAt(1002), 'buys');
    log.filled(fillAt(998), 'buys');
    log.filled(fillAt(998, 'sell'), 'sells');
    log.filled(fillAt(1003, 'sell'), 'sells');
    const worse = (name: string) =>
      [-0.0025, -0.002, 0.0019, 0.002].map((share) => log.countWorse(name, share));
    // Two ticks of a thousand either way; no better than exactly as much worse.
    expect(worse('buys')).toEqual([2, 1, 1, 0]);
    expect(worse('sells')).toEqual([1, 1, 1, 0]);
  });

  it('are the last ten of each strategy, also over a restart', () => {
    const log = new SlippageLog();
    log.sent(openOrder({ id: 'o-1' }), 1000);
    for (let at = 1; at <= SLIPPAGE_FILLS; at += 1) log.filled(fillAt(1000 + at), 'one');
    log.filled(fillAt(1010), 'two');
    const next = new SlippageLog();
    next.restore(structuredClone(log.state()));
    expect(next.state()).toEqual(log.state());
    // What was expected of the order is known still; the oldest, one tick worse, goes for two that were right.
    next.filled(fillAt(1000), 'one');
    expect([next.countWorse('one', 0), next.countWorse('two', 0.009)]).toEqual([9, 1]);
    next.filled(fillAt(1000), 'one');
    expect(next.countWorse('one', 0)).toBe(8);
    next.forget('one');
    expect([next.countWorse('one', -1), next.countWorse('two', 0.009)]).toEqual([0, 1]);
  });

  it('expect nothing of an order that is over, nor where there is no price to hit', () => {
    const log = new SlippageLog();
    log.sent(openOrder({ id: 'o-1' }), 1);
    log.closed('o-1');
    log.filled(fillAt(5), 'one');
    log.sent(openOrder({ id: 'o-2' }), 0);
    log.filled(fillAt(5, 'buy', 'o-2'), 'one');
    const kind = { type: 'limit', limit: ticks(9), timeInForce: 'gtc', postOnly: false } as const;
    log.sent(openOrder({ id: 'o-4', kind }), 9);
    expect(log.state()).toEqual({ expected: {}, shares: {} });
    log.sent(openOrder({ id: 'o-3' }), 1);
    expect(log.state().expected).toEqual({ 'o-3': 1 });
  });
});
