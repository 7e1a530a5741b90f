import { wholeNumber } from '../../../numerics/checked-numbers.ts';
import { RecentValues } from '../../../numerics/recent-values.ts';
import type { MarketStep } from '../../formula.ts';
import type { FitJob } from '../../refit.ts';
import { LeaderCloses } from '../leader-closes.ts';

/** The last returns of the own symbol and of the leader, and when something is to be computed of them. */
export class LeaderWindow {
  readonly own: RecentValues;
  readonly leader: RecentValues;
  readonly #closes = new LeaderCloses();
  readonly #every: number;
  #next: number;
  #left = 0;
  #isNew = false;

  /**
   * Due when `length` returns are there, `second` returns later and every `every` after; a window has at least
   * `least`.
   */
  constructor(length: number, every: number, least = 2, second = every) {
    this.own = new RecentValues(wholeNumber('a window', length, least));
    this.leader = new RecentValues(length);
    this.#every = wholeNumber('a refit interval', every);
    this.#next = second;
  }

  get isFull(): boolean {
    return this.own.isFull;
  }

  /** Takes in a step; whether it brought a return of both. */
  push(step: MarketStep): boolean {
    if (!this.#closes.push(step) || Number.isNaN(this.#closes.ownReturn)) return false;
    this.own.push(this.#closes.ownReturn);
    this.leader.push(this.#closes.leaderReturn);
    this.#isNew = true;
    return true;
  }

  /** Whether the window is to be looked at now: asked once after every return. */
  isDue(): boolean {
    if (!this.isFull) return false;
    const isDue = this.#left === 0;
    this.#left = (isDue ? this.#next : this.#left) - 1;
    if (isDue) this.#next = this.#every;
    return isDue;
  }

  /** The job of a fit that the last return made due, handed out once: the returns as `own` and `leader`. */
  takeJob(params: FitJob['params']): FitJob | undefined {
    if (!this.#isNew) return undefined;
    this.#isNew = false;
    if (!this.isDue()) return undefined;
    return { params, data: { own: this.own.toArray(), leader: this.leader.toArray() } };
  }
}
