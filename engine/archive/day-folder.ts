import { join } from 'node:path';
import type { InstrumentId } from '../domain/instrument/instrument.ts';
import type { DayKey } from './archive.ts';
import { utcDayStart } from './utc-day.ts';

/** Staged imports live here, invisible to readers. No venue's name begins with a dot. */
export const STAGING_FOLDER = '.staging';

/**
 * The name of a folder for a venue or a symbol: `BTC/USDT:USDT` is `BTC-USDT_USDT`. Letters, digits and dots
 * stay, every other sign becomes `%XX`, so that two symbols never share a folder.
 */
export function fileSafe(name: string): string {
  const safe = name.replaceAll(/[^A-Za-z0-9.]/gu, safeSign);
  return safe.startsWith('.') ? `%2E${safe.slice(1)}` : safe;
}

function safeSign(sign: string): string {
  if (sign === '/') return '-';
  if (sign === ':') return '_';
  return [...Buffer.from(sign, 'utf8')]
    .map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`)
    .join('');
}

/** The folder of an instrument. */
export function instrumentFolder(root: string, id: InstrumentId): string {
  const [venue = ''] = id.split(':', 1);
  return join(root, fileSafe(venue), fileSafe(id.slice(venue.length + 1)));
}

/** The folder of a day; undefined when its day is not one, so that no name leads out of the archive. */
export function dayFolder(root: string, { day, instrument }: DayKey): string | undefined {
  return utcDayStart(day) === undefined ? undefined : join(instrumentFolder(root, instrument), day);
}
