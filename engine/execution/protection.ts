import { isClosed, type Order, type OrderId } from '../domain/order/order.ts';
import type { Fill } from '../domain/order/fill.ts';
import type { InstrumentId } from '../domain/instrument/instrument.ts';
import type { RunId } from '../domain/order/order-intent.ts';
import { oppositeOf, type Side, signOf } from '../domain/order/side.ts';
import type { Outcome } from '../domain/session/outcome.ts';
import { type Ticks, ticks } from '../domain/units/ticks.ts';
import { type UnixMs, unixMs } from '../domain/units/time.ts';
import {
  type Cover,
  changeStop,
  isAsTight,
  isBare,
  isOnlySell,
  isRightFor,
  openCover,
  stopBehindOf,
  stopsOf,
} from './cover.ts';
import { growing, handDown, shareOut } from './only-sell.ts';
import { frozenCopy } from './frozen-copy.ts';
import type { ProtectionDoor } from './protection-door.ts';
import { keyOf, type ProtectionRules, type ProtectionState } from './protection-state.ts';
import { RunPositions } from './run-positions.ts';
import type { StopBehind } from './trading-venue.ts';
import { rememberStop } from './remember-stop.ts';
import { forgetOrder } from './forget-order.ts';
import { dueTimesOf, forgetSetOff, planAttempt, putAside, releaseCover, tendCover } from './tend-cover.ts';

/**
 * Keeps a stop behind every entry, knowing only what the venue has told us. A stop follows the first fill,
 * is replaced in one step when the position grows or shrinks, and goes with the position. What is not
 * confirmed within the deadline, or cannot be, is closed at market, again and again until it is flat.
 */
export class Protection {
  readonly #rules: ProtectionRules;
  readonly #confirmMs: number;
  readonly #positions = new RunPositions();
  #covers: Cover[] = [];
  /** The covers as they were told last. */
  #toldCovers: readonly Cover[] = [];
  /** Of each run and instrument the last entry that took lots off the other side, as the cover of what it opens. */
  readonly #turning = new Map<string, Cover>();

  /** @throws {RangeError} when the deadline is not a whole number of ms above zero. */
  constructor(rules: ProtectionRules) {
    const { confirmMs } = rules;
    if (!Number.isSafeInteger(confirmMs) || confirmMs <= 0) {
      throw new RangeError(`stopConfirmMs must be whole milliseconds above zero, was ${confirmMs}`);
    }
    this.#rules = rules;
    this.#confirmMs = confirmMs;
  }

