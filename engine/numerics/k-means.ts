import type { Mulberry32 } from './mulberry32.ts';

/** Rows in groups around centers. */
export interface Grouping {
  /** Center `j` at `j * dimensions`. */
  readonly centers: Float64Array;
  /** Group of each row. */
  readonly groups: Int32Array;
}

const ROUNDS = 20;

/**
 * Rows of `dimensions` values in `count` groups, each row with the center next to it: centers drawn apart
 * from each other (k-means++), then moved to the mean of their rows (Lloyd) at most twenty times. A center
 * without rows stays.
 *
 * Sources: Lloyd (1982), IEEE Trans. Inf. Theory 28(2); Arthur & Vassilvitskii (2007), k-means++.
 */
export function kMeans(
  values: Float64Array,
  { count, dimensions, random }: { count: number; dimensions: number; random: Mulberry32 },
): Grouping {
  const centers = drawnApart(values, { count, dimensions, random });
  const groups = new Int32Array(values.length / dimensions);
  let moved = true;
  for (let round = 0; round < ROUNDS && moved; round += 1) {
    moved = assign(values, centers, groups) || round === 0;
    if (moved) moveToMeans(values, centers, groups);
  }
  assign(values, centers, groups);
  return { centers, groups };
}

/** Rows drawn as centers, each with a probability as its squared distance from those before. */
function drawnApart(
  values: Float64Array,
  { count, dimensions, random }: { count: number; dimensions: number; random: Mulberry32 },
): Float64Array {
  const rows = values.length / dimensions;
  const row = (t: number) => values.subarray(t * dimensions, (t + 1) * dimensions);
  const centers = new Float64Array(count * dimensions);
  centers.set(row(Math.floor(random.uniform() * rows)));
  const nearest = new Float64Array(rows).fill(Infinity);
  for (let j = 1; j < count; j += 1) {
    const last = centers.subarray((j - 1) * dimensions, j * dimensions);
    let total = 0;
    for (let t = 0; t < rows; t += 1) {
      total += nearest[t] = Math.min(nearest[t] as number, squaredDistance(row(t), last));
    }
    let left = random.uniform() * total;
    let drawn = 0;
    while (drawn < rows - 1 && (left -= nearest[drawn] as number) >= 0) drawn += 1;
    centers.set(row(drawn), j * dimensions);
  }
  return centers;
}

/** Puts every row with the center next to it; whether any changed its group. */
function assign(values: Float64Array, centers: Float64Array, groups: Int32Array): boolean {
  const dimensions = values.length / groups.length;
  let changed = false;
  for (let t = 0; t < groups.length; t += 1) {
    const row = values.subarray(t * dimensions, (t + 1) * dimensions);
    let best = 0;
    let least = Infinity;
    for (let j = 0; j < centers.length / dimensions; j += 1) {
      const distance = squaredDistance(row, centers.subarray(j * dimensions, (j + 1) * dimensions));
      if (distance < least) {
        least = distance;
        best = j;
      }
    }
    changed ||= groups[t] !== best;
    groups[t] = best;
  }
  return changed;
}

function moveToMeans(values: Float64Array, centers: Float64Array, groups: Int32Array): void {
  const dimensions = values.length / groups.length;
  const sums = new Float64Array(centers.length);
  const counts = new Float64Array(centers.length / dimensions);
  groups.forEach((group, t) => {
    counts[group] = (counts[group] as number) + 1;
    for (let d = 0; d < dimensions; d += 1) {
      const place = group * dimensions + d;
      sums[place] = (sums[place] as number) + (values[t * dimensions + d] as number);
    }
  });
  sums.forEach((sum, place) => {
    const rows = counts[Math.floor(place / dimensions)] as number;
    if (rows > 0) centers[place] = sum / rows;
  });
}

function squaredDistance(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let d = 0; d < a.length; d += 1) sum += ((a[d] as number) - (b[d] as number)) ** 2;
  return sum;
}
