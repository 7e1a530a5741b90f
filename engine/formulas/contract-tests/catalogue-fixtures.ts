import type { Bar } from '../../domain/market/bar.ts';
import { unixMs } from '../../domain/units/time.ts';
import { Mulberry32 } from '../../numerics/mulberry32.ts';

const MINUTE_MS = 60_000;

/** The fixture `U(seed, n)` of the formula catalogue: n uniform numbers. */
export const uniforms = (seed: number, count: number): number[] => {
  const random = new Mulberry32(seed);
  return Array.from({ length: count }, () => random.uniform());
};

/** The fixture `Z(seed, n)`: n normal numbers. */
export const normals = (seed: number, count: number): number[] => {
  const random = new Mulberry32(seed);
  return Array.from({ length: count }, () => random.normal());
};

/** The running sums of a list. */
export const cumulated = (values: readonly number[]): number[] => {
  let sum = 0;
  return values.map((value) => (sum += value));
};

/** The fixture `P(seed, n)`: closes of a random walk of one hundredth a step that begins at 100. */
export const walkCloses = (seed: number, count: number): number[] =>
  cumulated(normals(seed, count).map((each) => 0.01 * each)).map((log) => 100 * Math.exp(log));

/** The fixture `BARS(seed, n)` as one-minute bars: four steps inside each bar, half of the volume bought. */
export const walkBars = (seed: number, count: number): Bar[] => {
  const random = new Mulberry32(seed);
  let close = 100;
  return Array.from({ length: count }, (_, index) => {
    const open = close;
    const path = [open];
    for (let step = 0; step < 4; step += 1) path.push((close *= Math.exp(0.005 * random.normal())));
    const volumeBase = 10 * Math.exp(0.5 * random.normal());
    return {
      openTime: unixMs(index * MINUTE_MS),
      intervalMs: MINUTE_MS,
      open,
      high: Math.max(...path),
      low: Math.min(...path),
      close,
      volumeBase,
      buyVolumeBase: volumeBase / 2,
      tradeCount: 5,
    };
  });
};
