import { btcPerpetual } from '../../domain/instrument/fixtures/btc-perpetual.ts';
import type { Instrument } from '../../domain/instrument/instrument.ts';
import { EXCHANGE_KINDS, type ExchangeKind } from './exchange/exchange-kinds.ts';

const perpetual = (base: string): Instrument =>
  btcPerpetual({ venue: 'sim', base, symbol: `${base}/USDT:USDT` });

/** What the engine trades in a simulation, with the prices it begins at in ticks. */
export const SIMULATED_MARKETS = [
  { instrument: perpetual('BTC'), mid: 600_000 },
  { instrument: perpetual('ETH'), mid: 30_000 },
] as const;

/** Where only somebody else trades with the same account. */
export const HAND_TRADED_MARKET = { instrument: perpetual('SOL'), mid: 2_000 } as const;

/** A market as a kind of exchange has it: the same book, where it is spot too. */
export const marketAt = (kind: ExchangeKind, instrument: Instrument): Instrument =>
  EXCHANGE_KINDS[kind].isSpot === true
    ? { ...instrument, kind: 'spot', maxLeverage: 1, fundingIntervalHours: 0 }
    : instrument;
