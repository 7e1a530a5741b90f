import type { RecentWindow } from '../../../numerics/recent-window.ts';

/** Spread or weight below which there is nothing to divide by. */
const NOTHING = 1e-12;

/**
 * Distance of the newest value from the mean of the newest `count`, in their standard deviations
 * (divided by `count`); 0 where they do not vary by more than 1e-12 of the newest.
 */
export function standardScoreOfNewest({ end, values }: RecentWindow, count: number): number {
  const newest = values[end - 1] as number;
  let sum = 0;
  let squares = 0;
  for (let i = end - count; i < end; i += 1) {
    const below = newest - (values[i] as number);
    sum += below;
    squares += below * below;
  }
  const mean = sum / count;
  const spread = Math.sqrt(squares / count - mean * mean);
  return spread > NOTHING * newest ? mean / spread : 0;
}

/** How far `close` lies above the volume-weighted mean of the prices, as a share of `close`; 0 without volume. */
export function volumeWeightedGap(prices: RecentWindow, volumes: RecentWindow, close: number): number {
  const { end, start, values } = prices;
  // Both windows are as long and were filled at the same pace.
  const weights = volumes.values;
  let gap = 0;
  let weight = 0;
  for (let i = start; i < end; i += 1) {
    const volume = weights[i] as number;
    weight += volume;
    gap += volume * (close - (values[i] as number));
  }
  return weight > 0 ? gap / weight / close : 0;
}

/** Autocorrelation of neighbors in time around the mean of all; 0 where nothing varies. */
export function lagOneAutocorrelation({ end, length, start, values }: RecentWindow): number {
  let sum = 0;
  for (let i = start; i < end; i += 1) sum += values[i] as number;
  const mean = sum / length;
  let products = 0;
  let squares = 0;
  let before = 0;
  for (let i = start; i < end; i += 1) {
    const deviation = (values[i] as number) - mean;
    squares += deviation * deviation;
    products += deviation * before;
    before = deviation;
  }
  return squares > NOTHING ? products / squares : 0;
}

/** Mean of the newest `count` values. */
export function meanOfNewest({ end, values }: RecentWindow, count: number): number {
  let sum = 0;
  for (let i = end - count; i < end; i += 1) sum += values[i] as number;
  return sum / count;
}
