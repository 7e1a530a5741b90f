import { describe, expect, it } from 'vitest';
import { loadedFrom } from './bar-columns.ts';
import { answerBars } from './chart-bars.fixture.ts';
import { covers, isFine, WideBars, type WideRange } from './wide-bars.ts';

const TOTAL = 100_000;
const known = { oldest: 0, total: TOTAL };

function askedWide() {
  const asked: WideRange[] = [];
  const wide = new WideBars((range) => {
    asked.push(range);
    return Promise.resolve(loadedFrom(answerBars(TOTAL, range)));
  });
  return { asked, wide };
}

describe('bars far around a view', () => {
  it('reach four spans to both sides and are not asked for again within the first of them', async () => {
    const { asked, wide } = askedWide();
    const view = { from: 50_000, span: 1000 };
    await wide.lookAround(view, known);
    expect(asked).toEqual([{ from: 46_000, to: 55_000, most: 1000 }]);
    // 9,000 places in at most a thousand points: sixteen a point.
    expect(wide.bars).toMatchObject({ first: 46_000, merged: 16 });
    await wide.lookAround({ from: 52_900, span: 1000 }, known);
    expect(asked).toHaveLength(1);
    await wide.lookAround({ from: 53_100, span: 1000 }, known);
    expect(asked).toHaveLength(2);
  });

  it('are asked for again when they are too coarse for what is visible', async () => {
    const { asked, wide } = askedWide();
    await wide.lookAround({ from: 50_000, span: 1000 }, known);
    await wide.lookAround({ from: 50_000, span: 961 }, known);
    expect(asked).toHaveLength(1);
    // 959 places are less than sixty points of sixteen.
    await wide.lookAround({ from: 50_000, span: 959 }, known);
    expect(asked).toHaveLength(2);
  });

  it('are enough where there is nothing more, at both ends', async () => {
    const { asked, wide } = askedWide();
    await wide.lookAround({ from: -500, span: 110_000 }, known);
    await wide.lookAround({ from: -2000, span: 110_000 }, known);
    expect(asked).toHaveLength(1);
    wide.forget();
    expect(wide.bars).toBeUndefined();
  });

  it('stand in for a view that they hold all of', () => {
    const bars = loadedFrom(answerBars(TOTAL, { from: 1000, to: 3000, most: 100 }));
    expect(bars).toMatchObject({ first: 992, merged: 32, end: 3008 });
    expect(covers(bars, { from: 1000, span: 2000 }, known)).toBe(true);
    expect(covers(bars, { from: 900, span: 500 }, known)).toBe(false);
    expect(covers(bars, { from: 1500, span: 1600 }, known)).toBe(false);
    expect([isFine(bars, 32 * 60), isFine(bars, 32 * 60 - 1)]).toEqual([true, false]);
  });
});
