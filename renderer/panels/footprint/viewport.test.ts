import { describe, expect, it } from 'vitest';
import { barsFrom } from '../../charts/flow/flow-bar.ts';
import { sampleBars } from '../../charts/flow/fixtures.ts';
import { inSight, movedCell } from './cell-keys.ts';
import {
  barAtX,
  detailOf,
  FIRST_VIEW,
  fittingRowTicks,
  followed,
  panned,
  rowAtY,
  xOfBar,
  yOfTicks,
  zoomedBars,
  zoomedRows,
} from './viewport.ts';

const plot = { width: 1000, height: 400 };
const view = {
  ...FIRST_VIEW,
  barPx: 100,
  rowPx: 20,
  right: 50,
  middleTicks: 1000,
  followsBars: false,
  followsPrice: false,
};
const bars = barsFrom(
  sampleBars(
    40,
    [990, 1000, 1010].map((closeTicks) => ({ closeTicks, highTicks: closeTicks + 27, lowTicks: closeTicks })),
  ),
);

describe('the view of a footprint', () => {
  it('knows the bar and the row under a point, the other way round too', () => {
    // The right edge is the end of bar 49; the middle is tick 1000 with rows of 5 ticks.
    expect([xOfBar(view, plot, 49), barAtX(view, plot, 999), barAtX(view, plot, 899)]).toEqual([900, 49, 48]);
    expect([yOfTicks(view, plot, 5, 1000), yOfTicks(view, plot, 5, 1005)]).toEqual([200, 180]);
    expect([rowAtY(view, plot, 5, 199), rowAtY(view, plot, 5, 201)]).toEqual([1000, 995]);
  });

  it('keeps what is under the pointer when it zooms', () => {
    const wide = zoomedBars(view, plot, 1.5, 450);
    expect([wide.barPx, barAtX(wide, plot, 450)]).toEqual([150, barAtX(view, plot, 450)]);
    const high = zoomedRows(view, plot, 1.5, { y: 90, rowTicks: 5 });
    expect([high.rowPx, rowAtY(high, plot, 5, 90)]).toEqual([30, rowAtY(view, plot, 5, 90)]);
  });

  it('stops following what a person moves, and only that', () => {
    const following = { ...view, followsBars: true, followsPrice: true };
    expect(panned(following, 5, 100, 0)).toMatchObject({ right: 49, followsBars: false, followsPrice: true });
    expect(panned(following, 5, 0, 40)).toMatchObject({
      middleTicks: 1010,
      followsBars: true,
      followsPrice: false,
    });
  });

  it('goes along with the newest bar, and with the price only when it nears an edge', () => {
    const last = bars.bars.at(-1);
    const following = { ...view, followsBars: true, followsPrice: true };
    // Half the height is 10 rows of 5 ticks: 1010 is near the middle, with rows of 1 tick it is not.
    expect(followed(following, plot, 5, last)).toMatchObject({ right: 43.25, middleTicks: 1000 });
    expect(followed(following, plot, 1, last)).toMatchObject({ middleTicks: 1010 });
    expect(followed(view, plot, 1, last)).toEqual(view);
  });

  it('shows numbers, cells or outlines by the room there is', () => {
    expect(detailOf(view)).toBe('numbers');
    expect(detailOf({ ...view, barPx: 40 })).toBe('cells');
    expect(detailOf({ ...view, rowPx: 2 })).toBe('thin');
  });

  it('chooses rows so that an ordinary bar has about fourteen', () => {
    // Bars of 28 ticks: 28 / 14 is 2; all of them span 48 ticks, and 48 / 30 is less.
    expect(fittingRowTicks(bars.bars)).toBe(2);
    expect(fittingRowTicks([])).toBe(1);
  });
});

describe('arrow keys', () => {
  it('begin at the last price and walk from cell to cell inside what is known', () => {
    const question = { known: bars, rowTicks: 5 };
    const start = movedCell(undefined, 'ArrowLeft', question);
    expect(start).toEqual({ bar: 42, ticks: 1010 });
    expect(movedCell(start, 'ArrowRight', question)).toEqual({ bar: 42, ticks: 1010 });
    expect(movedCell(start, 'ArrowLeft', question)).toEqual({ bar: 41, ticks: 1010 });
    expect(movedCell(start, 'ArrowDown', question)).toEqual({ bar: 42, ticks: 1005 });
    expect(movedCell(start, 'x', question)).toBeUndefined();
  });

  it('bring a cell into sight and move no further', () => {
    expect(inSight(view, plot, { bar: 45, ticks: 1000 }, 5)).toEqual(view);
    expect(inSight(view, plot, { bar: 30, ticks: 1000 }, 5)).toMatchObject({ right: 40 });
    expect(inSight(view, plot, { bar: 45, ticks: 1100 }, 5)).toMatchObject({ middleTicks: 1055 });
  });
});
