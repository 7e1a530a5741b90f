import { defineInstrument, type Instrument } from '../../domain/instrument/instrument.ts';
import type { BinanceMarket } from '../wire/binance/binance-frame.ts';
import { RecordingError } from './recording-error.ts';

/** Steps of a price and a size, in quote and base units. */
export interface CaptureSteps {
  readonly tickSize: string;
  readonly lotSize: string;
}

interface KnownRules extends CaptureSteps {
  readonly minSizeBase: string;
  readonly maxSizeBase: string;
  readonly minNotionalQuote: string;
}

/** Rules in force when the captures were taken, by market and symbol. */
const KNOWN: Readonly<Record<BinanceMarket, Readonly<Record<string, KnownRules>>>> = {
  spot: {
    BTCUSDT: {
      tickSize: '0.01',
      lotSize: '0.00001',
      minSizeBase: '0.00001',
      maxSizeBase: '9000',
      minNotionalQuote: '5',
    },
  },
  usdm: {
    BTCUSDT: {
      tickSize: '0.1',
      lotSize: '0.001',
      minSizeBase: '0.001',
      maxSizeBase: '1000',
      minNotionalQuote: '100',
    },
  },
};

/** The venue's fees of its lowest tier, in millionths, and its highest leverage, that of BTCUSDT. */
const TERMS = {
  spot: { makerFeePpm: 1000, takerFeePpm: 1000, maxLeverage: 1, fundingIntervalHours: 0 },
  usdm: { makerFeePpm: 200, takerFeePpm: 500, maxLeverage: 125, fundingIntervalHours: 8 },
} as const;

/** Longest first, so that FDUSD is not taken for USD. */
const QUOTES = ['FDUSD', 'USDT', 'USDC', 'BUSD', 'TUSD', 'BTC', 'ETH', 'BNB', 'EUR', 'TRY', 'BRL'] as const;

/** The steps a symbol is known to have; undefined where they must be read off the capture. */
export const knownSteps = (market: BinanceMarket, symbol: string): CaptureSteps | undefined =>
  KNOWN[market][symbol];

/**
 * The instrument of a capture. Where the venue's order limits are not known, the smallest order is
 * one lot and the largest a billion lots: a capture says nothing about them.
 * @throws {RecordingError} when base and quote cannot be told apart in the symbol.
 */
export function captureInstrument(market: BinanceMarket, symbol: string, steps: CaptureSteps): Instrument {
  const quote = QUOTES.find((name) => symbol.endsWith(name) && symbol.length > name.length);
  if (quote === undefined) {
    throw new RecordingError(`symbol ${symbol} must end in one of ${QUOTES.join(', ')}`);
  }
  const base = symbol.slice(0, -quote.length);
  const known = KNOWN[market][symbol];
  return defineInstrument({
    venue: 'binance',
    symbol: market === 'spot' ? `${base}/${quote}` : `${base}/${quote}:${quote}`,
    kind: market === 'spot' ? 'spot' : 'linear-perpetual',
    base,
    quote,
    tickSize: steps.tickSize,
    lotSize: steps.lotSize,
    minSizeBase: known?.minSizeBase ?? steps.lotSize,
    maxSizeBase: known?.maxSizeBase ?? timesBillion(steps.lotSize),
    minNotionalQuote: known?.minNotionalQuote ?? '0',
    ...TERMS[market],
  });
}

function timesBillion(step: string): string {
  const [whole = '0', fraction = ''] = step.split('.');
  const digits = whole + fraction.padEnd(9, '0');
  const split = digits.length - Math.max(0, fraction.length - 9);
  const rest = digits.slice(split);
  return `${BigInt(digits.slice(0, split))}${rest === '' ? '' : `.${rest}`}`;
}
