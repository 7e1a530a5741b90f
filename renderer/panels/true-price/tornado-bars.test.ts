import { describe, expect, it } from 'vitest';
import { tornadoOf } from './tornado-bars.ts';

const bar = (priceAtLow: number | null, priceAtHigh: number | null) => ({
  input: 'difficulty' as const,
  low: 1,
  high: 2,
  priceAtLow,
  priceAtHigh,
  swing: null,
});

describe('the tornado', () => {
  it('lays every end out between the lowest and the highest price', () => {
    const tornado = tornadoOf([bar(80, 120), bar(110, 100)], 100);
    expect(tornado).toMatchObject({ least: 80, most: 120, center: 0.5 });
    expect(tornado.bars[0]).toMatchObject({
      low: { from: 0, width: 0.5, isUp: false },
      high: { from: 0.5, width: 0.5, isUp: true },
    });
    expect(tornado.bars[1]).toMatchObject({ low: { from: 0.5, width: 0.25, isUp: true }, high: undefined });
  });

  it('draws nothing where there is no price, and stands still where nothing moves', () => {
    expect(tornadoOf([bar(null, 120)], 100).bars[0]).toMatchObject({ low: undefined });
    expect(tornadoOf([bar(100, 100)], 100)).toMatchObject({ center: 0, least: 100, most: 100 });
  });
});
