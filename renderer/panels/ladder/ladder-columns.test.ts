import { describe, expect, it } from 'vitest';
import { ladderColumns } from './ladder-columns.ts';

describe('the columns of the ladder', () => {
  it.each([0, 50, 180, 299, 300, 417, 960])('fill %d px without gap or overlap', (width) => {
    const columns = ladderColumns(width);
    expect(columns[0]?.left).toBe(0);
    for (const [at, column] of columns.entries())
      expect(column.left + column.width).toBe(columns[at + 1]?.left ?? width);
    expect(Math.min(...columns.map((column) => column.width))).toBeGreaterThanOrEqual(0);
  });

  it('show what was traded from 300 px on', () => {
    expect(ladderColumns(299).map(({ name }) => name)).toEqual([
      'own-buy',
      'bid',
      'price',
      'ask',
      'own-sell',
    ]);
    expect(ladderColumns(300).map(({ name }) => name)).toContain('volume');
  });

  it('keep a price readable before they share the rest', () => {
    const widths = Object.fromEntries(ladderColumns(200).map(({ name, width }) => [name, width]));
    // 64 px for the price; of the other 136, own : bid as 0.7 : 1.2.
    expect(widths).toMatchObject({ price: 64, bid: 43 });
    expect(Math.abs((widths['own-buy'] ?? 0) - 136 * (0.7 / 3.8))).toBeLessThanOrEqual(1);
  });
});
