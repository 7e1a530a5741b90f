import type { InstrumentId } from '../../domain/instrument/instrument.ts';
import type { OrderIntent, RunId } from '../../domain/order/order-intent.ts';
import { isClosed, type Order, type OrderId } from '../../domain/order/order.ts';
import { oppositeOf, type Side } from '../../domain/order/side.ts';
import type { Outcome } from '../../domain/session/outcome.ts';
import { lots } from '../../domain/units/lots.ts';
import type { Ticks } from '../../domain/units/ticks.ts';
import { frozenCopy } from '../frozen-copy.ts';
import { openLotsOf, roomFor } from './exit-room.ts';
import type { LiveStreet } from './live-street.ts';
import { PACE } from './live-settings.ts';
import { LESS_IS_HELD } from './resting-exits.ts';
import { reasonText } from '../../domain/remark/reason.ts';

/** One price at which lots of an entry leave with a gain. */
export interface TargetLevel {
  readonly at: Ticks;
  /** Lots of the whole entry that leave here. */
  readonly lots: number;
  /** Lots that have left here. */
  taken: number;
  /** Orders that were ever sent for it. */
  orders: OrderId[];
  /** Orders for it that the venue turned away or took back by itself. */
  refusals: number;
  nextAt: number;
  /** A person has taken it back, or the venue would not have it. */
  isOff: boolean;
}

/** The gain side of an entry: plain data, changed in place. */
export interface LiveBracket {
  readonly entryId: OrderId;
  readonly runId: RunId;
  readonly instrument: InstrumentId;
  /** Side of the targets. */
  readonly side: Side;
  filledLots: number;
  readonly levels: TargetLevel[];
}

/** How targets are sent and taken back. */
export interface TargetDoor {
  place(intent: OrderIntent, links: { readonly targetOf: OrderId }): OrderId;
  cancel(orderId: OrderId, because: string): void;
}

/** After so many refusals a target is given up; the stop stays. */
const MOST_REFUSALS = 3;

/**
 * The targets of brackets at a real venue: reduce-only limit orders that we keep in line with what is open of their
 * entry. As lots are filled they are placed, as lots are closed they are taken back, and nobody places a second one
 * while it is not known what became of the first. The stop of the entry is protection's, and never waits for them.
 */
export class LiveTargets {
  readonly #street: LiveStreet;
  readonly #door: TargetDoor;
  #brackets: LiveBracket[] = [];
  /** The brackets as they were told last. */
  #told: readonly LiveBracket[] = [];

  constructor(street: LiveStreet, door: TargetDoor) {
    this.#street = street;
    this.#door = door;
  }

  /** Something became known of an order. */
  learn(outcome: Outcome, order: Order): void {
    if (order.role === 'entry') this.#learnOfEntry(outcome, order);
    if (order.targetOf === undefined) return;
    const level = this.#levelOf(order);
    if (!level) return;
    if (outcome.kind === 'order-filled') level.taken += outcome.fill.lots;
    else if (isClosed(order.status)) this.#ended(outcome, level, order);
  }

