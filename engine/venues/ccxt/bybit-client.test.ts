import { describe, expect, it } from 'vitest';
import { BybitClient } from './bybit-client.ts';
import { realClock } from './real-clock.fixture.ts';

const ELSEWHERE = ['https://evil.example/v5', 'http://api.bybit.com/v5', 'http://127.0.0.1:1/', 'nonsense'];

const openClient = () =>
  new BybitClient({ categories: ['linear'], clock: realClock, requestTimeoutMs: 1000 });

describe('the Bybit client', () => {
  it.each(ELSEWHERE)('sends no request to %s', async (address) => {
    await expect(openClient().fetch(address)).rejects.toThrow(`a connection to ${address} is not allowed`);
  });

  it.each(ELSEWHERE)('opens no socket to %s', (address) => {
    const client = openClient();
    expect(() => client.client(address)).toThrow(`a connection to ${address} is not allowed`);
    expect(client.clients).toEqual({});
  });

  it('knows the sockets of the venue', () => {
    expect(openClient().socketUrl('linear')).toBe('wss://stream.bybit.com/v5/public/linear');
    expect(openClient().socketUrl('spot')).toBe('wss://stream.bybit.com/v5/public/spot');
  });
});
