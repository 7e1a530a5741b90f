import type { TickerFrame } from '../wire/live-frame.ts';

/** A funding moment that has passed, at the last rate and mark price known before it. */
export interface SettledFunding {
  readonly venueTime: number;
  readonly rateE8: number;
  readonly markTicks: number;
}

/** The venue's clock is not known exactly; a due time that moves on this shortly before it has passed. */
const ALMOST_DUE_MS = 60_000;

/**
 * Venues say when the next funding is due and at which rate, and nothing when it is paid: that the due
 * time has moved on once it was reached tells it. A due time that moves before was put off, and one of
 * before the last settlement comes from a connection that lags behind. What was due while nobody listened
 * is told once, for the last due time known.
 */
export class FundingWatch {
  #dueAt: number | undefined;
  #settledAt = 0;
  #rateE8: number | undefined;
  #markTicks: number | undefined;

  /** Answers with the funding that was settled before this ticker, if any. `venueNow` in Unix ms. */
  take(frame: TickerFrame, venueNow: number): SettledFunding | undefined {
    const { fundingRateE8, markTicks, nextFundingTime } = frame;
    const isOld = nextFundingTime !== undefined && nextFundingTime <= this.#settledAt;
    const now = Math.max(venueNow, frame.venueTime ?? 0);
    const settled = isOld ? undefined : this.#settledBefore(nextFundingTime, now);
    if (!isOld) {
      this.#dueAt = nextFundingTime ?? this.#dueAt;
      this.#rateE8 = fundingRateE8 ?? this.#rateE8;
    }
    this.#markTicks = markTicks ?? this.#markTicks;
    return settled;
  }

  #settledBefore(nextDueAt: number | undefined, now: number): SettledFunding | undefined {
    const venueTime = this.#dueAt;
    const rateE8 = this.#rateE8;
    const markTicks = this.#markTicks;
    if (nextDueAt === undefined || venueTime === undefined || nextDueAt <= venueTime) return undefined;
    if (venueTime > now + ALMOST_DUE_MS) return undefined;
    this.#settledAt = venueTime;
    if (rateE8 === undefined || markTicks === undefined) return undefined;
    return { venueTime, rateE8, markTicks };
  }
}
