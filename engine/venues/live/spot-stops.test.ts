import { expect, it } from 'vitest';
import { VENUE_PAIRS } from './venue-pairs.fixture.ts';

it('R-PR-07: every venue of spot says how it moves a stop, and one alone has no way without a gap', () => {
  const spot = VENUE_PAIRS.filter(({ symbol }) => !symbol.includes(':'));
  const ways = spot.map(({ dialect: { traits, venue } }) => [venue, traits.movesSpotStops]);
  expect(Object.fromEntries(ways)).toEqual({
    binance: 'replace-in-one-request',
    bybit: 'amend',
    coinbase: 'cancel-then-place',
    kraken: 'amend',
    okx: 'amend',
  });
});
