import { defineInstrument } from '../../../domain/instrument/instrument.ts';
import { parseFixed } from '../../../domain/units/fixed.ts';
import { aboveZero, decimalOf, type Fields, symbolOf } from '../frame-fields.ts';
import { largestValue } from '../largest-value.ts';
import type { Listing } from '../listing.ts';
import { countableSize, decimalText, ledgerLotOf } from '../wire-steps.ts';

const SCALE = 18;
/** The fees of the lowest tier, as ccxt 4.5.84 states them. */
const FEES = { makerFeePpm: 6000, takerFeePpm: 12_000 } as const;

/**
 * One spot product of Coinbase's Advanced Trade list.
 * @throws {BrokenRule} when it is malformed. @throws {RangeError} when it cannot be traded by our rules.
 */
export function coinbaseListing(product: Fields): Listing {
  const wireSymbol = symbolOf(product['product_id'], 'product_id');
  const base = symbolOf(product['base_currency_id'], 'base_currency_id');
  const quote = symbolOf(product['quote_currency_id'], 'quote_currency_id');
  const tickSize = plain(aboveZero(product['price_increment'], 'price_increment'));
  const sizeStep = plain(aboveZero(product['base_increment'], 'base_increment'));
  const { lotSize, stepsPerLot } = ledgerLotOf(tickSize, sizeStep);
  const instrument = defineInstrument({
    venue: 'coinbase',
    symbol: `${base}/${quote}`,
    kind: 'spot',
    base,
    quote,
    tickSize,
    lotSize,
    minSizeBase: aboveZero(product['base_min_size'], 'base_min_size'),
    maxSizeBase: countableSize(aboveZero(product['base_max_size'], 'base_max_size'), lotSize),
    minNotionalQuote: decimalOf(product['quote_min_size'], 'quote_min_size'),
    ...largestValue(product['quote_max_size']),
    ...FEES,
    maxLeverage: 1,
    fundingIntervalHours: 0,
  });
  return { wireSymbol, steps: { tickSize, sizeStep, stepsPerLot }, instrument };
}

const plain = (text: string): string => decimalText(parseFixed(text, SCALE));
