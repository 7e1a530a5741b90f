/** Prices over the height of a pane, in pixels from the top of the canvas. */
export interface PriceScale {
  readonly low: number;
  readonly high: number;
  readonly top: number;
  readonly height: number;
}

/** The pixel of a price; prices outside the scale lie outside the pane. */
export const yOf = ({ low, high, top, height }: PriceScale, price: number): number =>
  top + ((high - price) / (high - low)) * height;

/** The price at a pixel. */
export const priceAt = ({ low, high, top, height }: PriceScale, y: number): number =>
  high - ((y - top) / height) * (high - low);

/** A scale that shows everything between two values with some air; one value alone lies in the middle. */
export function roomyScale(
  low: number,
  high: number,
  box: { readonly top: number; readonly height: number },
  air = 0.06,
): PriceScale {
  const span = high - low;
  const room = span > 0 ? span * air : Math.max(Math.abs(high) * 0.001, 1e-9);
  return { low: low - room, high: high + room, ...box };
}

/** Round values between two others, at most `most` of them and evenly spaced by 1, 2 or 5 times a power of ten. */
export function roundValues(low: number, high: number, most: number): readonly number[] {
  const span = high - low;
  if (!(span > 0) || most < 1) return [];
  const step = roundStep(span / most);
  const first = Math.ceil(low / step);
  const last = Math.floor(high / step);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => (first + at) * step);
}

function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  const factor = [1, 2, 5, 10].find((candidate) => candidate * power >= least) ?? 10;
  return factor * power;
}
