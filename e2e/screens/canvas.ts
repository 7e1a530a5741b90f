import type { Locator } from '@playwright/test';

/** What is painted on a canvas. */
export interface Painted {
  /** Different colors, those of softened edges left out. */
  readonly colors: number;
  /** Pixels that are painted at all, as a share of the canvas. */
  readonly inked: number;
}

/** How a canvas is painted: an empty one has one color, a transparent one no ink. */
export const paintedOn = (canvas: Locator): Promise<Painted> =>
  canvas.evaluate((element: HTMLCanvasElement) => {
    const { height, width } = element;
    const bytes = element.getContext('2d')?.getImageData(0, 0, width, height).data ?? new Uint8ClampedArray();
    const seen = new Map<number, number>();
    let inked = 0;
    for (let at = 0; at < bytes.length; at += 4) {
      if (bytes[at + 3] === 0) continue;
      inked += 1;
      const color = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
      seen.set(color, (seen.get(color) ?? 0) + 1);
    }
    const leastPixels = 12;
    const colors = [...seen.values()].filter((pixels) => pixels >= leastPixels).length;
    return { colors, inked: inked / Math.max(1, width * height) };
  });

/** Lines to look for. */
export interface LookedFor {
  /** Name of one of the theme's colors. */
  readonly color: string;
  /** A row or column is a line when more than this share of it has exactly this color. */
  readonly share: number;
  readonly way: 'across' | 'down';
}

/** Where lines go over a canvas, in CSS pixels from its top (`across`) or its left (`down`). */
export async function linesOn(canvas: Locator, { color, share, way }: LookedFor): Promise<readonly number[]> {
  const rgb = await colorOf(canvas, color);
  const { across, down, ratio, width, height } = await countsOf(canvas, rgb);
  const [counts, along] = way === 'across' ? [across, width] : [down, height];
  return counts.flatMap((pixels, place) => (pixels > share * along ? [place / ratio] : []));
}

/** A color of the theme as the word of a pixel that has it. */
const colorOf = (canvas: Locator, name: string): Promise<number> =>
  canvas.evaluate((_element, wanted) => {
    const context = document.createElement('canvas').getContext('2d');
    if (context === null) throw new Error('a canvas must have a context');
    context.fillStyle = getComputedStyle(document.documentElement).getPropertyValue(`--${wanted}`).trim();
    context.fillRect(0, 0, 1, 1);
    return new Uint32Array(context.getImageData(0, 0, 1, 1).data.buffer)[0] ?? 0;
  }, name);

/** How many pixels of a color every row and every column has. */
const countsOf = (canvas: Locator, word: number) =>
  canvas.evaluate((element: HTMLCanvasElement, wanted) => {
    const { clientWidth, height, width } = element;
    const bytes = element.getContext('2d')?.getImageData(0, 0, width, height).data;
    const across = Array.from({ length: height }, () => 0);
    const down = Array.from({ length: width }, () => 0);
    for (const [at, pixel] of new Uint32Array(bytes?.buffer ?? new ArrayBuffer(0)).entries()) {
      if (pixel !== wanted) continue;
      const [row, column] = [Math.floor(at / width), at % width];
      across[row] = (across[row] ?? 0) + 1;
      down[column] = (down[column] ?? 0) + 1;
    }
    return { across, down, width, height, ratio: width / Math.max(1, clientWidth) };
  }, word);
