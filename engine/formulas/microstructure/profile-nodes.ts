/** Rows that differ by less than this share of the mean row are equal: rounding alone makes as much. */
const ROUNDING = 1e-9;

/** From which height on rows stand out, as multiples of the mean row. */
export interface NodeLimits {
  /** Peaks are higher. */
  readonly hi: number;
  /** Troughs are lower. */
  readonly lo: number;
}

/** Rows of a profile that stand out. The lists are used again for every profile. */
export class ProfileNodes {
  /** Each row with half of both neighbors, as a weighted mean; there is but one neighbor at an edge. */
  readonly heights: Float64Array;
  /** 1 for a peak, -1 for a trough, 0 for all others. */
  readonly kinds: Int8Array;
  /** Height of the mean row. */
  mean = 0;
  readonly #limits: NodeLimits;

  /** For profiles of so many rows. */
  constructor(rows: number, limits: NodeLimits) {
    this.heights = new Float64Array(rows);
    this.kinds = new Int8Array(rows);
    this.#limits = limits;
  }

  /**
   * Finds the peaks and troughs of a profile. The outermost rows are neither, and of a flat top or bottom the first
   * row counts.
   */
  read(volumes: ArrayLike<number>): void {
    const { heights } = this;
    const last = heights.length - 1;
    let here = volumes[0] as number;
    let below = 0;
    let total = 0;
    for (let row = 0; row <= last; row += 1) {
      const above = row < last ? (volumes[row + 1] as number) : 0;
      const weight = row > 0 && row < last ? 2 : last > 0 ? 1.5 : 1;
      const height = (here + 0.5 * (below + above)) / weight;
      heights[row] = height;
      total += height;
      below = here;
      here = above;
    }
    this.mean = total / heights.length;
    this.#tellApart();
  }

  #tellApart(): void {
    const { heights, kinds, mean } = this;
    const equal = ROUNDING * mean;
    const high = this.#limits.hi * mean;
    const low = this.#limits.lo * mean;
    let before = heights[0] as number;
    let here = heights[1] as number;
    for (let row = 1; row < heights.length - 1; row += 1) {
      const behind = heights[row + 1] as number;
      const rise = here - before;
      const fall = here - behind;
      const isPeak = here > high && rise > equal && fall >= -equal;
      const isTrough = here < low && rise < -equal && fall <= equal;
      kinds[row] = Number(isPeak) - Number(isTrough);
      before = here;
      here = behind;
    }
  }
}
