import { filteredMotion, type MotionState } from '../formulas/filtering/kalman-constant-acceleration.ts';

/** Process noise of the motions that are tried, in units of the variance of a bar. */
const NOISES = [5e-6, 5e-5, 5e-4, 5e-3] as const;
const MEASUREMENT_NOISE = 0.5;
/** How much of what speaks for a model is kept from bar to bar: about the last two hundred bars count. */
const MEMORY = 0.995;
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
      const state = this.#states[model] ?? begun(y, variance);
      const q = (NOISES[model] as number) * variance;
      const R = MEASUREMENT_NOISE * variance;
      if (!isFirst) this.#score(model, surprise(state, y, q, R));
      this.#states[model] = isFirst ? state : filteredMotion(state, y, q, R);
    }
    this.#score(NOISES.length, wander);
    this.#last = y;
    this.#weigh();
  }

  /** Probability that the price moves at all rather than wanders. */
  get moving(): number {
    return 1 - (this.#weights[NOISES.length] as number);
  }

  /** Mean of what the filters that see a motion foretell for `bars` bars from the last close, weighed; log price. */
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

const begun = (y: number, variance: number): MotionState => ({
  x: [y, 0, 0],
  P: [variance, 0, 0, 0.1 * variance, 0, 0.01 * variance],
});

/** Log density of the next log price under a motion. */
function surprise({ P, x }: MotionState, y: number, q: number, R: number): number {
  const [pp, pv, pa, vv, va, aa] = P;
  const spread = pp + 2 * pv + pa + vv + va + aa / 4 + q / 20 + R;
  return logDensity(y - x[0] - x[1] - x[2] / 2, spread);
}

const logDensity = (gap: number, variance: number): number =>
  -0.5 * (Math.log(variance) + (gap * gap) / variance);
