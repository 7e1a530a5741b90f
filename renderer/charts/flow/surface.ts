import { pixelRatioOf } from '../canvas-size.ts';
import { boxOf } from '../element-box.ts';

/** A canvas ready to be painted on, in the pixels of the page. */
export interface Surface {
  readonly context: CanvasRenderingContext2D;
  readonly width: number;
  readonly height: number;
}

/** The smallest letters of the window; nothing on a canvas is written smaller. */
export const SMALL_TEXT = '400 11px "Inter Variable", sans-serif';
export const SMALL_BOLD = '600 11px "Inter Variable", sans-serif';
export const TABLE_TEXT = '400 12px "Inter Variable", sans-serif';
export const TABLE_BOLD = '600 12px "Inter Variable", sans-serif';

/** Gives the canvas the pixels of its box and clears it; undefined where nothing can be painted. */
export function surfaceOf(canvas: HTMLCanvasElement): Surface | undefined {
  const context = canvas.getContext('2d');
  const { height, width } = boxOf(canvas);
  if (context === null || width === 0 || height === 0) return undefined;
  const ratio = pixelRatioOf(canvas);
  const [deviceWidth, deviceHeight] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== deviceWidth || canvas.height !== deviceHeight) {
    canvas.width = deviceWidth;
    canvas.height = deviceHeight;
  }
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  context.textBaseline = 'middle';
  return { context, width, height };
}

/** Paints inside a box only. */
export function clipped(
  { context }: Surface,
  box: { readonly left: number; readonly top: number; readonly width: number; readonly height: number },
  paint: () => void,
): void {
  context.save();
  context.beginPath();
  context.rect(box.left, box.top, box.width, box.height);
  context.clip();
  paint();
  context.restore();
}

const HALF_TAG_PX = 8;

/** A text with a filled background, for the values a crosshair shows on an axis; all of it stays in the picture. */
export function paintTag(
  { context, height }: Surface,
  text: string,
  at: { readonly left: number; readonly middle: number; readonly leastPx?: number },
  colors: { readonly background: string; readonly text: string },
): void {
  context.font = SMALL_TEXT;
  context.textAlign = 'left';
  const width = Math.max(at.leastPx ?? 0, context.measureText(text).width + 8);
  const middle = Math.max(HALF_TAG_PX, Math.min(at.middle, height - HALF_TAG_PX));
  context.fillStyle = colors.background;
  context.fillRect(at.left, middle - HALF_TAG_PX, width, 2 * HALF_TAG_PX);
  context.fillStyle = colors.text;
  context.fillText(text, at.left + 4, middle);
}
