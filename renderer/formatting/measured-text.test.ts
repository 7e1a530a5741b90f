import { afterEach, describe, expect, it } from 'vitest';
import { de } from '../language/de.ts';
import { en } from '../language/en.ts';
import { setLocale } from './locale.ts';
import { measuredText } from './measured-text.ts';
import { formatTime } from './times.ts';

type Measured = Readonly<Record<string, number>>;
const inEnglish = (measured: Measured) => measuredText(measured, en.refusals.measured, 'USDT');
const inGerman = (measured: Measured) => measuredText(measured, de.refusals.measured, 'USDT');

describe('measured numbers as one line', () => {
  it('have the unit their name ends with', () => {
    expect(inEnglish({ lossQuote: 9506.76, equityQuote: 9998.34, limit: 0.01 })).toBe(
      'loss 9,506.76 USDT · equity 9,998.34 USDT · limit 1% of equity',
    );
    expect(inEnglish({ edgeBps: -1.5, entrySpacingMs: 60_000, heldLots: 4, stopTicks: 12 })).toBe(
      'expected edge -1.5 bps · entry spacing 1 min · held 4 lots · stop 12 ticks',
    );
    const until = Date.UTC(2024, 4, 1, 12, 0, 5);
    expect(inEnglish({ armedUntilMs: until })).toBe(`armed until ${formatTime(until)}`);
    expect(inEnglish({ lost: 0.05, until })).toBe(`lost 5% · until ${formatTime(until)}`);
  });

  it.each<[string, Measured, string]>([
    ['a share of equity', { share: 0.4004, limit: 0.4 }, 'share 40.04% of equity · limit 40% of equity'],
    ['leverage', { leverage: 2.04, limit: 2 }, 'leverage 2.04× equity · limit 2× equity'],
    [
      'a distance',
      { distance: 0.0152, limit: 0.01, priceTicks: 3 },
      'distance 1.52% · limit 1% · price 3 ticks',
    ],
    ['orders', { openOrders: 50, limit: 50 }, 'open orders 50 · limit 50 orders'],
    [
      'positions',
      { openPositions: 2, opening: 1, limit: 3 },
      'open positions 2 · on their way 1 position · limit 3 positions',
    ],
    ['entries', { accountEntries: 1, limit: 1 }, 'account entries 1 · limit 1 entry'],
    ['slippage', { worseFills: 3, ofFills: 10, limit: 0.005 }, 'worse fills 3 · of fills 10 · limit 0.5%'],
    [
      'fees of gains',
      { feesQuote: 51, gainsQuote: 100, limit: 0.5 },
      'fees 51 USDT · gains 100 USDT · limit 50% of the gains',
    ],
    ['a ceiling', { times: 3, limit: 3 }, '3 times · limit 3 times'],
    ['sizes', { lots: 1, minLots: 10 }, '1 lot · at least 10 lots'],
    [
      'conviction',
      { conviction: 0.6, leastConviction: 0.65, probability: 0.9 },
      'conviction 60% · least conviction 65% · probability 90%',
    ],
    ['correlation', { correlation: 0.71, limit: 0.7 }, '0.71 (−1 to 1) · limit 0.7 (−1 to 1)'],
  ])('have the unit of %s, and the limit has it too', (_of, measured, line) => {
    expect(inEnglish(measured)).toBe(line);
  });

  it('are written as they are named where there is no word', () => {
    expect(inEnglish({ brokenRows: 3 })).toBe('broken rows 3');
    expect(inEnglish({})).toBe('');
  });

  describe('in a German window', () => {
    afterEach(() => setLocale('en-US'));

    it('have German words, units and digits', () => {
      setLocale('de-DE');
      expect(inGerman({ lossQuote: 12.5, limit: 0.005 })).toBe(
        'Verlust 12,5 USDT · Grenze 0,5\u00A0% des Kapitals',
      );
      expect(inGerman({ strategyEntries: 1, limit: 1 })).toBe(
        'Einstiege der Strategie 1 · Grenze 1 Einstieg',
      );
    });
  });
});
