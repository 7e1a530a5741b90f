import type { InstrumentId } from '../../domain/instrument/instrument.ts';
import type { Order, OrderId } from '../../domain/order/order.ts';
import type { VenueRequest } from '../../domain/venue/venue-request.ts';
import type { Exchange } from './exchange/exchange.ts';
import { isLive } from './exchange/exchange-order.ts';
import type { EngineHost } from './engine-host.ts';
import type { MemoryJournal } from './memory-journal.ts';

/** So soon after it is ready the engine has told, or is asking, what it has missed. */
export const TOLD_WITHIN_MS = 1000;

/** A stop that stood farther from the market than the one before it. */
interface Loosening {
  readonly entryId: OrderId;
  readonly inWords: string;
}

/** Watches orders that end each other, by the exchange's own truth. */
export class PairWatch {
  readonly #exchange: () => Exchange;
  readonly #orders = new Map<OrderId, Order>();
  readonly #breaches: string[] = [];
  /** First legs whose other leg was reached while no engine watched. */
  readonly #missed = new Set<OrderId>();
  /** The last stop of each entry whose position is open. */
  readonly #stops = new Map<OrderId, Order>();
  readonly #loosenings: Loosening[] = [];

  constructor(exchange: () => Exchange) {
    this.#exchange = exchange;
  }

  /** The market of an instrument moves while no engine watches it: which other legs are reached. */
  noteUnwatched(instrument: InstrumentId): void {
    const { matching } = this.#exchange();
    for (const { id, instrument: of, otherLeg, side } of this.#orders.values()) {
      if (of !== instrument || otherLeg?.type !== 'stop-market' || this.#missed.has(id)) continue;
      const isReached = matching.isReached({ instrument, side, trigger: otherLeg.trigger });
      if (isReached && this.#exchange().ordersOf(id).some(isLive)) this.#missed.add(id);
    }
  }

  /** The engine knows again what the venue knows: what it has missed it has told, or is asking for. */
  judgeMissed({ host, journal }: { readonly host: EngineHost; readonly journal: MemoryJournal }): void {
    const state = host.kernel?.rooms.venue.snapshot();
    const pairs = state && 'external' in state ? (state.pairs ?? []) : [];
    const texts = journal
      .outcomes()
      .flatMap(({ outcome }) => (outcome.kind === 'notice' ? [outcome.text] : []));
    for (const id of this.#missed) {
      const pair = pairs.find(({ firstId }) => firstId === id);
      if (pair?.missedFrom !== undefined) continue;
      this.#missed.delete(id);
      if (!pair || pair.isSetOff || pair.overAt !== undefined) continue;
      const isTold = texts.some((text) => text.includes(`the other leg of ${id}`));
      if (!isTold && this.#exchange().ordersOf(id).some(isLive))
        this.#breaches.push(`the other leg of ${id} was reached unseen, and nobody was told`);
    }
  }

  noteOrder(order: Order): void {
    this.#orders.set(order.id, order);
    this.#noteStop(order);
  }

  /**
   * A position of a run is flat. What fills later of its entries, or is told of later, is another position: it begins
   * at the stop of the entry, not where a plan had brought the stop of lots that are closed.
   */
  noteFlat({ instrument, runId }: Pick<Order, 'instrument' | 'runId'>): void {
    for (const [entryId, stop] of this.#stops)
      if (stop.instrument === instrument && stop.runId === runId) this.#stops.delete(entryId);
  }

  /** A request leaves. */
  look(request: VenueRequest): void {
    const first = request.kind === 'place' ? this.#orders.get(request.orderId)?.oco : undefined;
    if (first !== undefined && this.#exchange().ordersOf(first).some(isLive))
      this.#breaches.push(`both legs of ${first} stand at once`);
  }

  /** How many lots left as legs of pairs, and as targets. */
  get filled(): { readonly pairs: number; readonly targets: number } {
    const sum = (of: (order: Order) => boolean) =>
      [...this.#orders.values()].filter(of).reduce((total, { id }) => total + this.#filled(id), 0);
    return {
      pairs: sum(({ oco }) => oco !== undefined),
      targets: sum(({ targetOf }) => targetOf !== undefined),
    };
  }

  /** What is wrong at the end, in words. `movedByHand` are the entries whose stop a person has moved. */
  breaches(movedByHand: ReadonlySet<OrderId>): readonly string[] {
    return [
      ...this.#breaches,
      ...this.#overfilledPairs(),
      ...this.#overfilledBrackets(),
      ...this.#tooLarge(),
      ...this.#asleep(),
      ...this.#loosenings.flatMap(({ entryId, inWords }) => (movedByHand.has(entryId) ? [] : [inWords])),
    ];
  }

  #filled(id: OrderId): number {
    return this.#exchange()
      .ordersOf(id)
      .reduce((sum, { filledLots }) => sum + filledLots, 0);
  }

  #overfilledPairs(): string[] {
    return [...this.#orders.values()].flatMap(({ id, oco }) => {
      const first = oco === undefined ? undefined : this.#orders.get(oco);
      if (!first) return [];
      const filled = this.#filled(id) + this.#filled(first.id);
      return filled > first.lots ? [`both legs of ${first.id} filled: ${filled} of ${first.lots} lots`] : [];
    });
  }

  #overfilledBrackets(): string[] {
    const closed = new Map<OrderId, number>();
    for (const { id, targetOf } of this.#orders.values())
      if (targetOf !== undefined) closed.set(targetOf, (closed.get(targetOf) ?? 0) + this.#filled(id));
    return [...closed].flatMap(([entryId, size]) =>
      size > this.#filled(entryId) ? [`targets of ${entryId} closed ${size} lots, it filled fewer`] : [],
    );
  }

  /** While a position is open its stops only ever come closer. */
  #noteStop(order: Order): void {
    const { kind, protects, side } = order;
    if (protects === undefined || kind.type !== 'stop-market') return;
    const last = this.#stops.get(protects)?.kind;
    this.#stops.set(protects, order);
    const before = last?.type === 'stop-market' ? last.trigger : kind.trigger;
    const isLooser = side === 'sell' ? kind.trigger < before : kind.trigger > before;
    const inWords = `the stop of ${protects} was loosened from ${before} to ${kind.trigger}`;
    if (isLooser) this.#loosenings.push({ entryId: protects, inWords });
  }

  /**
   * The market stands still at the end: no first leg stands at the venue while it is beyond the trigger of the other, as it
   * would where a restart has forgotten that two orders are a pair.
   */
  #asleep(): string[] {
    const { matching } = this.#exchange();
    return [...this.#orders.values()].flatMap(({ id, instrument, otherLeg, side }) => {
      if (otherLeg?.type !== 'stop-market' || !this.#exchange().ordersOf(id).some(isLive)) return [];
      const isReached = matching.isReached({ instrument, side, trigger: otherLeg.trigger });
      return isReached ? [`the other leg of ${id} is reached, and the first still stands`] : [];
    });
  }

  /** At the end no exit that rests stands for more than is held. */
  #tooLarge(): string[] {
    const { account, matching } = this.#exchange();
    const resting = new Map<string, number>();
    for (const { filledLots, instrument, lots, orderId, reduceOnly, type } of matching.live)
      if (orderId !== undefined && reduceOnly && type === 'limit')
        resting.set(instrument, (resting.get(instrument) ?? 0) + lots - filledLots);
    return [...resting].flatMap(([instrument, size]) => {
      const held = Math.abs(account.held(instrument));
      return size > held ? [`${instrument}: exits of ${size} lots rest, held ${held}`] : [];
    });
  }
}
