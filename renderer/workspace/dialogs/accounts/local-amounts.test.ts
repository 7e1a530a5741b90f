import { afterEach, describe, expect, it } from 'vitest';
import { setLocale } from '../../../formatting/locale.ts';
import { localAmounts } from './local-amounts.ts';

const text = '1,001,250.00 USDT by our record, 999.50 USDT held at the venue';

afterEach(() => setLocale('en-US'));

describe('amounts of the engine', () => {
  it.each([
    ['en-US', text],
    ['de-DE', '1.001.250,00 USDT by our record, 999,50 USDT held at the venue'],
  ])('are written as %s writes them', (locale, expected) => {
    setLocale(locale);
    expect(localAmounts(text)).toBe(expected);
  });
});
