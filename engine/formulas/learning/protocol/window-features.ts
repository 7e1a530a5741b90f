import type { RecentValues } from '../../../numerics/recent-values.ts';

/** Spread or weight below which there is nothing to divide by. */
const NOTHING = 1e-12;

/**
 * Distance of the newest value from the mean of the newest `count`, in their standard deviations
 * (divided by `count`). The spread is measured as a share of the newest value; 0 where there is none.
 */
export function standardScoreOfNewest(values: RecentValues, count: number): number {
  const newest = values.at(0);
  let sum = 0;
  for (let age = 0; age < count; age += 1) sum += values.at(age) / newest;
  const mean = sum / count;
  let squares = 0;
  for (let age = 0; age < count; age += 1) {
    const deviation = values.at(age) / newest - mean;
    squares += deviation * deviation;
  }
  const spread = Math.sqrt(squares / count);
  return spread > NOTHING ? (1 - mean) / spread : 0;
}

/** How far `close` lies above the volume-weighted mean of the prices, as a share of `close`; 0 without volume. */
export function volumeWeightedGap(prices: RecentValues, volumes: RecentValues, close: number): number {
  let weighted = 0;
  let weight = 0;
  for (let age = 0; age < prices.count; age += 1) {
    const volume = volumes.at(age);
    weight += volume;
    weighted += volume * (prices.at(age) / close);
  }
  return weight > 0 ? 1 - weighted / weight : 0;
}

/** Autocorrelation of neighbors in time around the mean of all; 0 where nothing varies. */
export function lagOneAutocorrelation(values: RecentValues): number {
  const { count } = values;
  let sum = 0;
  for (let age = 0; age < count; age += 1) sum += values.at(age);
  const mean = sum / count;
  let products = 0;
  let squares = 0;
  let after = 0;
  for (let age = 0; age < count; age += 1) {
    const deviation = values.at(age) - mean;
    squares += deviation * deviation;
    products += deviation * after;
    after = deviation;
  }
  return squares > NOTHING ? products / squares : 0;
}
