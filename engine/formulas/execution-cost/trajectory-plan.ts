import type { ImpactCalibration } from './impact-calibration.ts';
import { type LiquidationProblem, shareLeft, urgencyOf } from './optimal-trajectory.ts';
import type { WorkedOrder } from './worked-order.ts';

/** Share by which what is left, or the volatility, changes before the plan is made anew. */
const STALE = 0.2;

/** What is set once for all orders: the seconds an order takes, its slices and the aversion to risk. */
export type PlanTerms = Pick<LiquidationProblem, 'horizon' | 'slices' | 'lam'>;

/** The trajectory in use: made at the start of a slice for what was left then. */
export class TrajectoryPlan {
  readonly #given: PlanTerms;
  #problem: LiquidationProblem;
  #kappa = 0;
  #slice = NaN;
  #target = 0;

  constructor(given: PlanTerms) {
    this.#given = given;
    this.#problem = { ...given, size: NaN, sigma: NaN, eta: 0, gam: 0 };
  }

  /** What is planned for. */
  get problem(): LiquidationProblem {
    return this.#problem;
  }

  /** Forgets the plan: the next one begins with what is left then. */
  drop(): void {
    this.#slice = NaN;
    this.#problem = { ...this.#problem, size: NaN };
  }

  /** What should be left at the end of the slice of this time; NaN where the impacts allow no plan. */
  targetAt(order: WorkedOrder, time: number, calibration: ImpactCalibration): number {
    const { horizon, slices } = this.#given;
    const tau = horizon / slices;
    const slice = Math.floor(order.secondsAt(time) / tau);
    if (slice >= slices) return 0;
    if (slice !== this.#slice) {
      // Within a slice nothing is planned anew, or what it has filled already would be asked for again.
      this.#slice = slice;
      if (this.#isStale(order, calibration)) this.#make(order, calibration);
      const { horizon: whole, size } = this.#problem;
      this.#target = size * shareLeft(this.#kappa, horizon - (slice + 1) * tau, whole);
    }
    return this.#target;
  }

  #isStale({ remaining }: WorkedOrder, { sigma }: ImpactCalibration): boolean {
    const { sigma: planned, size } = this.#problem;
    const isNear = (value: number, than: number) => Math.abs(value - than) <= STALE * than;
    return !isNear(remaining, size) || !isNear(sigma, planned);
  }

  #make({ remaining }: WorkedOrder, { eta, gam, sigma }: ImpactCalibration): void {
    const { horizon, lam, slices } = this.#given;
    const left = slices - this.#slice;
    this.#problem = {
      size: remaining,
      horizon: (horizon * left) / slices,
      slices: left,
      lam,
      sigma,
      eta,
      gam,
    };
    this.#kappa = urgencyOf(this.#problem);
  }
}
