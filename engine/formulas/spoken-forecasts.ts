import { BarVolatility } from '../numerics/bar-volatility.ts';
import { wholeNumber } from '../numerics/checked-numbers.ts';
import { CloseReturns } from './close-returns.ts';
import type { MarketStep } from './formula.ts';
import { FORECAST_SHARE } from './opinion-rounds.ts';

/** What was said at a close, and the log return of the bar after it. */
export interface JudgedForecast {
  /** -1 to 1. */
  readonly signal: number;
  /** Signal times confidence, a tenth of the volatility of a bar then: a log return. */
  readonly forecast: number;
  readonly outcome: number;
}

/**
 * What one direction formula says at each close and what the next bar brings. `formula` is its number; 0 is
 * the vote of all. What is said again before the next close has seen a part of the outcome and does not count.
 */
export class SpokenForecasts {
  readonly #formula: number;
  readonly #returns = new CloseReturns();
  readonly #volatility = new BarVolatility();
  #signal = NaN;
  #confidence = NaN;
  #isAtClose = false;

  constructor(formula: number) {
    this.#formula = wholeNumber('the number of a formula', formula, 0);
  }

  /** Takes in a step; with a bar it answers how what was said before it turned out. Nothing is said before 20 returns. */
  take(step: MarketStep): JudgedForecast | undefined {
    if (step.kind === 'vote' && this.#formula === 0) this.#say(step.vote.signal, step.vote.confidence);
    if (step.kind === 'opinions') {
      const { confidences, ids, isReady, signals } = step.opinions;
      const place = ids.indexOf(this.#formula);
      const isSaid = isReady[place] === 1;
      if (this.#formula !== 0)
        this.#say(isSaid ? (signals[place] as number) : NaN, confidences[place] ?? NaN);
    }
    return step.kind === 'bar' ? this.#judge(step.bar.close) : undefined;
  }

  #say(signal: number, confidence: number): void {
    if (!this.#isAtClose) return;
    this.#isAtClose = false;
    this.#signal = signal;
    this.#confidence = confidence;
  }

  #judge(close: number): JudgedForecast | undefined {
    const signal = this.#signal;
    const forecast = signal * this.#confidence * this.#volatility.value * FORECAST_SHARE;
    const outcome = this.#returns.next(close);
    if (Number.isFinite(outcome)) this.#volatility.push(outcome);
    this.#signal = NaN;
    this.#isAtClose = true;
    return Number.isFinite(forecast) && Number.isFinite(outcome) ? { signal, forecast, outcome } : undefined;
  }
}
