import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Skipped } from './figures.ts';

/** Paths below the folder of recorded market data, or why there are none. */
export function recordedFiles(...names: readonly string[]): readonly string[] | Skipped {
  const folder = process.env['EDGEWRIGHT_DATA'];
  if (folder === undefined || folder === '')
    return { skipped: 'EDGEWRIGHT_DATA names no folder of recorded market data' };
  const missing = names.find((name) => !existsSync(join(folder, name)));
  if (missing !== undefined) return { skipped: `the folder EDGEWRIGHT_DATA names has no ${missing}` };
  return names.map((name) => join(folder, name));
}

/** The recorded Binance spot session of two files. */
export const spotSession = () =>
  recordedFiles('book/binance-spot_BTCUSDT_20240808.raw.gz', 'book/binance-spot_BTCUSDT_20240809.raw.gz');
