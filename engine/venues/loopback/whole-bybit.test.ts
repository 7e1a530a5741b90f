import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { realClock } from '../ccxt/real-clock.fixture.ts';
import { openWholeBybit, type WholeBybit } from './whole-bybit.ts';

describe('both sides of a venue behind one address', () => {
  let venue: WholeBybit;

  beforeEach(async () => {
    const key = { apiKey: 'key', secret: 'secret' };
    venue = await openWholeBybit({ seed: 7, clock: realClock, key, balances: {} });
  });
  afterEach(() => venue.close());

  const statusOf = async (path: string) => (await fetch(`${venue.urls.restUrl}${path}`)).status;
  const MARKET = '/v5/market/time';
  const ACCOUNT = '/v5/account/wallet-balance';

  it('lose the account alone when it is cut off, and find it again', async () => {
    const account = await statusOf(ACCOUNT);
    venue.cutOff(true);
    await expect(statusOf(ACCOUNT)).rejects.toThrow('fetch failed');
    expect(await statusOf(MARKET)).toBe(200);
    venue.cutOff(false);
    expect(await statusOf(ACCOUNT)).toBe(account);
  });
});
