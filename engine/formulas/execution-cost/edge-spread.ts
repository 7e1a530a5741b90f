import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { defineFormula } from '../formula.ts';
import { COST } from '../readings.ts';
import { withValueReadings } from '../value-readings.ts';

/**
 * Columns of a pair of bars: five log distances, whether anything moved at all, and how many of high and low
 * the open, and the close before, differ from (0 to 2, 0 without movement).
 */
const COLUMNS = 8;
/** Middle from open, open from the middle before, middle from the close before. */
const [R1, R2, R3] = [0, 1, 2] as const;
/** Close before from the middle before, open from the close before. */
const [R4, R5] = [3, 4] as const;
const [TAU, OPENS, CLOSES] = [5, 6, 7] as const;

type LogBar = readonly [open: number, high: number, low: number, close: number];

/**
 * EDGE spread of the last `window` bars: the estimator of Ardia, Guidotti and Kroencke, which combines
 * what opens, highs, lows and closes say about the spread with the least variance. Unit: a fraction of the
 * price, never negative. No value where fewer than two bars moved, or where no open or no close ever
 * differed from the high or low of its bar. Warm after `window` bars.
 */
export const edgeSpread = defineFormula({
  id: 'F315',
  key: 'edge-spread-estimator',
  title: 'EDGE spread from open, high, low and close',
  family: 'execution-cost',
  output: { unit: 'fraction', min: 0 },
  role: 'cost',
  source:
    "Ardia, D., Guidotti, E. & Kroencke, T. A., 'Efficient estimation of bid-ask spreads from open, high, low, and close prices', Journal of Financial Economics 161, 2024",
  catalogue: {
    inputs: ['bars'],
    params: {
      window: { unit: 'bars', meaning: 'sample' },
    },
    definition: `
      Logs o,h,l,c; m = (h+l)/2. For t = 2..n: tau = 1 unless h_t = l_t = c_{t-1}; po = mean(tau and o_t
      != h_t) + mean(tau and o_t != l_t); pc = mean(tau and c_{t-1} != h_{t-1}) + mean(tau and c_{t-1} !=
      l_{t-1}); pt = mean tau. r1 = m_t-o_t, r2 = o_t-m_{t-1}, r3 = m_t-c_{t-1}, r4 = c_{t-1}-m_{t-1}, r5
      = o_t-c_{t-1}; d_k = r_k - tau*mean(r_k)/pt for k = 1,3,5. x1 = -4/po*d1*r2 - 4/pc*d3*r4; x2 =
      -4/po*d1*r5 - 4/pc*d5*r4; e = means, v = variances (ddof 0). S2 = (v2*e1+v1*e2)/(v1+v2); spread =
      sqrt(|S2|). v1+v2 = 0 -> S2 = (e1+e2)/2. po = 0, pc = 0 or fewer than 2 bars with tau = 1 -> null.
    `,
    update: 'O(window) per bar or 34 rolling sums O(1).',
    signal: 'cost: as id 313.',
    range: '[0,inf)',
  },
  defaults: { window: 48 },
  input: 'bar',
  readings: { cost: COST },
  warmUp: ({ window }) => window,

  start({ window }) {
    wholeNumber('window', window, 3);
    const pairs = new PairsOfBars(window - 1);
    const moments = new SpreadMoments(window - 1);
    let before: LogBar | undefined;

    return withValueReadings(
      ({ open, high, low, close }) => {
        const bar: LogBar = [Math.log(open), Math.log(high), Math.log(low), Math.log(close)];
        if (before !== undefined) pairs.push(before, bar);
        before = bar;
        if (!pairs.isFull) return undefined;
        const squared = moments.squaredSpread(pairs);
        return squared === undefined ? undefined : Math.sqrt(Math.abs(squared));
      },
      {
        // A taker pays half of it.
        cost: (value) => (10_000 * value) / 2,
      },
    );
  },
});

/** The last pairs of bars, row by row, each kept twice so that they never wrap around. */
class PairsOfBars {
  readonly count: number;
  readonly rows: Float64Array;
  #next = 0;
  #seen = 0;

