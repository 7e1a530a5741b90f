import { describe, expect, it } from 'vitest';
import { MacdLines, macdSeries } from './macd-lines.ts';

describe('the lines of the moving-average convergence', () => {
  it('have the numbers of the catalogue check of formula 56', () => {
    const lines = new MacdLines(3, 6, 2);
    [100, 102, 101, 105, 107, 104].forEach((each) => lines.push(each));
    expect(lines.macd).toBeCloseTo(0.946837627179, 9);
    expect(lines.macdSignal).toBeCloseTo(1.083238392, 9);
    expect(lines.histogram).toBeCloseTo(-0.136400764819, 9);
  });

  it('are the same of a whole series at once as of one price after the other', () => {
    const prices = Array.from({ length: 60 }, (_, i) => 60_000 + 100 * Math.sin(i) + i / 7);
    const lines = new MacdLines(12, 26, 9);
    const { histogram, macd, macdSignal } = macdSeries(prices, { fast: 12, slow: 26, signal: 9 });
    prices.forEach((price, i) => {
      lines.push(price);
      expect([macd[i], macdSignal[i], histogram[i]]).toEqual([lines.macd, lines.macdSignal, lines.histogram]);
    });
  });

  it('have the histogram of the catalogue check of formula 349, which turns up at the end', () => {
    const lines = new MacdLines(3, 6, 3);
    const found = [10.0, 10.5, 11.0, 10.8, 11.2, 11.6, 11.5, 11.9].map((close) => {
      lines.push(close);
      return lines.histogram;
    });
    const expected = [
      0.0, 0.0535714285714, 0.0918367346939, 0.0307762390671, 0.0380544564765, 0.0519585403403,
      0.00430074310024, 0.0176366915002,
    ];
    expected.forEach((each, i) => expect(found[i]).toBeCloseTo(each, 11));
    expect(Math.sign((found[7] ?? 0) - (found[6] ?? 0))).toBe(1);
  });
});
