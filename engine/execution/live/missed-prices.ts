import type { InstrumentId } from '../../domain/instrument/instrument.ts';
import type { OrderKind } from '../../domain/order/order-intent.ts';
import type { Side } from '../../domain/order/side.ts';
import { unixMs } from '../../domain/units/time.ts';
import { PRICE_RANGE_MS, type PriceRange } from '../../domain/venue/price-range.ts';
import type { VenueAnswer } from '../../domain/venue/venue-report.ts';
import type { LivePair } from './live-pairs.ts';
import type { LiveStreet } from './live-street.ts';
import { PACE } from './live-settings.ts';
import type { Pending, Requests } from './requests.ts';
import { seePrice } from './watched-leg.ts';

/** What is worked with. */
export interface MissedPricesParts {
  readonly street: LiveStreet;
  readonly requests: Requests;
  readonly pairs: () => readonly LivePair[];
}

/** The market counts as watched while prices come at least so often, in ms. */
const WATCHED_MS = 60_000;
/** That it was watched is remembered to so many ms. */
const GRAIN_MS = 10_000;
/** Questions before nobody can say what was missed. */
const MOST_ASKED = 5;

/**
 * Legs that we watch the market for are not watched while nobody is there, or while no price comes. Afterwards the venue is
 * asked for the prices of that time. A leg that was reached and is not any more is late: whoever wished for it is told, and
 * the pair goes on as it stands; one that is still reached is set off by the next price, as if nothing had been. What the
 * venue does not say is told, too.
 */
export class MissedPrices {
  readonly #parts: MissedPricesParts;
  readonly #nextAt = new Map<InstrumentId, number>();
  readonly #asked = new Map<InstrumentId, number>();
  /** Markets whose price is known again: whether a leg is still reached was seen before it is asked what was missed. */
  readonly #seen = new Set<InstrumentId>();

  constructor(parts: MissedPricesParts) {
    this.#parts = parts;
  }

  /** Nobody was there, since each leg was last watched. */
  begin(): void {
    this.#seen.clear();
    for (const pair of this.#parts.pairs()) {
      pair.missedFrom ??= pair.watchedAt;
      pair.watchedAt = this.#parts.street.now;
    }
  }

  /** A price of an instrument comes. */
  see(instrument: InstrumentId, now: number): void {
    this.#seen.add(instrument);
    for (const pair of this.#parts.pairs()) {
      if (pair.other.instrument !== instrument) continue;
      const before = pair.watchedAt;
      if (before === undefined || now - before >= GRAIN_MS) pair.watchedAt = now;
      if (before !== undefined && now - before >= WATCHED_MS) pair.missedFrom ??= before;
    }
  }

  /** Asks for what was missed. */
  tick(): void {
    const { now } = this.#parts.street;
    for (const [instrument, since] of this.#missed()) {
      if ((this.#nextAt.get(instrument) ?? 0) > now || this.#isAsked(instrument)) continue;
      this.#nextAt.set(instrument, now + PACE.recheck);
      this.#asked.set(instrument, (this.#asked.get(instrument) ?? 0) + 1);
      // The venue reckons by its own clock, and a range begins with its minute.
      const from = since - Math.abs(this.#parts.street.clockOffsetMs) - PRICE_RANGE_MS;
      this.#parts.requests.send(
        { kind: 'ask-prices', instrument, since: unixMs(Math.max(0, from)) },
        'normal',
        now,
      );
    }
  }

  nextDue(): number | undefined {
    let due: number | undefined;
    for (const instrument of this.#missed().keys()) {
      if (this.#isAsked(instrument)) continue;
      const at = Math.max(this.#parts.street.now, this.#nextAt.get(instrument) ?? 0);
      if (due === undefined || at < due) due = at;
    }
    return due;
  }

  /** Takes the answer to a question for prices; false when another was asked. */
  take({ request, sentAt }: Pending, answer: VenueAnswer): boolean {
    if (request.kind !== 'ask-prices') return false;
    const { instrument } = request;
    const isOver = answer.kind === 'refused' && answer.class !== 'limited';
    if (answer.kind !== 'prices' && !isOver && (this.#asked.get(instrument) ?? 0) < MOST_ASKED) return true;
    this.#asked.delete(instrument);
    for (const pair of this.#parts.pairs()) {
      if (pair.other.instrument !== instrument || pair.missedFrom === undefined) continue;
      if (pair.missedFrom > sentAt) continue;
      this.#judge(pair, pair.missedFrom, answer);
      pair.missedFrom = undefined;
    }
    return true;
  }

  #judge(pair: LivePair, missedFrom: number, answer: VenueAnswer): void {
    const { street } = this.#parts;
    const leg = `${pair.other.instrument}: the other leg of ${pair.firstId}`;
    // It leaves, or has nothing to leave for.
    if (pair.isSetOff || pair.overAt !== undefined) return;
    if (answer.kind !== 'prices' || !answer.complete)
      street.warn(`${leg}: the venue does not say whether it was reached while nobody watched`);
    if (answer.kind !== 'prices') return;
    const madeAt = street.records.get(pair.firstId)?.order.submittedAt ?? missedFrom;
    const offset = street.clockOffsetMs;
    const missed = answer.ranges.filter(({ from }) => from - offset + PRICE_RANGE_MS > missedFrom);
    const reached = missed.find((range) => follow(pair, range, range.from - offset >= madeAt));
    if (!reached) return;
    const at = extremeOf(pair.leg, reached);
    const how = reached.from - offset >= madeAt ? 'was' : 'may have been';
    street.warn(
      `${leg} ${how} reached while nobody watched, at ${at} ticks: it is late, the first stands unless the market is there again`,
    );
  }

  #isAsked(instrument: InstrumentId): boolean {
    return this.#parts.requests.has((each) => each.kind === 'ask-prices' && each.instrument === instrument);
  }

  /** Since when prices of each instrument that is watched again were missed. */
  #missed(): ReadonlyMap<InstrumentId, number> {
    const missed = new Map<InstrumentId, number>();
    for (const { missedFrom, other } of this.#parts.pairs())
      if (missedFrom !== undefined && this.#seen.has(other.instrument))
        missed.set(other.instrument, Math.min(missedFrom, missed.get(other.instrument) ?? missedFrom));
    return missed;
  }
}

/**
 * Lets a leg see the prices of a minute as if it had been watched; answers whether it was reached. What came first in the
 * minute nobody knows: it counts as reached when it was in either order. `isWhole` says that all of it is since the leg
 * was wished for; of another minute only that it may have been reached is taken.
 */
function follow({ leg }: LivePair, { high, low }: PriceRange, isWhole: boolean): boolean {
  const [worse, better] = leg.side === 'sell' ? [low, high] : [high, low];
  const watched = isWhole ? leg : { ...leg };
  const isReached = [worse, better, worse].map((at) => seePrice(watched, at));
  return isReached.some(Boolean);
}

/** The price of a minute that has reached a leg. */
function extremeOf({ kind, side }: { readonly kind: OrderKind; readonly side: Side }, range: PriceRange) {
  const comesToIt = kind.type === 'limit' || kind.type.startsWith('take-profit');
  const isHigh = comesToIt ? side === 'sell' : side === 'buy';
  return isHigh ? range.high : range.low;
}
