import { describe, expect, it } from 'vitest';
import { btcPerpetual } from '../../domain/instrument/fixtures/btc-perpetual.ts';
import { barFrame, type BarRow } from './bar-frame.ts';
import { readBarRows } from './read-bar-rows.ts';

const instrument = btcPerpetual();
const row: BarRow = { openTime: 60_000, open: 100.1, high: 100.3, low: 99.9, close: 100, volumeBase: 1.25 };

describe('bar frame', () => {
  it('counts prices in ticks and volume in lots', () => {
    const frame = barFrame(instrument, 60_000, [row]);
    expect([frame.open[0], frame.high[0], frame.low[0], frame.close[0], frame.volumeLots[0]]).toEqual([
      1001, 1003, 999, 1000, 1250,
    ]);
  });

  it.each([
    ['a price off the grid', { open: 100.15 }, /open of bar 60000 must be a multiple of 0\.1/],
    ['a price of nothing', { low: 0 }, /low of bar 60000 must be a multiple of 0\.1 above zero, was 0/],
    ['a price that is none', { close: Number.NaN }, /close of bar 60000 .* was NaN/],
    ['a high below the close', { close: 100.4 }, /high 100\.3 and low 99\.9 must hold open 100\.1 and close/],
    ['a volume below zero', { volumeBase: -1 }, /volume must be finite and not negative, was -1/],
    ['a time that is none', { openTime: 1.5 }, /whole milliseconds since 1970, was 1\.5/],
  ])('refuses %s', (_what, change, message) => {
    expect(() => barFrame(instrument, 60_000, [{ ...row, ...change }])).toThrow(message);
  });

  it.each([0, -60_000, 90_000])('refuses a bar that begins %i ms after the one before', (step) => {
    const next = { ...row, openTime: row.openTime + step };
    expect(() => barFrame(instrument, 60_000, [row, next])).toThrow(/must begin whole intervals of 60000 ms/);
  });

  it('takes a minute that is missing as it is', () => {
    expect(barFrame(instrument, 60_000, [row, { ...row, openTime: 180_000 }]).count).toBe(2);
  });
});

describe('bars as text', () => {
  const header = 'ts_ms,open,high,low,close,volume';

  it('reads six numbers a line', () => {
    expect(readBarRows(`${header}\n60000,100.1,100.3,99.9,100,1.25\n`)).toEqual([row]);
  });

  it.each([
    ['another header', 'time,open\n1,2', /must have the columns ts_ms/],
    ['a cell too few', `${header}\n60000,1,1,1,1`, /line 2 must be six numbers/],
    ['an empty cell', `${header}\n60000,1,1,1,1,`, /line 2 must be six numbers/],
    ['a word', `${header}\n60000,1,1,1,1,1\n120000,1,1,1,one,1`, /line 3 must be six numbers/],
  ])('refuses %s', (_what, text, message) => {
    expect(() => readBarRows(text)).toThrow(message);
  });
});
