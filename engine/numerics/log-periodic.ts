/** Candidates for the shape of a log-periodic power law. */
export interface LogPeriodicGrid {
  /** Steps from the newest price to the critical time, above zero. */
  readonly ahead: readonly number[];
  /** Exponents `m`. */
  readonly exponents: readonly number[];
  /** Angular log frequencies `w`. */
  readonly frequencies: readonly number[];
}

/**
 * A log price that runs towards a critical time, with tau the time left: `A + B tau^m + C1 tau^m cos(w ln tau)
 * + C2 tau^m sin(w ln tau)`.
 */
export interface LogPeriodicFit {
  readonly ahead: number;
  readonly exponent: number;
  readonly frequency: number;
  readonly A: number;
  readonly B: number;
  readonly C1: number;
  readonly C2: number;
  readonly rSquared: number;
}

const DEPENDENT = 1e-12;

/**
 * The best fit of the grid to each of some windows that end with the newest price, by least squares of the
 * four linear numbers. Windows ascend and are no longer than the prices; a window whose prices do not vary has
 * no fit.
 *
 * Source: Filimonov & Sornette (2013), A Stable and Robust Calibration Scheme of the Log-Periodic Power Law
 * Model, Physica A 392(17).
 */
export function fitLogPeriodic(
  logPrices: Float64Array,
  windows: readonly number[],
  grid: LogPeriodicGrid,
): (LogPeriodicFit | undefined)[] {
  const search = new Search(logPrices, windows);
  for (const ahead of grid.ahead) {
    search.aimAt(ahead, grid.frequencies);
    for (const exponent of grid.exponents) {
      search.bend(exponent);
      grid.frequencies.forEach((_, place) => search.tryWave(place));
    }
  }
  return windows.map((_, place) => search.best(place));
}

/** Sums up to the end of a window of the terms that do not depend on the wave. */
interface Trend {
  readonly f: number;
  readonly ff: number;
  readonly fy: number;
}

/** Cosine and sine of one frequency at every age. */
interface Wave {
  readonly frequency: number;
  readonly cos: Float64Array;
  readonly sin: Float64Array;
}

/** Goes through the grid. Time is counted backward from the newest price, so all windows share their sums. */
class Search {
  readonly #windows: readonly number[];
  readonly #newest: number;
  readonly #y: Float64Array;
  readonly #logs: Float64Array;
  readonly #powers: Float64Array;
  readonly #targets: readonly { readonly y: number; readonly yy: number }[];
  readonly #found: (LogPeriodicFit | undefined)[];
  #waves: readonly Wave[] = [];
  #trends: readonly Trend[] = [];
  #ahead = 0;
  #exponent = 0;

  constructor(logPrices: Float64Array, windows: readonly number[]) {
    const length = windows.at(-1) ?? 0;
    this.#windows = windows;
    this.#newest = logPrices.at(-1) ?? NaN;
    // Levels cost digits; what is left over the newest price does not.
    this.#y = logPrices
      .slice(-length)
      .reverse()
      .map((log) => log - this.#newest);
    this.#logs = new Float64Array(length);
    this.#powers = new Float64Array(length);
    this.#targets = this.#atWindows({ y: 0, yy: 0 }, ({ y, yy }, age) => {
      const each = this.#y[age] as number;
      return { y: y + each, yy: yy + each * each };
    });
    this.#found = windows.map(() => undefined);
  }

  best(window: number): LogPeriodicFit | undefined {
    return this.#found[window];
  }

  /** Sets the critical time. */
  aimAt(ahead: number, frequencies: readonly number[]): void {
    this.#ahead = ahead;
    for (let age = 0; age < this.#logs.length; age += 1) this.#logs[age] = Math.log(ahead + age);
    this.#waves = frequencies.map((frequency) => ({
      frequency,
      cos: this.#logs.map((log) => Math.cos(frequency * log)),
      sin: this.#logs.map((log) => Math.sin(frequency * log)),
    }));
  }

  /** Sets the exponent. */
  bend(exponent: number): void {
    this.#exponent = exponent;
    for (let age = 0; age < this.#logs.length; age += 1) {
      this.#powers[age] = Math.exp(exponent * (this.#logs[age] as number));
    }
    this.#trends = this.#atWindows({ f: 0, ff: 0, fy: 0 }, (sums, age) => {
      const f = this.#powers[age] as number;
      return { f: sums.f + f, ff: sums.ff + f * f, fy: sums.fy + f * (this.#y[age] as number) };
    });
  }

  /** Fits one wave to every window and keeps what is better than before. */
  tryWave(place: number): void {
    const { cos, frequency, sin } = this.#waves[place] as Wave;
    const sums = new Float64Array(9);
    let from = 0;
    for (let i = 0; i < this.#windows.length; i += 1) {
      const to = this.#windows[i] as number;
      addWave(sums, { f: this.#powers, cos, sin, y: this.#y }, from, to);
      from = to;
      this.#compare(i, sums, frequency);
    }
  }

  #compare(place: number, sums: Float64Array, frequency: number): void {
    const trend = this.#trends[place] as Trend;
    const target = this.#targets[place] as { readonly y: number; readonly yy: number };
    const count = this.#windows[place] as number;
    const total = target.yy - (target.y * target.y) / count;
    const fit = total > DEPENDENT ** 2 * count ? solveFour({ sums, trend, target, count }) : undefined;
    if (fit === undefined) return;
    const rSquared = Math.min(1, fit.explained / total);
    const best = this.#found[place];
    if (best !== undefined && !(rSquared > best.rSquared)) return;
    const { A, B, C1, C2 } = fit;
    const shape = { ahead: this.#ahead, exponent: this.#exponent, frequency };
    this.#found[place] = { ...shape, A: A + this.#newest, B, C1, C2, rSquared };
  }

  /** The state of some sums at the end of each window. */
  #atWindows<Sums>(none: Sums, add: (sums: Sums, age: number) => Sums): Sums[] {
    let sums = none;
    let age = 0;
    return this.#windows.map((end) => {
      for (; age < end; age += 1) sums = add(sums, age);
      return sums;
    });
  }
}

