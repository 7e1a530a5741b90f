import { afterEach, describe, expect, it } from 'vitest';
import { setLocale } from './locale.ts';
import {
  formatBytes,
  formatChange,
  formatFixed,
  formatPnl,
  formatQuote,
  formatShare,
  NO_VALUE,
  placesOf,
  toneOf,
} from './numbers.ts';
import { formatAge, formatInterval, formatUtc } from './times.ts';

afterEach(() => setLocale('en-US'));

describe('numbers', () => {
  it('are written the same however often, and nothing never has a sign', () => {
    expect([formatFixed(-0, 1), formatFixed(0, 1), formatFixed(-0, 1)]).toEqual(['0.0', '0.0', '0.0']);
    const written = () => Array.from({ length: 6000 }, (_, at) => formatFixed(at / 4, 2));
    const first = written();
    expect(written()).toEqual(first);
    expect(first.slice(4093, 4097)).toEqual(['1,023.25', '1,023.50', '1,023.75', '1,024.00']);
  });

  it.each([
    ['a price with the decimals of its tick', formatFixed(64_250.5, placesOf('0.01')), '64,250.50'],
    ['an amount', formatQuote(-1234.5), '-1,234.50'],
    ['a gain with its sign', formatPnl(2), '+2.00'],
    ['nothing gained without one', formatPnl(0), '0.00'],
    ['a fraction as percent', formatShare(0.1234), '12.3%'],
    ['a change with its sign', formatChange(-0.0123), '-1.23%'],
    ['bytes', formatBytes(18_200_000), '18.2 MB'],
  ])('write %s', (_what, text, expected) => {
    expect(text).toBe(expected);
  });

  it.each([null, undefined, Number.NaN, Number.POSITIVE_INFINITY])('write a dash for %s', (value) => {
    expect(formatQuote(value)).toBe(NO_VALUE);
  });

  it('follow the language at once', () => {
    expect(formatQuote(1234.5)).toBe('1,234.50');
    setLocale('de-DE');
    expect(formatQuote(1234.5)).toBe('1.234,50');
  });

  it('have no direction when they are written as zero', () => {
    expect([toneOf(0.004), toneOf(-0.004), toneOf(0.006), toneOf(-0.006)]).toEqual([
      undefined,
      undefined,
      'up',
      'down',
    ]);
    expect(toneOf(0.0012, 4)).toBe('up');
  });
});

describe('times', () => {
  it('name UTC', () => {
    expect(formatUtc(Date.UTC(2024, 4, 1, 12, 0, 5))).toBe('05/01/2024, 12:00:05 UTC');
  });

  it.each([
    [240, '240 ms'],
    [12_400, '12 s'],
    [180_000, '3 min'],
    [7_200_000, '2.0 h'],
  ])('tell an age of %i ms in its largest unit', (ms, text) => {
    expect(formatAge(ms)).toBe(text);
  });

  it('name bar intervals as traders do', () => {
    expect([60_000, 900_000, 3_600_000, 86_400_000].map(formatInterval)).toEqual(['1m', '15m', '1h', '1d']);
  });
});
