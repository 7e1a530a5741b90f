import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { defineInstrument } from '../../domain/instrument/instrument.ts';
import { Random } from '../../numerics/random.ts';
import type { BarRow } from '../bar-backtest/bar-frame.ts';
import { readBarRows } from '../bar-backtest/read-bar-rows.ts';
import { recordedFiles } from './recorded-files.ts';

const MINUTE_MS = 60_000;
/** A month of minutes, as many as the recorded file has. */
const MADE_BARS = 43_200;
const FIRST_BAR = 1_714_521_600_000;

/** Rules of the perpetual the recorded bars are of. */
export const perpetual = defineInstrument({
  venue: 'bybit',
  symbol: 'BTC/USDT:USDT',
  kind: 'linear-perpetual',
  base: 'BTC',
  quote: 'USDT',
  tickSize: '0.1',
  lotSize: '0.001',
  minSizeBase: '0.001',
  maxSizeBase: '1190',
  minNotionalQuote: '5',
  makerFeePpm: 200,
  takerFeePpm: 550,
  maxLeverage: 100,
  fundingIntervalHours: 8,
});

/** A month of one-minute bars: recorded ones where there are some, a seeded random walk otherwise. */
export function monthOfBars(): { readonly origin: string; readonly rows: readonly BarRow[] } {
  const paths = recordedFiles('ohlcv/bybit-linear_BTCUSDT_1m.csv.gz');
  const [path] = 'skipped' in paths ? [] : paths;
  if (path === undefined) return { origin: 'seeded random walk', rows: randomWalk(1, MADE_BARS) };
  return {
    origin: 'recorded bybit BTCUSDT perpetual',
    rows: readBarRows(gunzipSync(readFileSync(path)).toString()),
  };
}

/** Bars of a seeded random walk on the perpetual's grid. */
export function randomWalk(seed: number, count: number): BarRow[] {
  const random = new Random(seed);
  let ticks = 1_000_000;
  return Array.from({ length: count }, (_, index) => {
    const open = ticks;
    ticks = Math.max(1000, ticks + Math.round(random.normal() * 300));
    const high = Math.max(open, ticks) + Math.round(random.exponential(1 / 150));
    const low = Math.min(open, ticks) - Math.round(random.exponential(1 / 150));
    return {
      openTime: FIRST_BAR + index * MINUTE_MS,
      open: open / 10,
      high: high / 10,
      low: low / 10,
      close: ticks / 10,
      volumeBase: 1 + random.integer(100_000) / 1000,
    };
  });
}
