import { describe, expect, it } from 'vitest';
import { ColumnStore } from './column-store.ts';
import { packed } from './fixtures.ts';
import { bubbleRadius, bubblesOf } from './paint-bubbles.ts';
import { roundStep } from './paint-axes.ts';

describe('the bubbles of trades', () => {
  it('have areas in proportion to their sizes', () => {
    expect(bubbleRadius(4, 1) / bubbleRadius(1, 1)).toBeCloseTo(2);
    expect(bubbleRadius(1e6, 1)).toBeLessThan(30);
  });

  it('are one a side in each visible span', () => {
    const store = new ColumnStore(1000);
    store.add(
      packed([
        { index: 8, bought: 3 },
        { index: 9, bought: 1, sold: 2 },
      ]),
    );
    const frame = {
      columnMs: 1000,
      columnPx: 4,
      rowTicks: 1,
      rowPx: 4,
      width: 40,
      height: 40,
      rightIndex: 9,
      topRow: 105,
    } as const;
    expect(bubblesOf({ frame, store })).toEqual([
      { x: 34, ticks: 100, sizeBase: 3, isBuy: true },
      { x: 38, ticks: 100, sizeBase: 1, isBuy: true },
      { x: 38, ticks: 100, sizeBase: 2, isBuy: false },
    ]);
  });
});

describe('steps of the price axis', () => {
  it.each([
    [0.7, 1],
    [1, 1],
    [3, 5],
    [12, 20],
    [60, 100],
  ])('at least %d are %d', (least, step) => {
    expect(roundStep(least)).toBeCloseTo(step, 9);
  });
});
