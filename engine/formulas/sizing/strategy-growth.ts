import { positive } from '../../numerics/checked-numbers.ts';
import { FadingMoments } from '../../numerics/fading-moments.ts';
import type { StrategyReturns } from '../step-contents.ts';

const DAY_MS = 86_400_000;
const DAYS_A_YEAR = 365;
const NEAREST = 1e-12;

/** How growth is estimated: memory in days, and what the Sharpe ratio is drawn toward and how much. */
export interface GrowthMemory {
  readonly halflife: number;
  readonly priorSharpe: number;
  readonly priorDays: number;
}

/**
 * Drift and volatility a year of capital spread evenly over the running strategies, from its UTC days.
 * Weights halve every `halflife` days and sum to 1, so the first days count no more than others. Cash is
 * taken to earn nothing.
 */
export class StrategyGrowth {
  readonly #memory: GrowthMemory;
  readonly #days: FadingMoments;
  #day = NaN;
  #today = 0;

  constructor(memory: GrowthMemory) {
    this.#memory = memory;
    this.#days = new FadingMoments(2 ** (-1 / positive('halflife', memory.halflife)));
  }

  /** Takes in what the strategies earned over a bar that closed at `time`; with midnight a day is complete. */
  push(time: number, { returns }: StrategyReturns): void {
    const day = Math.ceil(time / DAY_MS);
    if (day !== this.#day) this.#endDay();
    this.#day = day;
    this.#today += Math.log(meanFactor(returns));
    if (time % DAY_MS === 0) {
      this.#endDay();
      this.#day = NaN;
    }
  }

  /** Undefined before two days and while nothing moved. */
  get sigma(): number | undefined {
    const sigma = Math.sqrt(DAYS_A_YEAR * this.#days.variance);
    return sigma > NEAREST ? sigma : undefined;
  }

  /** Sharpe ratio a year, drawn toward the prior by how few days are remembered. */
  get sharpe(): number | undefined {
    const { sigma } = this;
    if (sigma === undefined) return undefined;
    const { halflife, priorDays, priorSharpe } = this.#memory;
    const days = Math.min(this.#days.count, (halflife / Math.LN2) * 2);
    const seen = (DAYS_A_YEAR * this.#days.mean) / sigma;
    return (days * seen + priorDays * priorSharpe) / (days + priorDays);
  }

  #endDay(): void {
    if (Number.isNaN(this.#day)) return;
    this.#days.push(Math.expm1(this.#today));
    this.#today = 0;
  }
}

/** By what capital spread evenly over some log returns is multiplied; 1 without any. */
export function meanFactor(logReturns: readonly number[]): number {
  if (logReturns.length === 0) return 1;
  return logReturns.reduce((sum, each) => sum + Math.exp(each), 0) / logReturns.length;
}
