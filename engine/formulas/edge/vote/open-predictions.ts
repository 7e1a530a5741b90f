import type { OpenPrediction } from '../../../domain/vote/vote-state.ts';

/** Share of the horizon by which a price may come too late and still be the outcome. */
const LATEST = 0.25;

/** What came of a prediction. `isUp` says where the market went, `openedAt` when it was made. */
export interface ScoredPrediction {
  readonly place: number;
  readonly openedAt: number;
  readonly side: -1 | 1;
  readonly isUp: boolean;
}

/**
 * What each formula last said that is still to be scored: one prediction at a time, so that outcomes do not
 * overlap. An outcome is the first mid price after the horizon; a move within half the spread is none, nor
 * is one that comes more than a quarter of the horizon too late.
 */
export class OpenPredictions {
  readonly #horizonMs: number;
  readonly #open: (Omit<OpenPrediction, 'id'> | undefined)[];
  #nextDueAt = Infinity;

  constructor(count: number, horizonMs: number) {
    this.#horizonMs = horizonMs;
    this.#open = Array.from({ length: count }, () => undefined);
  }

  at(place: number): Omit<OpenPrediction, 'id'> | undefined {
    return this.#open[place];
  }

  /** Whether an outcome is known with a price of this time. */
  isDue(time: number): boolean {
    return time >= this.#nextDueAt;
  }

  open(place: number, prediction: Omit<OpenPrediction, 'id'>): void {
    this.#open[place] = prediction;
    this.#nextDueAt = Math.min(this.#nextDueAt, prediction.time + this.#horizonMs);
  }

  /** Ends every prediction whose horizon has passed and answers those with an outcome, by place. */
  settle(time: number, mid: number): ScoredPrediction[] {
    const scored: ScoredPrediction[] = [];
    this.#nextDueAt = Infinity;
    for (let place = 0; place < this.#open.length; place += 1) {
      const prediction = this.#open[place];
      if (prediction === undefined) continue;
      const late = time - prediction.time - this.#horizonMs;
      if (late < 0) {
        this.#nextDueAt = Math.min(this.#nextDueAt, prediction.time + this.#horizonMs);
        continue;
      }
      this.#open[place] = undefined;
      const move = Math.log(mid / prediction.mid);
      if (late > LATEST * this.#horizonMs || !(Math.abs(move) > prediction.halfSpread)) continue;
      scored.push({ place, openedAt: prediction.time, side: prediction.side, isUp: move > 0 });
    }
    return scored;
  }

  /** Nobody saw the market in between: no prediction has an outcome. */
  voidAll(): void {
    this.#open.fill(undefined);
    this.#nextDueAt = Infinity;
  }
}