  /** Takes in what became known of an order at `time`; acting on it is left to `sync`. */
  learn(outcome: Outcome, order: Order, time: UnixMs): void {
    if (outcome.kind === 'order-filled') this.#count(outcome.fill, order, time);
    if (outcome.kind === 'order-accepted' && this.#rules.confirmedBy !== 'read-back') this.confirm(order.id);
    if (outcome.kind === 'order-triggered') this.#noteSetOff(order.id, time);
    if (outcome.kind === 'order-amended') for (const cover of this.#covers) changeStop(cover, order);
    if (outcome.kind === 'amend-rejected') this.#keep(order.id, outcome.code, time);
    if (outcome.kind === 'order-rejected' || outcome.kind === 'order-denied')
      this.#refuse(order.id, outcome.code, time);
    if (isClosed(order.status)) this.#lose(order.id);
  }

  /** The venue's record shows a stop; answers the entry it stands behind, undefined when it was known already. */
  confirm(id: OrderId): OrderId | undefined {
    const cover = this.#covers.find(
      ({ asked, standing, strays }) =>
        asked?.id === id || (standing === undefined && strays?.some((each) => each.id === id)),
    );
    if (!cover) return undefined;
    const stray = cover.strays?.find((each) => each.id === id);
    if (stray) {
      cover.strays = cover.strays?.filter((each) => each !== stray);
      cover.standing = stray;
    } else {
      putAside(cover, cover.standing);
      cover.standing = cover.asked;
      cover.asked = undefined;
    }
    // What stands now has its own time to be set off and fill.
    if (cover.setOffId !== id) forgetSetOff(cover);
    return cover.entryId;
  }

  /**
   * The venue shows a stop of the position itself, or none: what traveled inside entries stands or does not.
   * Answers the entries whose stop is now known to stand.
   */
  confirmAttached(instrument: InstrumentId, positionStop: Ticks | undefined): readonly OrderId[] {
    const confirmed: OrderId[] = [];
    for (const cover of this.#covers) {
      if (cover.instrument !== instrument || this.#rules.attachedMs === undefined) continue;
      const { attachedAt = cover.trigger, isAttached } = cover;
      // One that is to be moved still stands at its old place.
      const place = isAttached === true ? { ...cover, trigger: ticks(attachedAt) } : cover;
      const stands = positionStop !== undefined && isAsTight(place, positionStop);
      if (stands && cover.isAttached !== true) confirmed.push(cover.entryId);
      cover.isAttached = stands;
      cover.attachedAt = stands ? positionStop : undefined;
      if (stands) cover.attachedUntil = undefined;
    }
    return confirmed;
  }

  /** Whether a stop that traveled inside an entry has yet to show itself. */
  get awaitsAttached(): boolean {
    return this.#covers.some((cover) => cover.attachedUntil !== undefined);
  }

  /** The venue does not show a stop that nobody has answered for: another may be asked for, and this one goes if it comes. */
  giveUp(id: OrderId): void {
    const cover = this.#covers.find((each) => each.asked?.id === id);
    if (!cover) return;
    putAside(cover, cover.asked);
    cover.asked = undefined;
  }

  /** What was confirmed before may be gone: it counts again when the venue's record shows it. */
  doubt(): void {
    for (const cover of this.#covers) {
      cover.isAttached = false;
      if (!cover.standing) continue;
      if (cover.asked) putAside(cover, cover.standing);
      else cover.asked = cover.standing;
      cover.standing = undefined;
    }
  }

  /**
   * Nobody was there for a while: what ran out meanwhile ran out unseen. Every stop that is missing has its whole time
   * from the moment on at which it can be looked for.
   */
  giveTime(): void {
    for (const cover of this.#covers) if (cover.exposed === undefined) cover.deadline = undefined;
  }

  /** Sets the stop behind an entry to another place: false when nothing of it is open. */
  move(entryId: OrderId, trigger: Ticks): boolean {
    const covers = this.#covers.filter((each) => each.entryId === entryId);
    for (const cover of covers) Object.assign(cover, { trigger, attempts: 0 });
    return covers.length > 0;
  }

  /** Entries that are uncovered beyond their deadline with nothing decided about it. */
  overdue(time: UnixMs): readonly OrderId[] {
    const isOverdue = (cover: Cover) =>
      cover.lots > 0 && cover.exposed === undefined && cover.deadline !== undefined && cover.deadline <= time;
    return this.#covers.filter(isOverdue).map(({ entryId }) => entryId);
  }

  /** What stands unprotected now: no stop, no exit on its way. */
  unguarded(): readonly Cover[] {
    return this.#covers.filter((cover) => isBare(cover) && cover.exitId === undefined);
  }

  /** A stop that was given up stands again: it is counted when it is shown, and goes when another stands. */
  remember(order: Order): void {
    rememberStop(this.#covers, order);
  }

  /**
   * Whether a stop that another took the place of is all that stands behind lots that are not being closed; or, where only
   * one order can sell them, the very one that should stand by now.
   */
  needsAgain(stopId: OrderId): boolean {
    return this.#covers.some((cover) => {
      if (isOnlySell(cover)) return cover.exposed === undefined && isRightFor(cover, stopId);
      const isStray = cover.strays?.some(({ id }) => id === stopId) === true;
      return isStray && cover.exposed === undefined && isBare(cover);
    });
  }

  /** Whether lots that orders of a side would close wait for their stop, or for an exit that has not left or not arrived. */
  hasBare(instrument: InstrumentId, side: Side, isOnItsWay: (exitId: OrderId) => boolean): boolean {
    const waits = ({ exitId, exposed }: Cover) =>
      exposed === undefined || exitId === undefined || isOnItsWay(exitId);
    return this.coversOf(instrument).some((cover) => cover.side === side && isBare(cover) && waits(cover));
  }

  /** Whether the order is the stop or the exit of a cover. */
  isOurs(id: OrderId): boolean {
    return this.#covers.some(
      ({ asked, exitId, standing }) => asked?.id === id || standing?.id === id || exitId === id,
    );
  }

  /** Lots of one instrument that one run has open behind stops, the oldest first. */
  coversOf(instrument: InstrumentId): readonly Readonly<Cover>[] {
    return this.#covers.filter((cover) => cover.instrument === instrument);
  }

  /**
   * Where the stop behind all lots of a run is known to stand, be it an order of its own or a part of the position;
   * undefined while some of them are bare.
   */
  knownStop(runId: RunId, instrument: InstrumentId): Ticks | undefined {
    const covers = this.coversOf(instrument).filter((each) => each.runId === runId && each.lots > 0);
    const [first] = covers;
    if (!first || covers.some(isBare)) return undefined;
    return first.standing?.trigger ?? first.trigger;
  }

  /** The stops behind entries of a run, the oldest first. */
  stopsBehind(runId: RunId, instrument: InstrumentId): readonly StopBehind[] {
    const ofRun = this.coversOf(instrument).filter((cover) => cover.runId === runId && cover.lots > 0);
    return ofRun.map(stopBehindOf);
  }

  /** Asks for whatever brings protection in line with what is known at `time`. */
  sync(time: UnixMs, door: ProtectionDoor): void {
    handDown(this.#covers);
    shareOut(this.#covers, door);
    for (const cover of this.#covers) {
      if (cover.lots === 0) releaseCover(cover, door);
      else tendCover(cover, { time, door, confirmMs: this.#confirmMs });
    }
    this.#covers = this.#covers.filter((cover) => cover.lots > 0);
  }

  /** When `sync` has to be called again though nothing became known; undefined when there is no such time. */
  nextDue(): UnixMs | undefined {
    let next: number | undefined;
    for (const cover of this.#covers) {
      for (const due of dueTimesOf(cover, this.#confirmMs)) if (next === undefined || due < next) next = due;
    }
    return next === undefined ? undefined : unixMs(next);
  }

  snapshot(): ProtectionState {
    this.#toldCovers = frozenCopy(this.#covers, this.#toldCovers);
    return {
      covers: this.#toldCovers,
      positions: this.#positions.entries(),
      ...(this.#turning.size === 0 ? {} : { turning: structuredClone([...this.#turning]) }),
    };
  }

  restore(state: ProtectionState): void {
    this.#covers = structuredClone([...state.covers]);
    this.#positions.restore(state.positions);
    this.#turning.clear();
    for (const [key, cover] of structuredClone([...(state.turning ?? [])])) this.#turning.set(key, cover);
  }

  #count(fill: Fill, order: Order, time: UnixMs): void {
    const before = this.#positions.add(fill);
    const closingLots = before * signOf(fill.side) < 0 ? Math.min(Math.abs(before), fill.lots) : 0;
    if (closingLots > 0) this.#shrink(fill, order, closingLots);
    const openingLots = fill.lots - closingLots;
    const { protectiveStop } = order;
    if (protectiveStop !== undefined && closingLots > 0)
      this.#turning.set(keyOf(fill), openCover(order, protectiveStop, 0));
    if (openingLots === 0) return;
    if (protectiveStop !== undefined) this.#open(openCover(order, protectiveStop, openingLots), time);
    else if (order.reduceOnly) this.#open(this.#unplanned(fill, order, openingLots), time);
  }

  /**
   * What an order opened that was only to reduce. An entry of the same side that was told of before it has taken
   * what it was to close: then these lots are the entry's. Otherwise nobody wanted them.
   */
  #unplanned(fill: Fill, order: Order, size: number): Cover {
    const turning = this.#turning.get(keyOf(fill));
    const side = oppositeOf(fill.side);
    if (turning?.side === side) return { ...turning, lots: size };
    return {
      ...openCover({ ...order, runId: fill.runId }, fill.ticks, size),
      exposed: 'an order that only reduces has opened it',
    };
  }

  /** Takes closed lots off the cover whose own stop, exit or target closed them, then off the oldest. */
  #shrink(fill: Fill, { targetOf }: Order, closingLots: number): void {
    const ofRun = this.#covers.filter(
      (each) => each.runId === fill.runId && each.instrument === fill.instrument && each.side === fill.side,
    );
    const isOwn = ({ entryId, exitId, standing }: Cover) =>
      standing?.id === fill.orderId || exitId === fill.orderId || entryId === targetOf;
    let left = closingLots;
    for (const cover of [...ofRun.filter(isOwn), ...ofRun.filter((each) => !isOwn(each))]) {
      const taken = Math.min(left, cover.lots);
      cover.lots -= taken;
      left -= taken;
    }
    const own = ofRun.find((cover) => cover.standing?.id === fill.orderId);
    if (own?.standing) own.standing = { ...own.standing, lots: own.standing.lots - fill.lots };
  }

  #open(cover: Cover, time: UnixMs): void {
    const known = growing(this.#covers, cover);
    if (known) {
      known.lots += cover.lots;
      return;
    }
    const { attachedMs } = this.#rules;
    if (attachedMs !== undefined && cover.exposed === undefined) cover.attachedUntil = time + attachedMs;
    this.#covers.push(cover);
  }

  #noteSetOff(id: OrderId, time: UnixMs): void {
    const cover = this.#covers.find((each) => each.standing?.id === id || each.asked?.id === id);
    if (!cover || cover.setOffId === id) return;
    cover.setOffAt = time;
    cover.setOffId = id;
  }

  #refuse(id: OrderId, code: string, time: UnixMs): void {
    const cover = this.#covers.find((each) => each.asked?.id === id || each.standing?.id === id);
    if (!cover) return;
    // Past its trigger, or set off without a market: another stop would not help.
    if (code === 'stop-would-trigger' || cover.standing?.id === id) cover.exposed = code;
    else planAttempt(cover, code, { time, confirmMs: this.#confirmMs });
  }

  /** A stop stays where it is: the venue does not change it. */
  #keep(id: OrderId, code: string, time: UnixMs): void {
    const cover = this.#covers.find((each) => stopsOf(each).some((stop) => stop.id === id));
    if (!cover) return;
    planAttempt(cover, code, { time, confirmMs: this.#confirmMs });
    if (code === 'stop-would-trigger') cover.exposed ??= code;
  }

  /** An order of ours is closed. */
  #lose(id: OrderId): void {
    for (const cover of this.#covers) forgetOrder(cover, id);
  }
}
