import type { TickerFrame } from '../wire/live-frame.ts';

/** A number of a named series. */
export interface ToldTerm {
  readonly name: string;
  readonly value: number;
}

/** A term that moves all the time is told no more often. */
const APART_MS = 5000;
/** One that stands still is told again, or it would be taken for old. */
const AGAIN_MS = 60_000;
const RATE_SCALE = 1e8;

interface Term {
  value: number;
  /** By our monotonic clock, in ms; -Infinity while it was never told. */
  toldAt: number;
  toldValue: number;
}

/**
 * What a perpetual's tickers say beside its mark price: the index it follows, the rate expected for the next funding
 * moment, and when that is. Venues send each with every change or all the time; here they are told as they change,
 * and once in a while.
 */
export class TermsTeller {
  readonly #terms = new Map<string, Term>();

  /** Takes note of a ticker and answers with what is to be told at `nowMs` of our monotonic clock. */
  take({ fundingRateE8, indexPrice, nextFundingTime }: TickerFrame, nowMs: number): readonly ToldTerm[] {
    this.#note('derivative.index-price', indexPrice);
    this.#note(
      'derivative.predicted-funding-rate',
      fundingRateE8 === undefined ? undefined : fundingRateE8 / RATE_SCALE,
    );
    this.#note('derivative.next-funding-time', nextFundingTime);
    const told: ToldTerm[] = [];
    for (const [name, term] of this.#terms) {
      const since = nowMs - term.toldAt;
      const isNews = term.value !== term.toldValue && since >= APART_MS;
      if (!isNews && since < AGAIN_MS) continue;
      term.toldAt = nowMs;
      term.toldValue = term.value;
      told.push({ name, value: term.value });
    }
    return told;
  }

  #note(name: string, value: number | undefined): void {
    if (value === undefined) return;
    const term = this.#terms.get(name);
    if (term !== undefined) term.value = value;
    else this.#terms.set(name, { value, toldAt: -Infinity, toldValue: NaN });
  }
}
