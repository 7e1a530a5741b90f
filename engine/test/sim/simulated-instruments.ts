import { defineInstrument, type Instrument } from '../../domain/instrument/instrument.ts';

const RULES = {
  venue: 'sim',
  kind: 'linear-perpetual',
  quote: 'USDT',
  tickSize: '0.1',
  lotSize: '0.001',
  minSizeBase: '0.001',
  maxSizeBase: '100',
  minNotionalQuote: '5',
  makerFeePpm: 200,
  takerFeePpm: 550,
  maxLeverage: 10,
  fundingIntervalHours: 8,
} as const;

const perpetual = (base: string): Instrument =>
  defineInstrument({ ...RULES, base, symbol: `${base}/USDT:USDT` });

/** What the engine trades in a simulation, with the prices it begins at in ticks. */
export const SIMULATED_MARKETS = [
  { instrument: perpetual('BTC'), mid: 600_000 },
  { instrument: perpetual('ETH'), mid: 30_000 },
] as const;

/** Where only somebody else trades with the same account. */
export const HAND_TRADED_MARKET = { instrument: perpetual('SOL'), mid: 2_000 } as const;
