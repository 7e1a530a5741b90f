import { RELIABILITY_BINS, type VoteRecord } from '../../../domain/vote/vote-record.ts';

/** Share of the horizon by which a price may come too late and still be the outcome. */
const LATEST = 0.25;

interface OpenDecision {
  readonly time: number;
  readonly mid: number;
  readonly spread: number;
  readonly winner: -1 | 0 | 1;
  readonly probabilityUp: number;
}

/** What is said at a moment, with the quote of that moment. */
export interface SpokenDecision {
  readonly winner: -1 | 0 | 1;
  readonly probabilityUp: number;
}

const NOTHING: VoteRecord = {
  forecasts: 0,
  rises: 0,
  squaredErrors: 0,
  binned: Array.from({ length: RELIABILITY_BINS }, () => 0),
  binnedRises: Array.from({ length: RELIABILITY_BINS }, () => 0),
  decided: 0,
  hits: 0,
  returns: 0,
  squaredReturns: 0,
  spreads: 0,
};

/**
 * Scores the decisions of a vote at their horizon, one at a time. A price that does not move at all is no
 * outcome, nor is one that comes more than a quarter of the horizon too late.
 */
export class ScoredDecisions {
  readonly #horizonMs: number;
  #record: VoteRecord = NOTHING;
  #open: OpenDecision | undefined;

  constructor(horizonMs: number) {
    this.#horizonMs = horizonMs;
  }

  get record(): VoteRecord {
    return this.#record;
  }

  restore(record: VoteRecord): void {
    this.#record = record;
  }

  /** Whether a decision waits for a price of this time. */
  isDue(time: number): boolean {
    return this.#open !== undefined && time >= this.#open.time + this.#horizonMs;
  }

  settle(time: number, mid: number): void {
    const open = this.#open;
    if (open === undefined) return;
    this.#open = undefined;
    const move = Math.log(mid / open.mid);
    if (time > open.time + (1 + LATEST) * this.#horizonMs || move === 0) return;
    this.#record = scored(this.#record, open, move);
  }

  /** Takes a decision into account where none waits. */
  open(
    time: number,
    { probabilityUp, winner }: SpokenDecision,
    { ask, bid }: { readonly bid: number; readonly ask: number },
  ): void {
    this.#open ??= { time, mid: (bid + ask) / 2, spread: Math.log(ask / bid), winner, probabilityUp };
  }

  voidOpen(): void {
    this.#open = undefined;
  }
}

function scored(
  record: VoteRecord,
  { probabilityUp, spread, winner }: OpenDecision,
  move: number,
): VoteRecord {
  const rose = move > 0 ? 1 : 0;
  const bin = Math.min(RELIABILITY_BINS - 1, Math.floor(probabilityUp * RELIABILITY_BINS));
  const decided = winner === 0 ? 0 : 1;
  return {
    forecasts: record.forecasts + 1,
    rises: record.rises + rose,
    squaredErrors: record.squaredErrors + (probabilityUp - rose) ** 2,
    binned: record.binned.with(bin, (record.binned[bin] ?? 0) + 1),
    binnedRises: record.binnedRises.with(bin, (record.binnedRises[bin] ?? 0) + rose),
    decided: record.decided + decided,
    hits: record.hits + (winner * move > 0 ? 1 : 0),
    returns: record.returns + winner * move,
    squaredReturns: record.squaredReturns + decided * move * move,
    spreads: record.spreads + decided * spread,
  };
}
