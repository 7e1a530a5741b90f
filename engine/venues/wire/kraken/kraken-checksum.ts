import { crc32 } from 'node:zlib';
import { shownValue } from '../../recorded/shown-value.ts';
import type { BookLevel, LevelSide } from '../level-side.ts';
import { BrokenRule } from '../frame-fields.ts';

const CHECKED_LEVELS = 10;
const LARGEST = 0xffff_ffff;

/** Decimal places Kraken writes a pair's prices and sizes with. */
export interface KrakenPlaces {
  readonly price: number;
  readonly size: number;
}

/** The text of an unsigned CRC-32. */
export function checksumTextOf(value: unknown, name: string): number {
  const number = typeof value === 'string' && /^\d{1,10}$/.test(value) ? Number(value) : Number.NaN;
  if (!(number <= LARGEST)) {
    throw new BrokenRule(
      `${name} must be the text of an unsigned integer of 32 bits, was ${shownValue(value)}`,
    );
  }
  return number;
}

/**
 * Kraken's CRC-32 of the ten best asks, then the ten best bids: price and size of each as sent, without
 * the point and without leading zeros. The first socket sends all places (`places` undefined); the second
 * may leave trailing zeros out, which `places` puts back.
 */
export function krakenChecksum(bids: LevelSide, asks: LevelSide, places?: KrakenPlaces): number {
  return crc32(sideText(asks.top(CHECKED_LEVELS), places) + sideText(bids.top(CHECKED_LEVELS), places));
}

function sideText(levels: readonly BookLevel[], places: KrakenPlaces | undefined): string {
  let text = '';
  for (const { price, size } of levels) text += digitsOf(price, places?.price) + digitsOf(size, places?.size);
  return text;
}

function digitsOf(text: string, places: number | undefined): string {
  const [whole = '', fraction = ''] = text.split('.');
  return (whole + (places === undefined ? fraction : fraction.padEnd(places, '0'))).replace(/^0+/, '');
}
