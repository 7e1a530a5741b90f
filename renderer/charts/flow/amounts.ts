/**
 * Decimals with which amounts up to `largest` are told apart: about three digits, but never more than
 * the market's own `places`.
 */
export function digitsFor(largest: number, places: number): number {
  if (!(largest > 0)) return places;
  return Math.min(places, Math.max(0, 2 - Math.floor(Math.log10(largest))));
}

/** The smallest of 1, 2, 5, 10, 20, … that is not below `least`, and never below 1. */
export function niceStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, least)));
  return Math.max(1, ([1, 2, 5, 10].find((each) => each * power >= least) ?? 10) * power);
}
