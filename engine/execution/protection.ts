import { isClosed, type Order, type OrderId } from '../domain/order/order.ts';
import type { Fill } from '../domain/order/fill.ts';
import type { OrderIntent } from '../domain/order/order-intent.ts';
import { signOf } from '../domain/order/side.ts';
import type { Outcome } from '../domain/session/outcome.ts';
import { type UnixMs, unixMs } from '../domain/units/time.ts';
import { type Cover, coveredLots, exitIntentOf, openCover, stopIntentOf } from './cover.ts';
import { RunPositions } from './run-positions.ts';

/** Waits before the first, second and third attempt to place a stop, in ms. */
const ATTEMPT_DELAYS_MS = [0, 250, 750] as const;

/** How protection acts: through the same door as every other order. */
export interface ProtectionDoor {
  place(intent: OrderIntent, links: { readonly protects?: OrderId; readonly replaces?: OrderId }): OrderId;
  cancel(orderId: OrderId, because: string): void;
  warn(text: string): void;
  order(orderId: OrderId): Order | undefined;
}

/** Protection as plain data. */
export interface ProtectionState {
  readonly covers: readonly Cover[];
  readonly positions: readonly (readonly [string, number])[];
}

/**
 * Keeps a stop behind every entry, knowing only what the venue has told us. A stop follows the first fill,
 * is replaced in one step when the position grows or shrinks, and goes with the position. What is not
 * confirmed within the deadline, or cannot be, is closed at market, again and again until it is flat.
 */
export class Protection {
  readonly #confirmMs: number;
  readonly #positions = new RunPositions();
  #covers: Cover[] = [];

  /** @throws {RangeError} when the deadline is not a whole number of ms above zero. */
  constructor(confirmMs: number) {
    if (!Number.isSafeInteger(confirmMs) || confirmMs <= 0) {
      throw new RangeError(`stopConfirmMs must be whole milliseconds above zero, was ${confirmMs}`);
    }
    this.#confirmMs = confirmMs;
  }

  /** Takes in what became known of an order at `time`; acting on it is left to `sync`. */
  learn(outcome: Outcome, order: Order, time: UnixMs): void {
    if (outcome.kind === 'order-filled') this.#count(outcome.fill, order);
    if (outcome.kind === 'order-accepted') this.#confirm(order.id);
    if (outcome.kind === 'order-rejected') this.#refuse(order.id, outcome.code, time);
    if (isClosed(order.status)) this.#lose(order.id);
  }

  /** Asks for whatever brings protection in line with what is known at `time`. */
  sync(time: UnixMs, door: ProtectionDoor): void {
    for (const cover of this.#covers) {
      if (cover.lots === 0) release(cover, door);
      else this.#tend(cover, time, door);
    }
    this.#covers = this.#covers.filter((cover) => cover.lots > 0);
  }

  /** When `sync` has to be called again though nothing became known; undefined when there is no such time. */
  nextDue(): UnixMs | undefined {
    let next: number | undefined;
    for (const cover of this.#covers) {
      for (const due of dueTimesOf(cover)) if (next === undefined || due < next) next = due;
    }
    return next === undefined ? undefined : unixMs(next);
  }

