/**
 * How far size moves the price by the square-root law: `range * sqrt(size / volume)`, in the unit of the range (Tóth
 * et al. 2011, Physical Review X 1, 021006). The prefactor, of the order of one, is left to who asks. A time in which
 * nothing traded has no volume to hide in: one is the least that can have traded.
 */
export const squareRootImpact = (range: number, size: number, volume: number): number =>
  range * Math.sqrt(size / Math.max(volume, 1));
