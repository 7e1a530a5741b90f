/** The smallest of 1, 2, 5, 10, 20, 50, … that is not below `least`; 1 for anything below that. */
export function niceSteps(least: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, least)));
  const factor = [1, 2, 5, 10].find((each) => each * power >= least) ?? 10;
  return Math.max(1, factor * power);
}
