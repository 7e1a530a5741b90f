import { defineInstrument } from '../../../domain/instrument/instrument.ts';
import { parseFixed } from '../../../domain/units/fixed.ts';
import { aboveZero, BrokenRule, type Fields, symbolOf, textOf } from '../frame-fields.ts';
import { largestValue } from '../largest-value.ts';
import type { Fees, Listing } from '../listing.ts';
import { countableSize, decimalText, ledgerLotOf } from '../wire-steps.ts';

const SCALE = 18;
const FUNDING_INTERVAL_HOURS = 8;
/** The fees of the lowest tier, as ccxt 4.5.84 states them. */
const FEES: Readonly<Record<'spot' | 'swap', Fees>> = {
  spot: { makerFeePpm: 1000, takerFeePpm: 1500 },
  swap: { makerFeePpm: 200, takerFeePpm: 500 },
};

/**
 * One entry of OKX's `public/instruments`. Spot sizes are written in base units, those of contracts in
 * contracts. An instrument comes of spot and of linear perpetuals.
 * @throws {BrokenRule} when the entry is malformed.
 */
export function okxListing(entry: Fields): Listing {
  const wireSymbol = symbolOf(entry['instId'], 'instId');
  const tickSize = plain(aboveZero(entry['tickSz'], 'tickSz'));
  const sizeStep = plain(aboveZero(entry['lotSz'], 'lotSz'));
  const type = textOf(entry['instType'], 'instType');
  if (type === 'SPOT') return spotListing(entry, { wireSymbol, tickSize, sizeStep });
  const isLinear = type === 'SWAP' && entry['ctType'] === 'linear';
  if (!isLinear) return { wireSymbol, steps: { tickSize, sizeStep, stepsPerLot: 1 }, instrument: undefined };
  return perpetualListing(entry, { wireSymbol, tickSize, sizeStep });
}

interface Steps {
  readonly wireSymbol: string;
  readonly tickSize: string;
  readonly sizeStep: string;
}

function spotListing(entry: Fields, { sizeStep, tickSize, wireSymbol }: Steps): Listing {
  const base = symbolOf(entry['baseCcy'], 'baseCcy');
  const quote = symbolOf(entry['quoteCcy'], 'quoteCcy');
  const { lotSize, stepsPerLot } = ledgerLotOf(tickSize, sizeStep);
  const instrument = defineInstrument({
    venue: 'okx',
    symbol: `${base}/${quote}`,
    kind: 'spot',
    base,
    quote,
    tickSize,
    lotSize,
    minSizeBase: aboveZero(entry['minSz'], 'minSz'),
    maxSizeBase: countableSize(aboveZero(entry['maxLmtSz'], 'maxLmtSz'), lotSize),
    minNotionalQuote: '0',
    // Of an order at market, in quote units on spot: what is entered has to be left at market, too.
    ...largestValue(entry['maxMktSz']),
    ...FEES.spot,
    maxLeverage: 1,
    fundingIntervalHours: 0,
  });
  return { wireSymbol, steps: { tickSize, sizeStep, stepsPerLot }, instrument };
}

function perpetualListing(entry: Fields, { sizeStep, tickSize, wireSymbol }: Steps): Listing {
  const [base = '', quote = ''] = symbolOf(entry['uly'], 'uly').split('-');
  const contract = contractBase(entry);
  const inBase = (name: string): string => decimalText(times(contract, aboveZero(entry[name], name)));
  const { lotSize, stepsPerLot } = ledgerLotOf(tickSize, inBase('lotSz'));
  const instrument = defineInstrument({
    venue: 'okx',
    symbol: `${base}/${quote}:${symbolOf(entry['settleCcy'], 'settleCcy')}`,
    kind: 'linear-perpetual',
    base,
    quote,
    tickSize,
    lotSize,
    minSizeBase: inBase('minSz'),
    maxSizeBase: countableSize(inBase('maxLmtSz'), lotSize),
    minNotionalQuote: '0',
    ...FEES.swap,
    maxLeverage: Number(aboveZero(entry['lever'], 'lever')),
    fundingIntervalHours: FUNDING_INTERVAL_HOURS,
  });
  return { wireSymbol, steps: { tickSize, sizeStep, stepsPerLot }, instrument };
}

/** What one contract is worth in base units, as an integer of 10^-18. */
function contractBase(entry: Fields): bigint {
  const value = parseFixed(aboveZero(entry['ctVal'], 'ctVal'), SCALE);
  const base = times(value, aboveZero(entry['ctMult'], 'ctMult'));
  if (base === 0n) throw new BrokenRule('a contract must be worth at least 10^-18 base units');
  return base;
}

const times = (a: bigint, b: string): bigint => (a * parseFixed(b, SCALE)) / 10n ** BigInt(SCALE);

/** Without trailing zeros, as `0.1` of `0.10`. */
const plain = (text: string): string => decimalText(parseFixed(text, SCALE));
