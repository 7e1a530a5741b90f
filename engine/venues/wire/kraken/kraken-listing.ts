import { defineInstrument } from '../../../domain/instrument/instrument.ts';
import { type Fields, listOf, symbolOf, wholeOf } from '../frame-fields.ts';
import { BrokenRule } from '../frame-fields.ts';
import type { Listing } from '../listing.ts';
import { countableSize, ledgerLotOf, stepOfPlaces } from '../wire-steps.ts';

const PPM_PER_PERCENT = 10_000;
const MOST_PLACES = 12;
/** A market tells no largest order: a billion of the base is more than any book holds. */
const NO_LARGEST = '1000000000';
/** Kraken's own names of what everybody else calls otherwise. */
const UNIFIED: Readonly<Record<string, string>> = { XBT: 'BTC', XDG: 'DOGE' };

/** A listing with the names the two sockets use: `XBT/USD` on the first, `BTC/USD` on the second. */
export interface KrakenListing extends Listing {
  readonly v2Symbol: string;
  readonly pricePlaces: number;
  readonly sizePlaces: number;
}

/**
 * One pair of Kraken's `AssetPairs`.
 * @throws {BrokenRule} when it is malformed. @throws {RangeError} when it cannot be traded by our rules.
 */
export function krakenListing(pair: Fields): KrakenListing {
  const wireSymbol = symbolOf(pair['wsname'], 'wsname');
  const [base = '', quote = ''] = wireSymbol.split('/').map((name) => UNIFIED[name] ?? name);
  const pricePlaces = placesOf(pair['pair_decimals'], 'pair_decimals');
  const sizePlaces = placesOf(pair['lot_decimals'], 'lot_decimals');
  const tickSize = stepOfPlaces(pricePlaces);
  const sizeStep = stepOfPlaces(sizePlaces);
  const { lotSize, stepsPerLot } = ledgerLotOf(tickSize, sizeStep);
  const symbol = `${base}/${quote}`;
  const instrument = defineInstrument({
    venue: 'kraken',
    symbol,
    kind: 'spot',
    base,
    quote,
    tickSize,
    lotSize,
    minSizeBase: minimumOf(pair['ordermin'], sizeStep),
    maxSizeBase: countableSize(NO_LARGEST, lotSize),
    minNotionalQuote: minimumOf(pair['costmin'], '0'),
    makerFeePpm: lowestTier(pair['fees_maker'] ?? pair['fees'], 'fees_maker'),
    takerFeePpm: lowestTier(pair['fees'], 'fees'),
    maxLeverage: 1,
    fundingIntervalHours: 0,
  });
  const steps = { tickSize, sizeStep, stepsPerLot };
  return { wireSymbol, v2Symbol: symbol, pricePlaces, sizePlaces, steps, instrument };
}

const minimumOf = (value: unknown, otherwise: string): string =>
  typeof value === 'string' && /^\d{1,12}(\.\d{1,8})?$/.test(value) ? value : otherwise;

/** The fee of the first tier of [[volume, percent], …], in millionths. */
function lowestTier(tiers: unknown, name: string): number {
  const [first] = listOf(tiers, name);
  const [, percent] = listOf(first, `the first tier of ${name}`);
  const number = Number(percent);
  if (!Number.isFinite(number)) throw new BrokenRule(`${name} must be percents`);
  return Math.round(number * PPM_PER_PERCENT);
}

/** Decimal places, which ccxt hands on as text. */
function placesOf(value: unknown, name: string): number {
  const places = wholeOf(typeof value === 'string' ? Number(value) : value, name);
  if (places > MOST_PLACES) throw new BrokenRule(`${name} must be ${MOST_PLACES} at most, was ${places}`);
  return places;
}
