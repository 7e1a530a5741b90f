import { addRows, type ColumnStore, hasBook, type StoredColumn } from './column-store.ts';
import { columnCount, columnX, type Frame, rowCount, rowY } from './viewport.ts';

/** What decides the colors of the image; another one paints it again. */
export interface HeatPaint {
  /** Colors by the upper sixteen bits of a size. */
  readonly table: Uint32Array;
  /** Color word of the hatching where no book was known. */
  readonly gap: number;
}

/** Rows kept above and below the panel, as a share of its height, so that a small move needs no new image. */
const MARGIN = 0.5;

const floats = new Float32Array(1);
const bits = new Uint32Array(floats.buffer);

/**
 * The heat as an image of one pixel a column and row, a ring through time: a column that has ended is
 * written once, and drawing scales the image onto the panel. What a frame costs does not depend on how
 * much history there is.
 */
export class HeatImage {
  readonly #canvas = document.createElement('canvas');
  #context: CanvasRenderingContext2D | null = null;
  #column: ImageData | undefined;
  #sums = new Float32Array(0);
  #written = new Float64Array(0);
  #top = 0;
  #rowTicks = 0;
  #columnMs = 0;
  #paint: HeatPaint | undefined;

  /** Draws the visible columns; writes those that are not in the image yet. */
  draw(target: CanvasRenderingContext2D, frame: Frame, store: ColumnStore, paint: HeatPaint): void {
    this.#fit(frame, paint);
    const first = frame.rightIndex + 1 - columnCount(frame);
    for (let index = first; index <= frame.rightIndex; index += 1) this.#write(index, store, paint);
    this.#blit(target, frame, first);
  }

  #fit(frame: Frame, paint: HeatPaint): void {
    const rows = rowCount(frame);
    this.#grow(columnCount(frame) + 1, Math.ceil(rows * (1 + 2 * MARGIN)));
    const isInside = frame.topRow <= this.#top && frame.topRow - rows >= this.#top - this.#canvas.height;
    const hasSameRows = isInside && frame.rowTicks === this.#rowTicks;
    if (hasSameRows && frame.columnMs === this.#columnMs && paint === this.#paint) return;
    if (!hasSameRows) this.#top = frame.topRow + Math.floor((this.#canvas.height - rows) / 2);
    this.#rowTicks = frame.rowTicks;
    this.#columnMs = frame.columnMs;
    this.#paint = paint;
    this.#written.fill(-1);
  }

  #grow(width: number, height: number): void {
    const canvas = this.#canvas;
    if (this.#context !== null && width <= canvas.width && height <= canvas.height) return;
    canvas.width = Math.max(width, canvas.width);
    canvas.height = Math.max(height, canvas.height);
    this.#context = canvas.getContext('2d');
    this.#column = this.#context?.createImageData(1, canvas.height);
    this.#sums = new Float32Array(canvas.height);
    this.#written = new Float64Array(canvas.width).fill(-1);
  }

  #write(index: number, store: ColumnStore, paint: HeatPaint): void {
    const slot = index % this.#written.length;
    const image = this.#column;
    if (index < 0 || image === undefined || this.#written[slot] === index) return;
    const column = store.at(index);
    const isComplete = store.isComplete(index);
    const hasEnded = column !== store.forming && (column !== undefined || isComplete);
    // A span that goes on is written again next time; so is one nobody has told anything about yet.
    this.#written[slot] = hasEnded ? index : -1;
    const words = new Uint32Array(image.data.buffer);
    if (column !== undefined && hasBook(column)) this.#writeSizes(column, words, paint.table);
    else if (isComplete) hatch(words, index, paint.gap);
    else words.fill(0);
    this.#context?.putImageData(image, slot, 0);
  }

  #writeSizes(column: StoredColumn, words: Uint32Array, table: Uint32Array): void {
    const sums = this.#sums.fill(0);
    const rowTicks = this.#rowTicks;
    addRows(column, { topRow: this.#top, rowTicks }, sums);
    const lowest = this.#top - Math.floor(column.lowTicks / rowTicks);
    const highest = this.#top - Math.floor(column.highTicks / rowTicks);
    // Beyond what could be seen nothing is known, so nothing is painted.
    words.fill(0);
    for (let row = Math.max(0, highest); row <= Math.min(sums.length - 1, lowest); row += 1) {
      floats[0] = sums[row] as number;
      words[row] = table[(bits[0] as number) >>> 16] as number;
    }
  }

  #blit(target: CanvasRenderingContext2D, frame: Frame, first: number): void {
    const size = this.#written.length;
    const rows = rowCount(frame);
    const top = this.#top - frame.topRow;
    target.imageSmoothingEnabled = false;
    for (let index = Math.max(0, first); index <= frame.rightIndex;) {
      const slot = index % size;
      const count = Math.min(size - slot, frame.rightIndex + 1 - index);
      target.drawImage(
        this.#canvas,
        slot,
        top,
        count,
        rows,
        columnX(frame, index),
        rowY(frame, frame.topRow),
        count * frame.columnPx,
        rows * frame.rowPx,
      );
      index += count;
    }
  }
}

/** Diagonals, which no size looks like. */
function hatch(words: Uint32Array, index: number, gap: number): void {
  for (let row = 0; row < words.length; row += 1) words[row] = (row + index) % 4 === 0 ? gap : 0;
}
