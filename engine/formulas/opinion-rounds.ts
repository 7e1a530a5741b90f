import { BarVolatility } from '../numerics/bar-volatility.ts';
import { wholeNumber } from '../numerics/checked-numbers.ts';
import { CloseReturns } from './close-returns.ts';
import type { Opinions } from './step-contents.ts';

/** Share of a bar's volatility that a signal without doubt forecasts. */
export const FORECAST_SHARE = 0.1;

/** What was said some bars ago, and the log move of the close since then. */
export interface PastRound {
  readonly said: Readonly<Float64Array>;
  readonly move: number;
  /** Volatility of one bar as it was when they were said; NaN before 20 returns. */
  readonly sigma: number;
}

interface OpenRound {
  readonly said: Float64Array;
  readonly close: number;
  readonly sigma: number;
}

/**
 * Rounds of opinions, one for each closed bar: what is said at a close is told again with what came of it
 * `horizon` bars later. Opinions between two bars belong to the round before.
 */
export class OpinionRounds {
  readonly #horizon: number;
  readonly #returns = new CloseReturns();
  readonly #volatility = new BarVolatility();
  #open: OpenRound[] = [];
  #close = NaN;
  #isNew = false;

  constructor(horizon: number) {
    this.#horizon = wholeNumber('horizon', horizon);
  }

  /** Volatility of one bar; NaN before 20 returns. */
  get sigma(): number {
    return this.#volatility.value;
  }

  /** Takes in the close of a bar. */
  push(close: number): void {
    const logReturn = this.#returns.next(close);
    if (Number.isFinite(logReturn)) this.#volatility.push(logReturn);
    this.#close = close;
    this.#isNew = true;
  }

  /** Takes in what is said now and answers the round that has ended with it, if one has; later numbers may differ. */
  next(said: Float64Array): PastRound | undefined {
    if (!this.#isNew) return undefined;
    this.#isNew = false;
    // Others speak than before: what those said has no heirs.
    if (this.#open[0]?.said.length !== said.length) this.#open = [];
    this.#open.push({ said, close: this.#close, sigma: this.sigma });
    if (this.#open.length <= this.#horizon) return undefined;
    const past = this.#open.shift() as OpenRound;
    return { said: past.said, move: Math.log(this.#close / past.close), sigma: past.sigma };
  }
}

/** Signals from -1 to 1 in the order of the formulas; 0 where one has none. */
export function signalsOf({ isReady, signals }: Opinions): Float64Array<ArrayBuffer> {
  const said = new Float64Array(signals.length);
  for (let i = 0; i < said.length; i += 1) if (isReady[i] === 1) said[i] = signals[i] as number;
  return said;
}

/** Signals with their confidence as log returns of the next bar, a tenth of its volatility `sigma` at most. */
export function forecastsOf(
  { confidences, isReady, signals }: Opinions,
  sigma: number,
): Float64Array<ArrayBuffer> {
  const said = new Float64Array(signals.length);
  for (let i = 0; i < said.length; i += 1) {
    if (isReady[i] !== 1) continue;
    said[i] = (signals[i] as number) * (confidences[i] as number) * sigma * FORECAST_SHARE;
  }
  return said;
}
