import { describe, expect, it } from 'vitest';
import { lots } from '../domain/units/lots.ts';
import type { OrderIntent } from '../domain/order/order-intent.ts';
import { RefusalStreaks } from './refusal-streaks.ts';

const intent: OrderIntent = {
  runId: 'run-1',
  instrument: 'test:AAA/USDT',
  role: 'entry',
  side: 'buy',
  lots: lots(1),
  kind: { type: 'market' },
  reduceOnly: false,
  reason: 'a test',
};
const red = { code: 'ev-red', measured: {} } as const;
const spacing = { code: 'entry-spacing', measured: {} } as const;

describe('refusal streaks', () => {
  it('writes the first refusal at once, the same one again after a minute with its count', () => {
    const streaks = new RefusalStreaks();
    const said = Array.from({ length: 61 }, (_each, second) => streaks.note(intent, red, second * 1000));
    expect(said.filter((count) => count > 0)).toEqual([1, 60]);
    expect(said.reduce((sum, count) => sum + count, 0)).toBe(61);
  });

  it('takes another code for news', () => {
    const streaks = new RefusalStreaks();
    expect([
      streaks.note(intent, red, 0),
      streaks.note(intent, spacing, 1),
      streaks.note(intent, red, 2),
    ]).toEqual([1, 1, 1]);
  });

  it('takes the same code for news after an order went through', () => {
    const streaks = new RefusalStreaks();
    streaks.note(intent, red, 0);
    streaks.end('run-1');
    expect(streaks.note(intent, red, 1)).toBe(1);
  });

  it('writes every refusal of a person’s own orders', () => {
    const streaks = new RefusalStreaks();
    const mine = { ...intent, runId: 'manual' };
    expect([streaks.note(mine, red, 0), streaks.note(mine, red, 1)]).toEqual([1, 1]);
  });
});
