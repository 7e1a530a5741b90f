import { PentadiagonalSolver } from './pentadiagonal.ts';

const MOST_STEPS = 60;
const NARROWING = 2;
const SUFFICIENT = 0.01;
const SHORTER = 0.5;
const MOST_HALVINGS = 20;

/**
 * The piecewise straight list `x` that minimizes `0.5 sum (y_i - x_i)^2 + weight sum |x_(i+1) - 2 x_i +
 * x_(i-1)|`, by a primal-dual interior-point search of the dual: `min 0.5 |D'u|^2 - u'Dy` with `|u_i| <=
 * weight`, `x = y - D'u`. Ends when the gap between both problems is below `gap`.
 *
 * Source: Kim, Koh, Boyd & Gorinevsky (2009), l1 Trend Filtering, SIAM Review 51(2).
 */
export class L1Trend {
  readonly #size: number;
  readonly #solver: PentadiagonalSolver;
  readonly #lists: Readonly<Record<ListName, Float64Array>>;
  /** Curvature of `y`, and that of `D'u`. */
  readonly #bend: Float64Array;
  readonly #force: Float64Array;
  readonly #fit: Float64Array;

  /** For lists of `length` values, at least 3. */
  constructor(length: number) {
    this.#size = length - 2;
    this.#solver = new PentadiagonalSolver(this.#size);
    const list = () => new Float64Array(this.#size);
    this.#lists = {
      u: list(),
      above: list(),
      below: list(),
      uStep: list(),
      aboveStep: list(),
      belowStep: list(),
      diagonal: list(),
    };
    this.#bend = list();
    this.#force = list();
    this.#fit = new Float64Array(length);
  }

