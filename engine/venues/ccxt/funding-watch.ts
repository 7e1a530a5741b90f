import type { TickerFrame } from '../wire/live-frame.ts';

/** A funding moment that has passed, at the last rate and mark price known before it. */
export interface SettledFunding {
  readonly venueTime: number;
  readonly rateE8: number;
  readonly markTicks: number;
}

/**
 * Bybit says when the next funding is due and at which rate, and nothing when it is paid: that the due
 * time has moved on tells it. What was due while nobody listened is told once, for the last due time known.
 */
export class FundingWatch {
  #dueAt: number | undefined;
  #rateE8: number | undefined;
  #markTicks: number | undefined;

  /** Answers with the funding that was settled before this ticker, if any. */
  take({ fundingRateE8, markTicks, nextFundingTime }: TickerFrame): SettledFunding | undefined {
    const settled = this.#settledBefore(nextFundingTime);
    this.#dueAt = nextFundingTime ?? this.#dueAt;
    this.#rateE8 = fundingRateE8 ?? this.#rateE8;
    this.#markTicks = markTicks ?? this.#markTicks;
    return settled;
  }

  #settledBefore(nextDueAt: number | undefined): SettledFunding | undefined {
    const venueTime = this.#dueAt;
    const rateE8 = this.#rateE8;
    const markTicks = this.#markTicks;
    if (nextDueAt === undefined || venueTime === undefined || nextDueAt <= venueTime) return undefined;
    if (rateE8 === undefined || markTicks === undefined) return undefined;
    return { venueTime, rateE8, markTicks };
  }
}