/** Adds the products of a wave from one age up to but without another: g, h, fg, fh, gg, gh, hh, gy and hy. */
function addWave(
  sums: Float64Array,
  { cos, f, sin, y }: Readonly<Record<'cos' | 'f' | 'sin' | 'y', Float64Array>>,
  from: number,
  to: number,
): void {
  let sg = 0;
  let sh = 0;
  let sfg = 0;
  let sfh = 0;
  let sgg = 0;
  let sgh = 0;
  let shh = 0;
  let sgy = 0;
  let shy = 0;
  for (let age = from; age < to; age += 1) {
    const power = f[age] as number;
    const g = power * (cos[age] as number);
    const h = power * (sin[age] as number);
    const target = y[age] as number;
    sg += g;
    sh += h;
    sfg += power * g;
    sfh += power * h;
    sgg += g * g;
    sgh += g * h;
    shh += h * h;
    sgy += g * target;
    shy += h * target;
  }
  const added = [sg, sh, sfg, sfh, sgg, sgh, shh, sgy, shy];
  for (let i = 0; i < added.length; i += 1) sums[i] = (sums[i] as number) + (added[i] as number);
}

interface Window {
  readonly sums: Float64Array;
  readonly trend: Trend;
  readonly target: { readonly y: number; readonly yy: number };
  readonly count: number;
}

/** Least squares of a constant and three columns from their sums, by Cholesky; `explained` is the part of the squares of y. */
function solveFour({ count, sums, target, trend }: Window) {
  const [sg, sh, sfg, sfh, sgg, sgh, shh, sgy, shy] = Array.from(sums) as Nine;
  const around = (product: number, a: number, b: number) => product - (a * b) / count;
  const ff = around(trend.ff, trend.f, trend.f);
  const fg = around(sfg, trend.f, sg);
  const fh = around(sfh, trend.f, sh);
  const gg = around(sgg, sg, sg);
  const hh = around(shh, sh, sh);
  const a = Math.sqrt(ff);
  const b = fg / a;
  const c = fh / a;
  const d = Math.sqrt(gg - b * b);
  const e = (around(sgh, sg, sh) - b * c) / d;
  const last = hh - c * c - e * e;
  if (!(gg - b * b > DEPENDENT * gg) || !(last > DEPENDENT * hh)) return undefined;
  const k = Math.sqrt(last);
  const u = around(trend.fy, trend.f, target.y) / a;
  const v = (around(sgy, sg, target.y) - b * u) / d;
  const w = (around(shy, sh, target.y) - c * u - e * v) / k;
  const C2 = w / k;
  const C1 = (v - e * C2) / d;
  const B = (u - b * C1 - c * C2) / a;
  const A = (target.y - B * trend.f - C1 * sg - C2 * sh) / count;
  return { A, B, C1, C2, explained: u * u + v * v + w * w };
}

type Nine = [number, number, number, number, number, number, number, number, number];
