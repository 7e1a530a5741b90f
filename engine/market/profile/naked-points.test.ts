import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type NakedPoint, NakedPoints } from './naked-points.ts';

const barsOf = (naked: NakedPoints) => naked.points.map(({ bar }) => bar);

describe('naked points of control', () => {
  it('stay until a trade comes to their row or jumps over it', () => {
    const naked = new NakedPoints(1);
    [99, 101, 103].forEach((ticks, bar) => naked.add({ bar, ticks }, 100));
    expect([naked.touch(100), barsOf(naked)]).toEqual([false, [0, 1, 2]]);
    expect([naked.touch(102), barsOf(naked)]).toEqual([true, [0, 2]]);
    naked.touch(103);
    expect(naked.points).toEqual([{ bar: 0, ticks: 99 }]);
  });

  it('are touched anywhere in their row', () => {
    const naked = new NakedPoints(10);
    naked.add({ bar: 0, ticks: 120 }, 105);
    expect(naked.touch(119)).toBe(false);
    expect(naked.touch(129)).toBe(true);
  });

  it('at the last price wait for the next trade', () => {
    const naked = new NakedPoints(1);
    naked.add({ bar: 0, ticks: 100 }, 100);
    expect(barsOf(naked)).toEqual([0]);
    naked.touch(100);
    expect(barsOf(naked)).toEqual([]);
  });

  it('are those a plain list would keep, whatever the order of prices', () => {
    const prices = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 2, maxLength: 60 });
    fc.assert(
      fc.property(prices, (path) => {
        const naked = new NakedPoints(1);
        let plain: NakedPoint[] = [];
        path.forEach((ticks, bar) => {
          const before = path[bar - 1] ?? ticks;
          naked.touch(ticks);
          // Touched: traded at, or jumped over on the way from one price to the next.
          plain = plain.filter(
            (point) => ticks !== point.ticks && (before - point.ticks) * (ticks - point.ticks) >= 0,
          );
          const point = { bar, ticks: (ticks * 7) % 31 };
          naked.add(point, ticks);
          plain.push(point);
          expect(naked.points).toEqual(plain);
        });
      }),
    );
  });
});
