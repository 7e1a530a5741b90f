/** Sizes in base units that get the faintest and the strongest color; between them colors go by the logarithm. */
export interface HeatScale {
  readonly low: number;
  readonly high: number;
}

/** Of the rows that hold something, these parts lie below the faintest and the strongest color. */
const LOW_PART = 0.4;
const HIGH_PART = 0.995;
/** The strongest color stands for at least so many times the faintest. */
const LEAST_SPAN = 8;

/** The scale that fits the sizes on screen, by their quantiles; undefined without sizes. */
export function autoScale(sizes: readonly number[], boost: number): HeatScale | undefined {
  const ordered = sizes.filter((size) => size > 0).toSorted((a, b) => a - b);
  const high = ordered[Math.floor(ordered.length * HIGH_PART)];
  const low = ordered[Math.floor(ordered.length * LOW_PART)];
  if (high === undefined || low === undefined) return undefined;
  return { low: Math.min(low, high / LEAST_SPAN) / boost, high: high / boost };
}

/** Whether two scales differ enough to be worth painting everything again. */
export const isOtherScale = (now: HeatScale | undefined, next: HeatScale | undefined): boolean =>
  now === undefined || next === undefined ? now !== next : Math.abs(Math.log2(next.high / now.high)) > 0.3;

/** Where on the ramp a size lies, 0…1. */
export function heatOf(size: number, { high, low }: HeatScale): number {
  if (size <= low) return 0;
  return Math.min(1, Math.log(size / low) / Math.log(high / low));
}

type Oklab = readonly [lightness: number, a: number, b: number];

const RAMP_STEPS = 256;

/**
 * Colors from the faintest to the strongest as ABGR words for image data, mixed in Oklab so that equal
 * steps look equal.
 */
export function rampOf(stops: readonly string[]): Uint32Array {
  const labs = stops.map(oklabOf);
  return Uint32Array.from({ length: RAMP_STEPS }, (_, step) => {
    const place = (step / (RAMP_STEPS - 1)) * (labs.length - 1);
    const from = labs[Math.floor(place)] as Oklab;
    const to = labs[Math.min(Math.floor(place) + 1, labs.length - 1)] as Oklab;
    const share = place - Math.floor(place);
    return wordOf(from.map((value, at) => value + ((to[at] as number) - value) * share) as unknown as Oklab);
  });
}

/** The upper sixteen bits of a 32-bit float name its size to within one part in 128: enough for a color. */
const TABLE_SIZE = 1 << 15;
const floats = new Float32Array(1);
const bits = new Uint32Array(floats.buffer);

/**
 * Color words by the upper bits of a size as a 32-bit float: a column is painted without a logarithm.
 * Read it with `table[sizeBits >>> 16]`.
 */
export function colorTable(scale: HeatScale, ramp: Uint32Array): Uint32Array {
  const table = new Uint32Array(TABLE_SIZE);
  for (let upper = 0; upper < TABLE_SIZE; upper += 1) {
    bits[0] = upper << 16;
    const size = floats[0] as number;
    const heat = Number.isFinite(size) ? heatOf(size, scale) : 1;
    table[upper] = ramp[Math.round(heat * (ramp.length - 1))] as number;
  }
  return table;
}

const toLinear = (value: number): number =>
  value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
const fromLinear = (value: number): number =>
  value <= 0.0031308 ? 12.92 * value : 1.055 * value ** (1 / 2.4) - 0.055;

// Björn Ottosson, A perceptual color space for image processing (2020).
function oklabOf(hex: string): Oklab {
  // Style sheets are shipped with the shortest writing: #fff for #ffffff.
  const long = hex.length === 4 ? hex.slice(1).replaceAll(/./g, '$&$&') : hex.slice(1);
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) =>
    toLinear(Number.parseInt(long.slice(at, at + 2), 16) / 255),
  );
  const l = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const m = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const s = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

function wordOf([lightness, a, b]: Oklab): number {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const byte = (linear: number) => Math.round(255 * fromLinear(Math.min(1, Math.max(0, linear))));
  const red = byte(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s);
  const green = byte(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s);
  const blue = byte(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s);
  return ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0;
}

/** A color word as CSS writes it. */
export const cssOf = (word: number): string =>
  `rgb(${word & 255} ${(word >>> 8) & 255} ${(word >>> 16) & 255})`;
