/** How the sizes of one column are written: divided, with so many decimals and the prefix that says so. */
export interface SizeScale {
  readonly divisor: number;
  /** Empty, or `k`, `M`, `G`. */
  readonly prefix: string;
  readonly places: number;
}

/** Widths in pixels of what sizes are written with, at 12 px. */
const [DIGIT_PX, MARK_PX] = [7.5, 3.5];

const PREFIXES = [
  [1e3, 'k'],
  [1e6, 'M'],
  [1e9, 'G'],
] as const;

/** From the most exact on: first fewer decimals, then the next prefix with two, one and none. */
const scalesFrom = (lotPlaces: number): readonly SizeScale[] => [
  ...Array.from({ length: lotPlaces + 1 }, (_, fewer) => ({
    divisor: 1,
    prefix: '',
    places: lotPlaces - fewer,
  })),
  ...PREFIXES.flatMap(([divisor, prefix]) => [2, 1, 0].map((places) => ({ divisor, prefix, places }))),
];

const scales = new Map<number, readonly SizeScale[]>();

/**
 * The most exact scale at which the largest size of a column fits, one object for the same answer. All sizes of a
 * column are written alike, so that a longer number is a larger one.
 */
export function fittingScale(
  largest: number,
  lotPlaces: number,
  room: { readonly px: number; readonly isSigned: boolean },
): SizeScale {
  let known = scales.get(lotPlaces);
  if (known === undefined) scales.set(lotPlaces, (known = scalesFrom(lotPlaces)));
  const px = room.px - (room.isSigned ? DIGIT_PX : 0);
  return known.find((scale) => widthPx(largest, scale) <= px) ?? (known.at(-1) as SizeScale);
}

function widthPx(size: number, { divisor, places, prefix }: SizeScale): number {
  // A half more in the last place is what rounding up can add.
  const written = size / divisor + 0.5 / 10 ** places;
  const whole = written < 10 ? 1 : Math.floor(Math.log10(written)) + 1;
  const marks = Math.floor((whole - 1) / 3) + (places > 0 ? 1 : 0);
  return (whole + places + prefix.length) * DIGIT_PX + marks * MARK_PX;
}
