import type { LiveVenue } from '../../engine/domain/instrument/live-venues.ts';
import { systemClock } from '../../engine/runtime/clock.ts';
import { binanceLoopback } from '../../engine/venues/loopback/binance/binance-dialect.ts';
import { openBybitLoopback } from '../../engine/venues/loopback/bybit-loopback.ts';
import { coinbaseLoopback } from '../../engine/venues/loopback/coinbase/coinbase-dialect.ts';
import { openKrakenLoopback } from '../../engine/venues/loopback/kraken-loopback.ts';
import type { LoopbackVenue } from '../../engine/venues/loopback/loopback-options.ts';
import { openLoopback } from '../../engine/venues/loopback/loopback-venue.ts';
import { openOkxLoopback } from '../../engine/venues/loopback/okx-loopback.ts';

/** A market that moves as fast as a busy real one, with candles for the chart. */
const options = { seed: 7, clock: systemClock, historyMinutes: 90, marketSpeed: 5 };

const openers: Readonly<Record<LiveVenue, () => Promise<LoopbackVenue>>> = {
  bybit: () => openBybitLoopback(options),
  binance: () => openLoopback({ ...options, dialect: binanceLoopback('spot') }),
  'binance-usdm': () => openLoopback({ ...options, dialect: binanceLoopback('usdm') }),
  okx: async () => (await openOkxLoopback(options)).venue,
  kraken: async () => (await openKrakenLoopback(options)).venue,
  coinbase: () => openLoopback({ ...options, dialect: coinbaseLoopback }),
};

/** Opens a venue on this machine that speaks the dialect of a real one. */
export const openVenueHere = (venue: LiveVenue): Promise<LoopbackVenue> => openers[venue]();
