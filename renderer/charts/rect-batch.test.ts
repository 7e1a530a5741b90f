import { describe, expect, it } from 'vitest';
import { RectBatch } from './rect-batch.ts';

/** Stands for a canvas and remembers what was filled with which color. */
function canvas() {
  const filled: unknown[] = [];
  const context = {
    fillStyle: '',
    fillRect(...sides: number[]) {
      filled.push([context.fillStyle, ...sides]);
    },
  };
  return { context: context as unknown as CanvasRenderingContext2D, filled };
}

describe('rectangles of one color', () => {
  it('are painted on whole pixels and never thinner than one', () => {
    const batch = new RectBatch();
    batch.add(1.4, 2.6, 3, 4);
    batch.add(10, 10, 0.2, 0);
    const { context, filled } = canvas();
    batch.fill(context, 'red');
    // 1.4 to 4.4 is 1 to 4; 2.6 to 6.6 is 3 to 7.
    expect(filled).toEqual([
      ['red', 1, 3, 3, 4],
      ['red', 10, 10, 1, 1],
    ]);
  });

  it('are forgotten when the batch is cleared for the next picture', () => {
    const batch = new RectBatch();
    batch.add(0, 0, 5, 4);
    batch.add(9, 9, 2, 9);
    batch.clear();
    batch.add(1, 1, 1, 1);
    const { context, filled } = canvas();
    batch.fill(context, 'red');
    expect(filled).toEqual([['red', 1, 1, 1, 1]]);
  });

  it('are hollowed out to an outline where they are thick enough', () => {
    const batch = new RectBatch();
    batch.add(0, 0, 5, 4);
    batch.add(9, 9, 2, 9);
    const { context, filled } = canvas();
    batch.fillInside(context, 'black');
    expect(filled).toEqual([['black', 1, 1, 3, 2]]);
  });
});
