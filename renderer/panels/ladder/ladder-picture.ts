import { pixelRatioOf } from '../../charts/canvas-size.ts';
import type { CanvasColors } from '../../theme/canvas-colors.ts';
import { cellOf, type LadderCell, largestOf } from './ladder-cell.ts';
import type { LadderColumn } from './ladder-columns.ts';
import type { LadderRow } from './ladder-rows.ts';
import type { LadderTexts } from './ladder-texts.ts';
import { type LadderStyle, paintLadderCell, scaleOf } from './paint-ladder-cell.ts';
import type { SizeScale } from './size-scale.ts';

/** How the rows are laid out and written. */
export interface LadderLook {
  readonly columns: readonly LadderColumn[];
  readonly rowPx: number;
  readonly colors: CanvasColors;
  readonly texts: LadderTexts;
}

/** Numbers kept of a painted cell: its value, its bar, its tone. */
const KEPT = 3;

/**
 * The rows of a ladder on a canvas. Laying out the text of three hundred elements costs most of a frame; painting as
 * many numbers costs a tenth of it, and only the cells that look different are painted again.
 */
export class LadderPicture {
  readonly #canvas: HTMLCanvasElement;
  readonly #look: LadderLook;
  #painted = new Float64Array(0);
  #scales: readonly (SizeScale | undefined)[] = [];
  #ratio = 0;

  constructor(canvas: HTMLCanvasElement, look: LadderLook) {
    this.#canvas = canvas;
    this.#look = look;
  }

  /** Paints everything again with the next rows: letters have arrived, for example. */
  forget(): void {
    this.#painted = new Float64Array(0);
  }

  /** Paints the cells that differ from what was painted last; answers how many they were. */
  paint(rows: readonly LadderRow[]): number {
    const context = this.#canvas.getContext('2d', { alpha: false });
    if (context === null) return 0;
    this.#fit(context, rows.length);
    const { columns, rowPx, texts } = this.#look;
    const style: LadderStyle = { context, ...this.#look };
    const largest = largestOf(rows);
    let count = 0;
    // Column by column: neighbors have their font and most of their colors in common.
    const scales = columns.map((column) => scaleOf(column, largest, texts));
    columns.forEach((column, place) => {
      const scaled = { ...column, scale: scales[place] };
      const isOther = scaled.scale !== this.#scales[place];
      rows.forEach((row, at) => {
        const cell = cellOf(row, column, largest);
        if (!this.#differs((at * columns.length + place) * KEPT, cell) && !isOther) return;
        paintLadderCell(style, scaled, at * rowPx, cell);
        count += 1;
      });
    });
    this.#scales = scales;
    return count;
  }

  #differs(at: number, { barPx, tone, value }: LadderCell): boolean {
    const painted = this.#painted;
    if (painted[at] === value && painted[at + 1] === barPx && painted[at + 2] === tone) return false;
    painted[at] = value;
    painted[at + 1] = barPx;
    painted[at + 2] = tone;
    return true;
  }

  /** As many pixels as the screen has for the rows; a canvas of another size begins empty. */
  #fit(context: CanvasRenderingContext2D, rowCount: number): void {
    const { columns, rowPx } = this.#look;
    const last = columns.at(-1);
    const [width, height] = [last === undefined ? 0 : last.left + last.width, rowCount * rowPx];
    const ratio = pixelRatioOf(this.#canvas);
    const size = rowCount * columns.length * KEPT;
    if (this.#ratio === ratio && this.#painted.length === size) return;
    this.#ratio = ratio;
    this.#painted = new Float64Array(size).fill(NaN);
    this.#canvas.width = Math.round(width * ratio);
    this.#canvas.height = Math.round(height * ratio);
    this.#canvas.style.width = `${width}px`;
    this.#canvas.style.height = `${height}px`;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.textBaseline = 'middle';
  }
}
