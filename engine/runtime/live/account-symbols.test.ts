import { describe, expect, it } from 'vitest';
import type { StoredSession } from '../../journal/session-store.ts';
import { unixMs } from '../../domain/units/time.ts';
import { INSTRUMENT } from '../../execution/fixtures/scripted-market.ts';
import { symbolsAt, symbolsInUse } from './account-symbols.ts';
import { ToldLive } from './told-live.fixture.ts';

/** What the journal holds of a session. */
const stored = (told: ToldLive): StoredSession => ({
  description: told.description,
  checkpoint: { sequence: 1, time: unixMs(told.time), state: told.state() },
});

describe('what an account trades', () => {
  it('is what the person follows at its venue, or what everybody begins with there', () => {
    const market = { source: 'live-data', venue: 'bybit', symbols: ['XRP/USDT:USDT'] } as const;
    expect(symbolsAt('bybit', market)).toEqual(['XRP/USDT:USDT']);
    const usual = ['BTC/USDT:USDT', 'ETH/USDT:USDT', 'SOL/USDT:USDT'];
    expect(symbolsAt('okx', market)).toEqual(usual);
    expect(symbolsAt('okx', { source: 'sandbox' })).toEqual(usual);
  });

  it('is, besides, what its last session left in use: it has to be watched whatever is followed now', () => {
    expect(symbolsInUse(undefined)).toEqual([]);
    const told = new ToldLive().begin();
    expect(symbolsInUse(stored(told))).toEqual([]);
    told.arm();
    told.enter();
    told.pass(1000);
    expect(told.kernel.rooms.ledger.netLots(INSTRUMENT.id)).toBeGreaterThan(0);
    expect(symbolsInUse(stored(told))).toEqual([INSTRUMENT.symbol]);
  });
});
