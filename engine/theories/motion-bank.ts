import { filteredMotion, type MotionState } from '../formulas/filtering/kalman-constant-acceleration.ts';

/** Noise of a motion, in units of the variance of a bar: of its jerk, of the place itself, and of what is seen. */
interface Noise {
  readonly jerk: number;
  readonly place: number;
  readonly seen: number;
}

/** A clean motion seen through noise, as described; and prices that wander around slower and slower motions. */
const NOISES: readonly Noise[] = [
  { jerk: 5e-4, place: 0, seen: 0.5 },
  { jerk: 1e-6, place: 1, seen: 0 },
  { jerk: 1e-8, place: 1, seen: 0 },
  { jerk: 1e-10, place: 1, seen: 0 },
];
/** How much of what speaks for a model is kept from bar to bar: about the last hundred bars count. */
const MEMORY = 0.99;
/** Belief beforehand that the price only wanders. */
const STILL = 0.5;

/** Speed and acceleration as the bank believes them, in log price a bar and a bar squared. */
export interface BelievedMotion {
  readonly place: number;
  readonly speed: number;
  readonly acceleration: number;
  /** Variance of the speed, that between the models included. */
  readonly variance: number;
}

/**
 * Filters of price, velocity and acceleration with different noise side by side, and a price that only
 * wanders; each counts by how well it foretold the bars so far.
 *
 * Source: Magill (1965), Optimal Adaptive Estimation of Sampled Stochastic Processes, IEEE Transactions on
 * Automatic Control 10(4).
 */
export class MotionBank {
  readonly #states: (MotionState | undefined)[] = NOISES.map(() => undefined);
  readonly #scores = new Float64Array(NOISES.length + 1);
  readonly #weights = new Float64Array(NOISES.length + 1);
  #last = NaN;

  /** Takes in the log of a close and the variance of a bar. */
  push(y: number, variance: number): void {
    const isFirst = Number.isNaN(this.#last);
    const wander = isFirst ? 0 : logDensity(y - this.#last, variance);
    for (let model = 0; model < NOISES.length; model += 1) {
      const { jerk, place, seen } = NOISES[model] as Noise;
      const state = wandered(this.#states[model] ?? begun(y, variance), place * variance);
      const [q, R] = [jerk * variance, seen * variance];
      if (!isFirst) this.#score(model, surprise(state, y, q, R));
      this.#states[model] = isFirst ? state : filteredMotion(state, y, q, R);
    }
    this.#score(NOISES.length, wander);
    this.#last = y;
    this.#weigh();
  }

  /** Tells of each filter that sees a motion its weight and the move it foretells from the last close, in log price. */
  each(tell: (weight: number, move: number) => void, bars: number): void {
    for (let model = 0; model < NOISES.length; model += 1) {
      const state = this.#states[model];
      if (state === undefined) continue;
      const [place, speed, acceleration] = state.x;
      const move = place + speed * bars + (acceleration * bars * bars) / 2 - this.#last;
      tell(this.#weights[model] as number, move);
    }
  }

  believed(): BelievedMotion {
    let place = (this.#weights[NOISES.length] as number) * this.#last;
    let speed = 0;
    let acceleration = 0;
    let square = 0;
    this.#states.forEach((state, model) => {
      const weight = this.#weights[model] as number;
      if (state === undefined) return;
      place += weight * state.x[0];
      speed += weight * state.x[1];
      acceleration += weight * state.x[2];
      square += weight * (state.P[3] + state.x[1] ** 2);
    });
    return { place, speed, acceleration, variance: Math.max(0, square - speed * speed) };
  }

  #score(model: number, logLikelihood: number): void {
    this.#scores[model] = MEMORY * (this.#scores[model] as number) + logLikelihood;
  }

  #weigh(): void {
    const most = Math.max(...this.#scores);
    let sum = 0;
    for (let model = 0; model <= NOISES.length; model += 1) {
      const prior = model === NOISES.length ? STILL : (1 - STILL) / NOISES.length;
      const weight = prior * Math.exp((this.#scores[model] as number) - most);
      this.#weights[model] = weight;
      sum += weight;
    }
    for (let model = 0; model <= NOISES.length; model += 1)
      this.#weights[model] = (this.#weights[model] as number) / sum;
  }
}

/** The same motion, its place less surely known. */
function wandered({ P, x }: MotionState, noise: number): MotionState {
  const [pp, pv, pa, vv, va, aa] = P;
  return { x, P: [pp + noise, pv, pa, vv, va, aa] };
}

const begun = (y: number, variance: number): MotionState => ({
  x: [y, 0, 0],
  P: [variance, 0, 0, 0.1 * variance, 0, 1e-4 * variance],
});

/** Log density of the next log price under a motion. */
function surprise({ P, x }: MotionState, y: number, q: number, R: number): number {
  const [pp, pv, pa, vv, va, aa] = P;
  const spread = pp + 2 * pv + pa + vv + va + aa / 4 + q / 20 + R;
  return logDensity(y - x[0] - x[1] - x[2] / 2, spread);
}

const logDensity = (gap: number, variance: number): number =>
  -0.5 * (Math.log(variance) + (gap * gap) / variance);
