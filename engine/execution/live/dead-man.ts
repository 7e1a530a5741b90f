import type { Order } from '../../domain/order/order.ts';
import type { VenueTraits } from '../../domain/venue/venue-traits.ts';
import type { LiveStreet } from './live-street.ts';
import type { Requests } from './requests.ts';

/** After so long without word from us the venue cancels, and how often we send word, in ms. */
const DEAD_MAN = { seconds: 60, refreshMs: 15_000 } as const;

/** What decides whether the venue's dead-man's switch may be on. */
export interface DeadManSituation {
  readonly deadMan: VenueTraits['deadMan'];
  /** The user has seen in a small test that it spares stops. */
  readonly isTested: boolean;
  readonly holdsPosition: boolean;
  readonly openOrders: readonly Order[];
  readonly attachesStops: boolean;
}

/**
 * Whether "cancel all when we fall silent" is of use: it must never take a stop away from a position. Until it
 * was tested a switch counts as one that cancels everything: then only while flat, with nothing resting but
 * post-only entries whose stops travel inside them.
 */
export function wantsDeadMan(situation: DeadManSituation): boolean {
  const { attachesStops, deadMan, holdsPosition, isTested, openOrders } = situation;
  const entries = openOrders.filter((order) => order.role === 'entry');
  if (deadMan === undefined || entries.length === 0) return false;
  if (deadMan === 'spares-stops' && isTested) return true;
  if (holdsPosition || !attachesStops || entries.length < openOrders.length) return false;
  return entries.every(({ kind }) => kind.type === 'limit' && kind.postOnly);
}

/** Keeps the switch on while it is of use, and switches it off before it can do harm. */
export class DeadMan {
  readonly #street: LiveStreet;
  readonly #requests: Requests;
  #renewAt: number | undefined;

  constructor(street: LiveStreet, requests: Requests) {
    this.#street = street;
    this.#requests = requests;
  }

  tend(openOrders: readonly Order[]): void {
    const { now, options, positions } = this.#street;
    const { attachesStops, deadMan } = options.traits;
    const isTested = options.isDeadManTested === true;
    const holdsPosition = positions.entries().length > 0;
    if (wantsDeadMan({ deadMan, isTested, holdsPosition, openOrders, attachesStops })) {
      if (now < (this.#renewAt ?? 0)) return;
      this.#renewAt = now + DEAD_MAN.refreshMs;
      this.#requests.send({ kind: 'cancel-all-after', seconds: DEAD_MAN.seconds }, 'urgent', now);
    } else if (this.#renewAt !== undefined) {
      this.#renewAt = undefined;
      this.#requests.send({ kind: 'cancel-all-after', seconds: 0 }, 'urgent', now);
    }
  }

  nextDue(): number | undefined {
    return this.#renewAt;
  }
}
