import { describe, expect, it } from 'vitest';
import { measuredDe } from '../language/measured-de.ts';
import { measuredEn } from '../language/measured-en.ts';
import { measuredText } from './measured-text.ts';
import { formatTime } from './times.ts';

const inEnglish = (measured: Readonly<Record<string, number>>) => measuredText(measured, measuredEn, 'USDT');

describe('measured numbers as one line', () => {
  it('have the unit their name ends with', () => {
    expect(inEnglish({ lossQuote: 9506.76, equityQuote: 9998.34, limit: 0.01 })).toBe(
      'loss 9,506.76 USDT · equity 9,998.34 USDT · limit 0.01',
    );
    expect(inEnglish({ edgeBps: -1.5, entrySpacingMs: 60_000, heldLots: 4, stopTicks: 12 })).toBe(
      'expected edge -1.5 bps · entry spacing 1 min · held 4 lots · stop 12 ticks',
    );
    const until = Date.UTC(2024, 4, 1, 12, 0, 5);
    expect(inEnglish({ armedUntilMs: until })).toBe(`armed until ${formatTime(until)}`);
  });

  it('are written as they are named where there is no word', () => {
    expect(inEnglish({ openPositions: 3, lots: 2 })).toBe('open positions 3 · lots 2');
    expect(inEnglish({})).toBe('');
  });

  it('have German words', () => {
    expect(measuredText({ lossQuote: 12, limit: 0.5 }, measuredDe, 'USDT')).toBe(
      'Verlust 12 USDT · Grenze 0.5',
    );
    expect(Object.keys(measuredDe)).toEqual(expect.arrayContaining(Object.keys(measuredEn)));
  });
});
