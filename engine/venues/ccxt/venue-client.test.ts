import { describe, expect, it } from 'vitest';
import { bybit } from './dialects/bybit.ts';
import { realClock } from './real-clock.fixture.ts';
import { RestGate } from './rest-gate.ts';
import { VenueClient } from './venue-client.ts';

const ELSEWHERE = ['https://evil.example/v5', 'http://api.bybit.com/v5', 'http://127.0.0.1:1/', 'nonsense'];

const openExchange = () =>
  new VenueClient({
    dialect: bybit,
    symbols: ['BTC/USDT:USDT'],
    clock: realClock,
    gate: new RestGate(bybit.rest, realClock),
    requestTimeoutMs: 1000,
  }).exchange;

describe('the client of a venue', () => {
  it.each(ELSEWHERE)('sends no request to %s', async (address) => {
    await expect(openExchange().fetch(address)).rejects.toThrow(`a connection to ${address} is not allowed`);
  });

  it.each(ELSEWHERE)('opens no socket to %s', (address) => {
    const exchange = openExchange();
    expect(() => exchange.client(address)).toThrow(`a connection to ${address} is not allowed`);
    expect(exchange.clients).toEqual({});
  });

  it('may open a socket to the venue', () => {
    const address = 'wss://stream.bybit.com/v5/public/linear';
    expect(openExchange().client(address).url).toBe(address);
  });
});