  /** The trend of `y`; the list is used again. */
  of(y: Float64Array, weight: number, gap: number): Readonly<Float64Array> {
    const { above, below, u } = this.#lists;
    curvature(y, this.#bend);
    u.fill(0);
    above.fill(1);
    below.fill(1);
    let sharpness = 1e-10;
    let step = Infinity;
    for (let round = 0; round < MOST_STEPS; round += 1) {
      const open = this.#gap(y, weight);
      if (!(open > gap)) break;
      if (step >= 0.2) sharpness = Math.max((2 * this.#size * NARROWING) / open, 1.2 * sharpness);
      this.#direction(weight, sharpness);
      step = this.#advance(weight, sharpness);
    }
    return this.#trend(y);
  }

  /** Difference of what the primal and the dual problem give at the present point. */
  #gap(y: Float64Array, weight: number): number {
    const { u } = this.#lists;
    const x = this.#trend(y);
    let squares = 0;
    for (let i = 0; i < y.length; i += 1) squares += ((y[i] as number) - (x[i] as number)) ** 2;
    curvature(x, this.#force);
    let bends = 0;
    let gain = 0;
    for (let i = 0; i < this.#size; i += 1) {
      bends += Math.abs(this.#force[i] as number);
      gain += (this.#bend[i] as number) * (u[i] as number);
    }
    return squares + weight * bends - gain;
  }

  /** Newton step of the optimality conditions softened by `1 / sharpness`. */
  #direction(weight: number, sharpness: number): void {
    const { above, aboveStep, below, belowStep, diagonal, u, uStep } = this.#lists;
    const softness = 1 / sharpness;
    bandProduct(u, this.#force);
    for (let i = 0; i < this.#size; i += 1) {
      const over = 1 / ((u[i] as number) - weight);
      const under = 1 / (-(u[i] as number) - weight);
      diagonal[i] = 6 - (above[i] as number) * over - (below[i] as number) * under;
      uStep[i] = (this.#bend[i] as number) - (this.#force[i] as number) + (over - under) * softness;
    }
    this.#solver.solve(diagonal, { near: -4, far: 1 }, uStep);
    for (let i = 0; i < this.#size; i += 1) {
      const over = (u[i] as number) - weight;
      const under = -(u[i] as number) - weight;
      const move = uStep[i] as number;
      aboveStep[i] = -(above[i] as number) - (softness + move * (above[i] as number)) / over;
      belowStep[i] = -(below[i] as number) - (softness - move * (below[i] as number)) / under;
    }
  }

  /** Goes along the direction as far as everything stays inside and the conditions come closer; how far. */
  #advance(weight: number, sharpness: number): number {
    const before = this.#residual(0, weight, sharpness);
    let step = this.#longest();
    for (let halving = 0; halving < MOST_HALVINGS; halving += 1) {
      if (this.#residual(step, weight, sharpness) <= (1 - SUFFICIENT * step) * before) break;
      step *= SHORTER;
    }
    const { above, aboveStep, below, belowStep, u, uStep } = this.#lists;
    for (let i = 0; i < this.#size; i += 1) {
      u[i] = (u[i] as number) + step * (uStep[i] as number);
      above[i] = (above[i] as number) + step * (aboveStep[i] as number);
      below[i] = (below[i] as number) + step * (belowStep[i] as number);
    }
    return step;
  }

  /** The longest step of at most 1 that keeps all multipliers above zero. */
  #longest(): number {
    const { above, aboveStep, below, belowStep } = this.#lists;
    let step = 1;
    for (let i = 0; i < this.#size; i += 1) {
      if ((aboveStep[i] as number) < 0) {
        step = Math.min(step, (-0.99 * (above[i] as number)) / (aboveStep[i] as number));
      }
      if ((belowStep[i] as number) < 0) {
        step = Math.min(step, (-0.99 * (below[i] as number)) / (belowStep[i] as number));
      }
    }
    return step;
  }

  /** How far the conditions are from fulfilled after `step` of the way; infinite outside the bounds. */
  #residual(step: number, weight: number, sharpness: number): number {
    const { above, aboveStep, below, belowStep, diagonal: moved, u, uStep } = this.#lists;
    const force = this.#force;
    const bend = this.#bend;
    const size = this.#size;
    for (let i = 0; i < size; i += 1) moved[i] = (u[i] as number) + step * (uStep[i] as number);
    bandProduct(moved, force);
    const softness = 1 / sharpness;
    let sum = 0;
    for (let i = 0; i < size; i += 1) {
      const over = (moved[i] as number) - weight;
      const under = -(moved[i] as number) - weight;
      if (over >= 0 || under >= 0) return Infinity;
      const high = (above[i] as number) + step * (aboveStep[i] as number);
      const low = (below[i] as number) + step * (belowStep[i] as number);
      const pull = (force[i] as number) - (bend[i] as number) + high - low;
      const highSlack = high * over + softness;
      const lowSlack = low * under + softness;
      sum += pull * pull + highSlack * highSlack + lowSlack * lowSlack;
    }
    return Math.sqrt(sum);
  }

  /** `y - D'u`. */
  #trend(y: Float64Array): Float64Array {
    const { u } = this.#lists;
    const x = this.#fit;
    x.set(y);
    for (let i = 0; i < this.#size; i += 1) {
      const force = u[i] as number;
      x[i] = (x[i] as number) - force;
      x[i + 1] = (x[i + 1] as number) + 2 * force;
      x[i + 2] = (x[i + 2] as number) - force;
    }
    return x;
  }
}

type ListName = 'above' | 'aboveStep' | 'below' | 'belowStep' | 'diagonal' | 'u' | 'uStep';

/** `D x`: the second differences. */
function curvature(x: Float64Array, target: Float64Array): void {
  for (let i = 0; i < target.length; i += 1) {
    target[i] = (x[i] as number) - 2 * (x[i + 1] as number) + (x[i + 2] as number);
  }
}

/** `D D' u`. */
function bandProduct(u: Float64Array, target: Float64Array): void {
  const last = u.length - 1;
  let twoBefore = 0;
  let before = 0;
  let here = u[0] as number;
  let after = last > 0 ? (u[1] as number) : 0;
  for (let i = 0; i <= last; i += 1) {
    const twoAfter = i + 2 <= last ? (u[i + 2] as number) : 0;
    target[i] = 6 * here - 4 * (before + after) + (twoBefore + twoAfter);
    twoBefore = before;
    before = here;
    here = after;
    after = twoAfter;
  }
}
