import type { CanvasColors } from '../../theme/canvas-colors.ts';
import { addRows, type ColumnStore, hasBook } from './column-store.ts';
import { autoScale, colorTable, type HeatScale, isOtherScale, rampOf } from './heat-colors.ts';
import type { HeatPaint } from './heat-image.ts';
import { columnCount, type Frame, rowCount } from './viewport.ts';

/** The scale follows the market this often; a new one paints the whole image again. */
const LOOK_EVERY_MS = 2000;
/** Columns that are looked at for the scale. */
const LOOKED_AT = 40;

interface Coloring {
  readonly scale: HeatScale;
  readonly paint: HeatPaint;
}

/** Chooses the scale from what is on screen and keeps it as long as it serves. */
export class HeatColoring {
  #coloring: Coloring | undefined;
  #lookedAt = -Infinity;
  #rowTicks = 0;
  #columnMs = 0;

  forget(): void {
    this.#coloring = undefined;
    this.#lookedAt = -Infinity;
  }

  of(store: ColumnStore, frame: Frame, colors: CanvasColors, boost: number): Coloring | undefined {
    const isOther = frame.rowTicks !== this.#rowTicks || frame.columnMs !== this.#columnMs;
    if (isOther) this.forget();
    const now = performance.now();
    if (now - this.#lookedAt < LOOK_EVERY_MS && this.#coloring !== undefined) return this.#coloring;
    this.#lookedAt = now;
    this.#rowTicks = frame.rowTicks;
    this.#columnMs = frame.columnMs;
    const scale = autoScale(sizesOnScreen(store, frame), boost);
    if (scale !== undefined && isOtherScale(this.#coloring?.scale, scale)) {
      const ramp = rampOf(colors.heat);
      const [gap = 0] = rampOf([colors.hairline, colors.hairline]);
      this.#coloring = { scale, paint: { table: colorTable(scale, ramp), gap } };
    }
    return this.#coloring;
  }
}

function sizesOnScreen(store: ColumnStore, frame: Frame): number[] {
  const sizes: number[] = [];
  const sums = new Float32Array(rowCount(frame));
  const count = columnCount(frame);
  const step = Math.max(1, Math.floor(count / LOOKED_AT));
  for (let index = frame.rightIndex; index > frame.rightIndex - count; index -= step) {
    const column = store.at(index);
    if (column === undefined || !hasBook(column)) continue;
    addRows(column, frame, sums.fill(0));
    for (const size of sums) if (size > 0) sizes.push(size);
  }
  return sizes;
}
