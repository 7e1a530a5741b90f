import { describe, expect, it } from 'vitest';
import { commands } from './commands.ts';
import { isCommandName, parseRequest } from './parse-request.ts';

const order = { instrument: 'sandbox:BTC/USDT:USDT', side: 'buy', sizeBase: '0.01', type: 'market' };

describe('parsing a request', () => {
  it('fills in what may be left out', () => {
    expect(parseRequest('placeOrder', order)).toMatchObject({
      ok: true,
      request: { timeInForce: 'gtc', postOnly: false, reduceOnly: false },
    });
  });

  it.each([
    ['an unknown key', { ...order, admin: true }],
    ['a size in exponent form', { ...order, sizeBase: '1e-2' }],
    ['a negative size', { ...order, sizeBase: '-1' }],
    ['a size as a number', { ...order, sizeBase: 0.01 }],
    ['another side', { ...order, side: 'long' }],
    ['an instrument without a venue', { ...order, instrument: 'BTC/USDT' }],
    ['a prototype', JSON.parse('{"__proto__":{"side":"buy"}}')],
    ['nothing', undefined],
    ['a list', [order]],
  ])('refuses %s and says what was wrong', (_what, payload) => {
    const parsed = parseRequest('placeOrder', payload);
    expect(parsed).toMatchObject({ ok: false, failure: { code: 'malformed-request' } });
    expect(!parsed.ok && parsed.failure.detail).toMatch(/^placeOrder: /);
  });

  it('knows its commands and nothing an object inherits', () => {
    expect(Object.keys(commands).every(isCommandName)).toBe(true);
    expect(['toString', '__proto__', 'constructor', '', 7, null].some(isCommandName)).toBe(false);
  });

  it('bounds what may be asked for at once', () => {
    const bars = { instrument: 'sandbox:BTC/USDT:USDT', intervalMs: 60_000 };
    expect(parseRequest('bars', { ...bars, count: 2000 }).ok).toBe(true);
    expect(parseRequest('bars', { ...bars, count: 2001 }).ok).toBe(false);
  });
});
