import { describe, expect, it } from 'vitest';
import type { BecameOf } from '../../engine-client/place-order.ts';
import { de } from '../../language/de.ts';
import { en } from '../../language/en.ts';
import { placedNotice } from './placed-notice.ts';

const asked = { side: 'Buy', size: '0.100', instrument: { lotSize: '0.001', symbol: 'BTC/USDT' } };
const told = (became: BecameOf) => placedNotice(became, asked, en);
const standing = (status: 'sending' | 'intent' | 'denied' | 'filled', sizeBase = 0.1): BecameOf => ({
  status,
  sizeBase,
});

describe('what the person is told of an order by hand', () => {
  it('is that it was sent only when it was', () => {
    expect(told(standing('sending'))).toEqual({ level: 'info', text: 'Buy 0.100 BTC/USDT sent' });
    expect(told(standing('filled'))?.text).toBe('Buy 0.100 BTC/USDT sent');
    for (const became of [
      { status: 'waiting', sizeBase: 0.1 },
      { status: 'confirmed' },
      standing('intent'),
      standing('denied'),
    ] as const)
      expect(told(became)?.text).not.toMatch(/sent/);
  });

  it('names the part that leaves during the warm-up after arming', () => {
    expect(told(standing('sending', 0.025))?.text).toBe('Buy 0.025 of 0.100 BTC/USDT sent');
    expect(told(standing('intent', 0.025))?.text).toBe(
      'Buy 0.025 of 0.100 BTC/USDT is held back and leaves as soon as it may',
    );
  });

  it('says what it waits for while the history is read', () => {
    const waiting: BecameOf = { status: 'waiting', sizeBase: 0.1 };
    expect(told(waiting)).toEqual({
      level: 'info',
      text: 'Buy 0.100 BTC/USDT waits until the market’s history is read',
    });
    expect(placedNotice(waiting, asked, de)?.text).toContain('wartet, bis die Historie');
  });

  it('warns of an order that never left, and leaves a refusal to the notice that says why', () => {
    expect(told(standing('denied'))).toEqual({
      level: 'warning',
      text: 'Buy 0.100 BTC/USDT never left: the log says why',
    });
    expect(told({ status: 'refused', sizeBase: 0.1 })).toBeUndefined();
  });
});
