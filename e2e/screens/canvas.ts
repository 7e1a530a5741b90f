import type { Locator } from '@playwright/test';

/** What is painted on a canvas, in device pixels. */
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
      const [red = 0, green = 0, blue = 0, alpha = 0] = bytes.subarray(at, at + 4);
      if (alpha === 0) continue;
      inked += 1;
      const color = (red << 16) | (green << 8) | blue;
      seen.set(color, (seen.get(color) ?? 0) + 1);
    }
    const leastPixels = 12;
    const colors = [...seen.values()].filter((pixels) => pixels >= leastPixels).length;
    return { colors, inked: inked / Math.max(1, width * height) };
  });

/** Along which way a line goes. */
export type LineWay = 'across' | 'down';

/**
 * Where lines of a theme color go over a canvas, in css pixels from its top or left: rows or columns of
 * which more than `share` has exactly this color.
 */
export const linesOn = (
  canvas: Locator,
  { color, share, way }: { readonly color: string; readonly share: number; readonly way: LineWay },
): Promise<readonly number[]> =>
  canvas.evaluate(
    (element: HTMLCanvasElement, wanted) => {
      const probe = document.createElement('canvas').getContext('2d');
      const context = element.getContext('2d');
      if (probe === null || context === null) return [];
      probe.fillStyle = getComputedStyle(document.documentElement)
        .getPropertyValue(`--${wanted.color}`)
        .trim();
      probe.fillRect(0, 0, 1, 1);
      const [red, green, blue] = probe.getImageData(0, 0, 1, 1).data;
      const { height, width } = element;
      const { data } = context.getImageData(0, 0, width, height);
      const [places, along] = wanted.way === 'across' ? [height, width] : [width, height];
      const found: number[] = [];
      for (let place = 0; place < places; place += 1) {
        let hits = 0;
        for (let step = 0; step < along; step += 1) {
          const at = 4 * (wanted.way === 'across' ? place * width + step : step * width + place);
          const isSame = data[at] === red && data[at + 1] === green && data[at + 2] === blue;
          if (isSame && data[at + 3] === 255) hits += 1;
        }
        if (hits > wanted.share * along) found.push((place * element.clientWidth) / width);
      }
      return found;
    },
    { color, share, way },
  );