  snapshot(): ProtectionState {
    return { covers: structuredClone(this.#covers), positions: this.#positions.entries() };
  }

  restore(state: ProtectionState): void {
    this.#covers = structuredClone([...state.covers]);
    this.#positions.restore(state.positions);
  }

  #count(fill: Fill, order: Order): void {
    const before = this.#positions.add(fill);
    const closingLots = before * signOf(fill.side) < 0 ? Math.min(Math.abs(before), fill.lots) : 0;
    if (closingLots > 0) this.#shrink(fill, closingLots);
    const openingLots = fill.lots - closingLots;
    if (openingLots === 0 || order.protectiveStop === undefined) return;
    const known = this.#covers.find((each) => each.entryId === order.id);
    if (known) known.lots += openingLots;
    else this.#covers.push(openCover(order, order.protectiveStop, openingLots));
  }

  /** Takes closed lots off the cover whose own stop or exit closed them, then off the oldest. */
  #shrink(fill: Fill, closingLots: number): void {
    const ofRun = this.#covers.filter(
      (each) => each.runId === fill.runId && each.instrument === fill.instrument && each.side === fill.side,
    );
    const isOwn = (cover: Cover) => cover.standing?.id === fill.orderId || cover.exitId === fill.orderId;
    let left = closingLots;
    for (const cover of [...ofRun.filter(isOwn), ...ofRun.filter((each) => !isOwn(each))]) {
      const taken = Math.min(left, cover.lots);
      cover.lots -= taken;
      left -= taken;
    }
    const own = ofRun.find((cover) => cover.standing?.id === fill.orderId);
    if (own?.standing) own.standing = { ...own.standing, lots: own.standing.lots - fill.lots };
  }

  #confirm(id: OrderId): void {
    const cover = this.#covers.find((each) => each.asked?.id === id);
    if (!cover) return;
    cover.standing = cover.asked;
    cover.asked = undefined;
  }

  #refuse(id: OrderId, code: string, time: UnixMs): void {
    const cover = this.#covers.find((each) => each.asked?.id === id || each.standing?.id === id);
    if (!cover) return;
    // Past its trigger, or set off without a market: another stop would not help.
    if (code === 'stop-would-trigger' || cover.standing?.id === id) cover.exposed = code;
    else this.#planAttempt(cover, code, time);
  }

  #planAttempt(cover: Cover, code: string, time: UnixMs): void {
    cover.attempts += 1;
    // A stop larger than what is left still covers it: there is no hurry and no reason to leave.
    const isCovered = coveredLots(cover) >= cover.lots;
    const delay = ATTEMPT_DELAYS_MS[cover.attempts] ?? (isCovered ? this.#confirmMs : undefined);
    if (delay === undefined) cover.exposed ??= `${code} ${cover.attempts} times`;
    else cover.nextAttemptAt = time + delay;
  }

  /** An order of ours is closed. */
  #lose(id: OrderId): void {
    for (const cover of this.#covers) {
      if (cover.standing?.id === id) cover.standing = undefined;
      if (cover.asked?.id === id) cover.asked = undefined;
      if (cover.exitId === id) cover.exitId = undefined;
    }
  }

  #tend(cover: Cover, time: UnixMs, door: ProtectionDoor): void {
    if (coveredLots(cover) >= cover.lots) {
      cover.deadline = undefined;
    } else {
      cover.deadline ??= time + this.#confirmMs;
      if (cover.deadline <= time) cover.exposed ??= `not confirmed within ${this.#confirmMs} ms`;
    }
    if (cover.exposed !== undefined) this.#exit(cover, time, door);
    else this.#askForStop(cover, time, door);
  }

  #askForStop(cover: Cover, time: UnixMs, door: ProtectionDoor): void {
    if (isSetOff(cover, door)) {
      cover.nextAttemptAt = undefined;
    } else if (coveredLots(cover) === cover.lots) {
      cover.attempts = 0;
      cover.nextAttemptAt = undefined;
    } else if (!cover.asked && time >= (cover.nextAttemptAt ?? 0)) {
      this.#ask(cover, door);
    }
  }

  #ask(cover: Cover, door: ProtectionDoor): void {
    const { standing } = cover;
    const links = standing ? { protects: cover.entryId, replaces: standing.id } : { protects: cover.entryId };
    cover.asked = { id: door.place(stopIntentOf(cover), links), lots: cover.lots };
    cover.nextAttemptAt = undefined;
  }

  #exit(cover: Cover, time: UnixMs, door: ProtectionDoor): void {
    if (cover.exitId !== undefined || time < (cover.nextExitAt ?? 0)) return;
    door.cancel(cover.entryId, 'its protective stop cannot stand');
    door.warn(
      `${cover.instrument}: closing ${cover.lots} lots of ${cover.runId} at market, stop of ${cover.entryId}: ${cover.exposed}`,
    );
    cover.exitId = door.place(exitIntentOf(cover), {});
    cover.nextExitAt = time + this.#confirmMs;
  }
}

function release(cover: Cover, door: ProtectionDoor): void {
  for (const stop of [cover.standing, cover.asked]) {
    if (stop) door.cancel(stop.id, 'nothing is left to protect');
  }
}

const isSetOff = ({ standing }: Cover, door: ProtectionDoor): boolean =>
  standing !== undefined && door.order(standing.id)?.status === 'triggered';

function dueTimesOf(cover: Cover): number[] {
  if (cover.exposed !== undefined) return cover.exitId === undefined ? [cover.nextExitAt ?? 0] : [];
  const due: number[] = [];
  if (cover.deadline !== undefined) due.push(cover.deadline);
  if (cover.nextAttemptAt !== undefined && !cover.asked) due.push(cover.nextAttemptAt);
  return due;
}