  constructor(count: number) {
    this.count = count;
    this.rows = new Float64Array(2 * count * COLUMNS);
  }

  get isFull(): boolean {
    return this.#seen === this.count;
  }

  /** Where the row of the oldest pair begins. */
  get start(): number {
    return this.#next * COLUMNS;
  }

  push([, high1, low1, close1]: LogBar, [open, high, low]: LogBar): void {
    const { count, rows } = this;
    const at = this.#next * COLUMNS;
    const middle1 = (high1 + low1) / 2;
    const middle = (high + low) / 2;
    const tau = high !== low || low !== close1 ? 1 : 0;
    rows[at + R1] = middle - open;
    rows[at + R2] = open - middle1;
    rows[at + R3] = middle - close1;
    rows[at + R4] = close1 - middle1;
    rows[at + R5] = open - close1;
    rows[at + TAU] = tau;
    rows[at + OPENS] = tau * (Number(open !== high) + Number(open !== low));
    rows[at + CLOSES] = tau * (Number(close1 !== high1) + Number(close1 !== low1));
    rows.copyWithin(at + count * COLUMNS, at, at + COLUMNS);
    this.#next = this.#next + 1 === count ? 0 : this.#next + 1;
    if (this.#seen < count) this.#seen += 1;
  }
}

/** Means and variances of the two products of a window whose means are the squared spread. */
class SpreadMoments {
  readonly #byMiddles: Float64Array;
  readonly #byOpens: Float64Array;

  constructor(pairs: number) {
    this.#byMiddles = new Float64Array(pairs);
    this.#byOpens = new Float64Array(pairs);
  }

  /** Undefined where the prices do not move enough to tell. May be below zero. */
  squaredSpread({ count, rows, start }: PairsOfBars): number | undefined {
    const end = start + count * COLUMNS;
    // Plain loops over the window: it is gone through with every bar.
    let tau = 0;
    let opens = 0;
    let closes = 0;
    let sum1 = 0;
    let sum3 = 0;
    let sum5 = 0;
    for (let at = start; at < end; at += COLUMNS) {
      tau += rows[at + TAU] as number;
      opens += rows[at + OPENS] as number;
      closes += rows[at + CLOSES] as number;
      sum1 += rows[at + R1] as number;
      sum3 += rows[at + R3] as number;
      sum5 += rows[at + R5] as number;
    }
    if (tau < 2 || opens === 0 || closes === 0) return undefined;
    const byOpens = (-4 * count) / opens;
    const byCloses = (-4 * count) / closes;
    const center1 = sum1 / tau;
    const center3 = sum3 / tau;
    const center5 = sum5 / tau;
    for (let i = 0, at = start; i < count; i += 1, at += COLUMNS) {
      const moved = rows[at + TAU] as number;
      const d1 = (rows[at + R1] as number) - moved * center1;
      const d3 = (rows[at + R3] as number) - moved * center3;
      const d5 = (rows[at + R5] as number) - moved * center5;
      const r4 = rows[at + R4] as number;
      this.#byMiddles[i] = byOpens * d1 * (rows[at + R2] as number) + byCloses * d3 * r4;
      this.#byOpens[i] = byOpens * d1 * (rows[at + R5] as number) + byCloses * d5 * r4;
    }
    const e1 = meanOf(this.#byMiddles);
    const e2 = meanOf(this.#byOpens);
    const v1 = varianceOf(this.#byMiddles, e1);
    const v2 = varianceOf(this.#byOpens, e2);
    return v1 + v2 > 0 ? (v2 * e1 + v1 * e2) / (v1 + v2) : (e1 + e2) / 2;
  }
}

function meanOf(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i += 1) sum += values[i] as number;
  return sum / values.length;
}

function varianceOf(values: Float64Array, mean: number): number {
  let squares = 0;
  for (let i = 0; i < values.length; i += 1) squares += ((values[i] as number) - mean) ** 2;
  return squares / values.length;
}
