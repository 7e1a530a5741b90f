import { describe, expect, it } from 'vitest';
import { isLoopback, mayConnect } from './venue-hosts.ts';

const HOSTS = ['api.bybit.com', 'stream.bybit.com', 'stream.binance.com:9443'];

describe('where a client may connect', () => {
  it.each([
    'https://api.bybit.com/v5/market/time',
    'wss://stream.bybit.com/v5/public/linear',
    'wss://stream.binance.com:9443/ws/0',
  ])('is the venue itself: %s', (address) => {
    expect(mayConnect(address, HOSTS)).toBe(true);
    expect(mayConnect(address, 'loopback')).toBe(false);
  });

  it.each([
    'http://api.bybit.com/v5/market/time',
    'ws://stream.bybit.com/v5/public/linear',
    'https://api.bybit.com:8443/',
    'wss://stream.binance.com/ws/0',
    'https://api.bybit.com.evil.example/',
    'https://evil.example/api.bybit.com',
    'https://user:secret@api.bybit.com/',
    'https://api.bybit.com@evil.example/',
    'https://BYBIT.com/',
    'http://127.0.0.1:8080/',
    'file:///etc/passwd',
    'api.bybit.com',
    '',
  ])('is not %s', (address) => {
    expect(mayConnect(address, HOSTS)).toBe(false);
  });

  it.each([
    ['http://127.0.0.1:8080/', true],
    ['ws://localhost:1', true],
    ['http://[::1]:80/', true],
    ['http://127.0.0.1.evil.example/', false],
    ['http://0.0.0.0/', false],
    ['nonsense', false],
  ])('takes %s for this machine: %s', (address, expected) => {
    expect(isLoopback(address)).toBe(expected);
  });
});