  /** Brings the targets in line with what is open of their entries. */
  sync(): void {
    for (const bracket of this.#brackets) this.#tend(bracket);
    this.#brackets = this.#brackets.filter((bracket) => !this.#isOver(bracket));
  }

  /** When a target that was turned away may be tried again. */
  nextDue(): number | undefined {
    let due: number | undefined;
    for (const { levels } of this.#brackets)
      for (const { isOff, nextAt } of levels)
        if (!isOff && nextAt > this.#street.now && (due === undefined || nextAt < due)) due = nextAt;
    return due;
  }

  snapshot(): readonly LiveBracket[] {
    this.#told = frozenCopy(this.#brackets, this.#told);
    return this.#told;
  }

  restore(brackets: readonly LiveBracket[]): void {
    this.#brackets = structuredClone([...brackets]);
  }

  #learnOfEntry(outcome: Outcome, { filledLots, id, instrument, runId, side, targets }: Order): void {
    if (outcome.kind !== 'order-filled' || !targets?.length) return;
    const known = this.#brackets.find(({ entryId }) => entryId === id);
    if (known) {
      known.filledLots = filledLots;
      return;
    }
    const fresh = { taken: 0, refusals: 0, nextAt: 0, isOff: false };
    const levels = targets.map(({ at, lots: size }) => ({ at, lots: size, orders: [], ...fresh }));
    this.#brackets.push({ entryId: id, runId, instrument, side: oppositeOf(side), filledLots, levels });
  }

  #levelOf({ id, targetOf }: Order): TargetLevel | undefined {
    const bracket = this.#brackets.find(({ entryId }) => entryId === targetOf);
    return bracket?.levels.find(({ orders }) => orders.includes(id));
  }

  /** A target is over without being filled: who took it back decides whether there is to be another. */
  #ended(outcome: Outcome, level: TargetLevel, { id, instrument }: Order): void {
    const { now, records } = this.#street;
    const because = records.get(id)?.cancel?.because;
    if (because === LESS_IS_HELD) return;
    if (because !== undefined) {
      level.isOff = true;
      return;
    }
    level.nextAt = now + PACE.cancelRetry;
    if (outcome.kind === 'order-denied') return;
    level.refusals += 1;
    if (level.refusals < MOST_REFUSALS) return;
    level.isOff = true;
    this.#street.warn(
      `${instrument}: the target ${id} was turned away ${MOST_REFUSALS} times; its stop stays`,
    );
  }

  #tend(bracket: LiveBracket): void {
    const open = this.#openOf(bracket);
    let standing = 0;
    for (const level of bracket.levels)
      for (const order of this.#ordersOf(level)) standing += openLotsOf(order);
    let begin = 0;
    for (const level of bracket.levels) {
      const wanted = Math.min(level.lots, Math.max(0, bracket.filledLots - begin)) - level.taken;
      begin += level.lots;
      standing += this.#tendLevel(bracket, level, { wanted, room: open - standing });
    }
    this.#takeBack(bracket, standing - open);
  }

  /** Answers the lots that were placed. */
  #tendLevel(
    bracket: LiveBracket,
    level: TargetLevel,
    { room, wanted }: { readonly wanted: number; readonly room: number },
  ): number {
    const { instruments, now } = this.#street;
    if (level.isOff || level.nextAt > now) return 0;
    let missing = wanted;
    for (const order of this.#ordersOf(level)) missing -= openLotsOf(order);
    const intent = targetIntent(bracket, level.at, missing);
    const size = Math.min(missing, room, missing > 0 ? roomFor(this.#street, intent) : 0);
    if (size <= 0 || size < (instruments.get(bracket.instrument)?.minLots ?? 1)) return 0;
    const id = this.#door.place({ ...intent, lots: lots(size) }, { targetOf: bracket.entryId });
    const order = this.#street.records.get(id)?.order;
    if (order === undefined || isClosed(order.status)) {
      level.nextAt = now + PACE.cancelRetry;
      return 0;
    }
    level.orders.push(id);
    return order.lots;
  }

  /** Targets that stand for more than is open of their entry go, the furthest first. */
  #takeBack({ levels }: LiveBracket, excess: number): void {
    let left = excess;
    for (const level of levels.toReversed()) {
      for (const order of this.#ordersOf(level)) {
        if (left <= 0) return;
        left -= openLotsOf(order);
        this.#door.cancel(order.id, LESS_IS_HELD);
      }
    }
  }

  #ordersOf({ orders }: TargetLevel): Order[] {
    return orders.flatMap((id) => {
      const order = this.#street.records.get(id)?.order;
      return order && !isClosed(order.status) ? [order] : [];
    });
  }

  /** Lots of the entry that are open behind its stop. */
  #openOf({ entryId, instrument, side }: LiveBracket): number {
    const covers = this.#street.protection.coversOf(instrument);
    let open = 0;
    for (const cover of covers) if (cover.entryId === entryId && cover.side === side) open += cover.lots;
    return open;
  }

  #isOver(bracket: LiveBracket): boolean {
    const entry = this.#street.records.get(bracket.entryId)?.order;
    const mayFill = entry !== undefined && !isClosed(entry.status);
    if (mayFill || this.#openOf(bracket) > 0) return false;
    return bracket.levels.every((level) => this.#ordersOf(level).length === 0);
  }
}

const targetIntent = (
  { entryId, instrument, runId, side }: LiveBracket,
  at: Ticks,
  size: number,
): OrderIntent => ({
  runId,
  instrument,
  role: 'exit',
  side,
  lots: lots(Math.max(0, size)),
  kind: { type: 'limit', limit: at, timeInForce: 'gtc', postOnly: false },
  reduceOnly: true,
  reason: reasonText({ code: 'target-of', values: { entryId } }),
});
