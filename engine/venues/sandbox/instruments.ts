import {
  defineInstrument,
  type Instrument,
  type InstrumentRules,
} from '../../domain/instrument/instrument.ts';

const shared = {
  venue: 'sandbox',
  kind: 'linear-perpetual',
  quote: 'USDT',
  minNotionalQuote: '5',
  makerFeePpm: 200,
  takerFeePpm: 550,
  maxLeverage: 10,
  fundingIntervalHours: 8,
} as const satisfies Partial<InstrumentRules>;

/** The three perpetuals of the sandbox, in the order every list of it keeps. */
export const sandboxInstruments: readonly Instrument[] = [
  defineInstrument({
    ...shared,
    symbol: 'BTC/USDT:USDT',
    base: 'BTC',
    tickSize: '0.1',
    lotSize: '0.001',
    minSizeBase: '0.001',
    maxSizeBase: '100',
  }),
  defineInstrument({
    ...shared,
    symbol: 'ETH/USDT:USDT',
    base: 'ETH',
    tickSize: '0.01',
    lotSize: '0.01',
    minSizeBase: '0.01',
    maxSizeBase: '2000',
  }),
  defineInstrument({
    ...shared,
    symbol: 'SOL/USDT:USDT',
    base: 'SOL',
    tickSize: '0.01',
    lotSize: '0.1',
    minSizeBase: '0.1',
    maxSizeBase: '50000',
  }),
];
