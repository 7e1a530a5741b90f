import { describe, expect, it } from 'vitest';
import { realClock } from '../ccxt/real-clock.fixture.ts';
import { limitAt, openPair } from './session.fixture.ts';
import { ONE_OF_EACH } from './venue-pairs.fixture.ts';

const found = ONE_OF_EACH.find(({ dialect }) => dialect.venue === 'coinbase');
if (!found) throw new Error('Coinbase must be among the venues');
const pair = found;

/** What a token says of its own life, in seconds. */
function lifeOf(authorization: string | undefined): { readonly nbf: number; readonly exp: number } {
  const [, body = ''] = (authorization ?? '').replace('Bearer ', '').split('.');
  return JSON.parse(Buffer.from(body, 'base64url').toString()) as { nbf: number; exp: number };
}

describe('signatures for Coinbase', () => {
  it.each([0, -300_000, 3_600_000])(
    'are good for ten seconds of the clock of the venue, %d ms from ours',
    async (clockAheadMs) => {
      const open = await openPair(pair, { venue: { clockAheadMs } });
      await open.ask(open.order(limitAt(600_000)));
      const placed = open.venue.seen.findLast(({ purpose }) => purpose === 'place');
      const { exp, nbf } = lifeOf(placed?.headers['authorization']);
      const venueNow = (realClock.now() + clockAheadMs) / 1000;
      expect(exp - venueNow).toBeLessThanOrEqual(10);
      expect(exp - venueNow).toBeGreaterThan(7);
      expect(exp - nbf).toBe(120);
      expect(open.venue.core.openOrders).toHaveLength(1);
      expect(open.venue.badSignatures).toBe(0);
      await open.close();
    },
  );

  it('R-CN-06: make the venue refuse an order that was under way for longer', async () => {
    const open = await openPair(pair, { session: { requestTimeoutMs: 14_000 } });
    open.venue.faults.next('place', { kind: 'request-late', ms: 10_500 });
    const answer = await open.ask(open.order(limitAt(600_000)), 14_000);
    expect(answer).toMatchObject({ kind: 'refused' });
    expect(open.venue.core.orders).toEqual([]);
    expect(pair.dialect.traits.receiveWindowMs).toBeLessThanOrEqual(15_000);
    await open.close();
  }, 30_000);
});
