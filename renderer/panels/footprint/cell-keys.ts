import type { KnownBars } from '../../charts/flow/flow-bar.ts';
import type { Cell } from './scene.ts';
import { panned, type Plot, type Viewport, zoomedBars, zoomedRows } from './viewport.ts';

const KEY_ZOOM = 1.25;
const STEPS: Readonly<Record<string, readonly [bars: number, rows: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

/** The cell an arrow key leads to; from nowhere to the last price. */
export function movedCell(
  cell: Cell | undefined,
  key: string,
  { known, rowTicks }: { readonly known: KnownBars | undefined; readonly rowTicks: number },
): Cell | undefined {
  const step = STEPS[key];
  const [first, last] = [known?.bars[0], known?.bars.at(-1)];
  if (step === undefined || first === undefined || last === undefined) return undefined;
  if (cell === undefined)
    return { bar: last.number, ticks: Math.floor(last.closeTicks / rowTicks) * rowTicks };
  const [bars, rows] = step;
  return {
    bar: Math.min(Math.max(cell.bar + bars, first.number), last.number),
    ticks: cell.ticks + rows * rowTicks,
  };
}

/** The view a key other than an arrow leads to; undefined when it leads nowhere. */
export function viewByKey(view: Viewport, plot: Plot, key: string, rowTicks: number): Viewport | undefined {
  const zoomed = (factor: number) =>
    zoomedRows(zoomedBars(view, plot, factor, plot.width), plot, factor, { y: plot.height / 2, rowTicks });
  switch (key) {
    case '+':
    case '=':
      return zoomed(KEY_ZOOM);
    case '-':
      return zoomed(1 / KEY_ZOOM);
    case 'End':
      return { ...view, followsBars: true, followsPrice: true };
    case 'PageUp':
      return panned(view, rowTicks, plot.width * 0.8, 0);
    case 'PageDown':
      return panned(view, rowTicks, -plot.width * 0.8, 0);
    default:
      return undefined;
  }
}

/** The view moved just so far that a cell can be seen. */
export function inSight(view: Viewport, plot: Plot, cell: Cell | undefined, rowTicks: number): Viewport {
  if (cell === undefined) return view;
  const half = (plot.height / 2 / view.rowPx) * rowTicks;
  const right = Math.min(Math.max(view.right, cell.bar + 1), cell.bar + plot.width / view.barPx);
  const middleTicks = Math.min(Math.max(view.middleTicks, cell.ticks + rowTicks - half), cell.ticks + half);
  return {
    ...view,
    right,
    middleTicks,
    followsBars: view.followsBars && right === view.right,
    followsPrice: view.followsPrice && middleTicks === view.middleTicks,
  };
}
