import type { BarFrame } from './bar-frame.ts';

/**
 * Half the spread in ticks as bars show it, known at the end of each bar: Abdi and Ranaldo's estimator
 * (2017, Review of Financial Studies 30, eq. 10) over the last `windowBars` pairs of bars,
 * half of 2 * sqrt(max(mean((close - mid) * (close - next mid)), 0)), where mid is halfway between
 * the logarithms of high and low. Never below half a tick, the narrowest market there can be.
 * @throws {RangeError} when `windowBars` is not a whole number above zero.
 */
export function halfSpreadTicks(frame: BarFrame, windowBars: number): Float64Array {
  if (!Number.isSafeInteger(windowBars) || windowBars < 1) {
    throw new RangeError(`windowBars must be a whole number above zero, was ${windowBars}`);
  }
  const { close, count, high, low } = frame;
  const estimate = new Float64Array(count).fill(0.5);
  const products = new Float64Array(windowBars);
  let sum = 0;
  let midBefore = 0;
  for (let index = 0; index < count; index += 1) {
    const mid = (Math.log(high[index] as number) + Math.log(low[index] as number)) / 2;
    if (index > 0) {
      const closeBefore = Math.log(close[index - 1] as number);
      const product = (closeBefore - midBefore) * (closeBefore - mid);
      const slot = (index - 1) % windowBars;
      sum += product - (products[slot] as number);
      products[slot] = product;
      // Adding and taking away would drift over a long frame: once per window the sum is made anew.
      if (slot === windowBars - 1) sum = products.reduce((total, each) => total + each, 0);
      const meanProduct = sum / Math.min(index, windowBars);
      const half = Math.sqrt(Math.max(meanProduct, 0)) * (close[index] as number);
      if (half > 0.5) estimate[index] = half;
    }
    midBefore = mid;
  }
  return estimate;
}
