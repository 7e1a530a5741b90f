import type { InstrumentId } from '../../domain/instrument/instrument.ts';
import { lots } from '../../domain/units/lots.ts';
import { ticks } from '../../domain/units/ticks.ts';
import type { Random } from '../../numerics/random.ts';
import type { Agenda } from './agenda.ts';
import type { Exchange } from './exchange/exchange.ts';
import { isLive } from './exchange/exchange-order.ts';
import { SIMULATED_MARKETS } from './simulated-instruments.ts';

/** Stops nobody here has placed, and where they are left. */
export interface StrangeStopsParts {
  readonly agenda: Agenda;
  readonly exchange: Exchange;
  readonly random: Random;
}

const LEAST_GAP_MS = 4000;
const MOST_GAP_MS = 24_000;
const LEAST_STAY_MS = 2000;
const MOST_STAY_MS = 60_000;
/** One in three stays for good. */
const STAYS = 0.3;
/** So far from the market that they are never set off: they only stand in the way. */
const AWAY = 0.4;

/**
 * Somebody leaves stops of their own in the markets of ours, for some of what is held, and takes most of them back after a
 * while.
 */
export class StrangeStops {
  readonly #parts: StrangeStopsParts;
  readonly #left: {
    readonly instrument: InstrumentId;
    readonly at: number;
    readonly venueOrderId: string;
  }[] = [];

  constructor(parts: StrangeStopsParts) {
    this.#parts = parts;
  }

  /** Begins; none is left after `until`. */
  start(until: number): void {
    const { agenda, random } = this.#parts;
    const next = (): void => {
      if (agenda.now >= until) return;
      this.#leave();
      agenda.in(LEAST_GAP_MS + random.integer(MOST_GAP_MS - LEAST_GAP_MS), next);
    };
    agenda.in(LEAST_GAP_MS, next);
  }

  /** Those that stand, with when they were left. */
  standing(): readonly {
    readonly instrument: InstrumentId;
    readonly at: number;
    readonly venueOrderId: string;
  }[] {
    const { live } = this.#parts.exchange.matching;
    return this.#left.filter(({ venueOrderId }) => live.some((each) => each.venueOrderId === venueOrderId));
  }

  #leave(): void {
    const { agenda, exchange, random } = this.#parts;
    const market = SIMULATED_MARKETS[random.integer(SIMULATED_MARKETS.length)];
    const [size, stayMs, isForGood] = [
      random.uniform(),
      random.integer(MOST_STAY_MS),
      random.uniform() < STAYS,
    ];
    const held = market ? exchange.account.shown(market.instrument.id) : 0;
    if (!market || held === 0) return;
    const { id } = market.instrument;
    const away = Math.round(exchange.matching.bid(id) * AWAY);
    const before = new Set(exchange.matching.live);
    exchange.placeByHand({
      orderId: '',
      instrument: id,
      side: held > 0 ? 'sell' : 'buy',
      lots: lots(1 + Math.floor(Math.abs(held) * size)),
      order: {
        type: 'stop-market',
        trigger: ticks(exchange.matching.bid(id) + (held > 0 ? -away : away)),
      },
      reduceOnly: true,
    });
    const order = exchange.matching.live.find((each) => !before.has(each));
    if (!order) return;
    this.#left.push({ instrument: id, at: agenda.now, venueOrderId: order.venueOrderId });
    if (isForGood) return;
    agenda.in(LEAST_STAY_MS + stayMs, () => {
      if (isLive(order)) exchange.matching.end(order, 'canceled');
    });
  }
}
