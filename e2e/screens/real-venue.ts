import { systemClock } from '../../engine/runtime/clock.ts';
import type { VenueKey } from '../../engine/venues/live/trading-client.ts';
import { openWholeBybit, type WholeBybit } from '../../engine/venues/loopback/whole-bybit.ts';

/** The account's own name of the perpetual it trades. */
export const CORE_SYMBOL = 'linear:BTCUSDT';

/** Opens a Bybit on this machine with a million in the key's account. */
export const openRealVenue = (key: VenueKey): Promise<WholeBybit> =>
  openWholeBybit({ seed: 7, clock: systemClock, key, balances: { USDT: 1_000_000 }, historyMinutes: 90 });
