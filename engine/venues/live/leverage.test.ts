import { describe, expect, it } from 'vitest';
import { openPair } from './session.fixture.ts';
import { VENUE_PAIRS } from './venue-pairs.fixture.ts';

describe.each(VENUE_PAIRS)('the leverage of an account at $name', (pair) => {
  const lends = pair.symbol.includes(':');

  it('is told for what is traded though nothing is held, and is 1 where nothing is lent', async () => {
    const opened = await openPair(pair, { isEarly: true });
    const { session, venue } = opened;
    try {
      venue.core.knobs.leverage = 3;
      expect(await session.leverage()).toBe(lends ? 3 : 1);
    } finally {
      await opened.close();
    }
  });

  it.runIf(lends)('is not told where the venue does not answer', async () => {
    const opened = await openPair(pair, { isEarly: true });
    const { session, venue } = opened;
    try {
      venue.faults.chances = [{ purpose: 'ask', fault: { kind: 'html' }, probability: 1 }];
      expect(await session.leverage()).toBeUndefined();
    } finally {
      await opened.close();
    }
  });
});
