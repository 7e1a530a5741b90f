import { isClosed, type OrderId } from '../domain/order/order.ts';
import type { UnixMs } from '../domain/units/time.ts';
import {
  type Cover,
  type CoveringStop,
  exitIntentOf,
  isAttachedInPlace,
  isBare,
  isInPlace,
  isOnlySell,
  stopIntentOf,
} from './cover.ts';
import { tendOnlyStop } from './only-stop.ts';
import type { ProtectionDoor } from './protection-door.ts';
import { FIXED_REASONS } from '../domain/remark/fixed-reasons.ts';

/** Waits before the first, second and third attempt to place a stop, in ms. */
const ATTEMPT_DELAYS_MS = [0, 250, 750] as const;

/** Why a stop goes that another stands for. */
export const TOOK_ITS_PLACE = FIXED_REASONS['another-stop-took-its-place'];

/** When a cover is tended, through which door, and what deadlines hold. */
export interface Tending {
  readonly time: UnixMs;
  readonly door: ProtectionDoor;
  /** Every deadline of a stop, in ms. */
  readonly confirmMs: number;
}

/** Brings a cover in line with what is known: asks for its stop, moves it, or leaves at market. */
export function tendCover(cover: Cover, tending: Tending): void {
  const { confirmMs, door, time } = tending;
  if ((cover.setOffAt ?? Infinity) + confirmMs <= time) {
    cover.exposed ??= `set off and not filled within ${confirmMs} ms`;
  } else if (!isBare(cover)) {
    cover.deadline = undefined;
  } else {
    cover.deadline ??= time + confirmMs;
    if (cover.deadline <= time) cover.exposed ??= `not confirmed within ${confirmMs} ms`;
  }
  if (isOnlySell(cover)) {
    const { exitId } = cover;
    if (cover.exposed !== undefined) exit(cover, tending);
    // What leaves from now on is not a stop's to sell.
    if (cover.exitId !== exitId && cover.exitId !== undefined) cover.toProtect = 0;
    tendOnlyStop(cover, tending, (each, replaced) => ask(each, tending, replaced));
    return;
  }
  cancelStrays(cover, door);
  if (cover.exposed === undefined) {
    askForStop(cover, tending);
    return;
  }
  exit(cover, tending);
  coverMeanwhile(cover, tending);
}

/** The cover's lots are closed: everything that stood behind them goes. */
export function releaseCover(cover: Cover, door: ProtectionDoor): void {
  for (const stop of [...(cover.strays ?? []), cover.standing, cover.asked]) {
    if (stop) door.cancel(stop.id, FIXED_REASONS['nothing-left-to-protect']);
  }
}

/** A stop was turned away: when to try again, or that trying is over. */
export function planAttempt(cover: Cover, code: string, { confirmMs, time }: Omit<Tending, 'door'>): void {
  cover.attempts += 1;
  // A stop larger than what is left still covers it: there is no hurry and no reason to leave.
  const isCovered = !isBare(cover);
  const delay = ATTEMPT_DELAYS_MS[cover.attempts] ?? (isCovered ? confirmMs : undefined);
  if (delay === undefined) cover.exposed ??= `${code} ${cover.attempts} times`;
  else cover.nextAttemptAt = time + delay;
}

/** Remembers a stop that another is to take the place of. */
export function putAside(cover: Cover, stop: CoveringStop | undefined): void {
  if (stop) (cover.strays ??= []).push(stop);
}

/** No stop of the cover is set off any more. */
export function forgetSetOff(cover: Cover): void {
  cover.setOffAt = undefined;
  cover.setOffId = undefined;
}

/** When a cover has to be tended again though nothing became known. */
export function dueTimesOf(cover: Cover, confirmMs: number): readonly number[] {
  if (cover.exposed !== undefined) return cover.exitId === undefined ? [cover.nextExitAt ?? 0] : [];
  const attempt = cover.asked ? undefined : cover.nextAttemptAt;
  const setOff = cover.setOffAt === undefined ? undefined : cover.setOffAt + confirmMs;
  return [cover.deadline, attempt, cover.attachedUntil, cover.movedBy, setOff].filter(
    (due) => due !== undefined,
  );
}

/** Where another stop stands, those it took the place of go. */
function cancelStrays(cover: Cover, door: ProtectionDoor): void {
  if (!cover.strays || isBare(cover)) return;
  for (const { id } of cover.strays) door.cancel(id, TOOK_ITS_PLACE);
}

/**
 * An exit nobody knows of may never have left, ours or one that somebody wanted before us: no second one leaves, and
 * another stop goes behind the position until it is known.
 */
function coverMeanwhile(cover: Cover, tending: Tending): void {
  const { confirmMs, door, time } = tending;
  if (!door.hasUnknownExit(cover)) return;
  if (cover.asked && door.order(cover.asked.id)?.status === 'unknown') {
    putAside(cover, cover.asked);
    cover.asked = undefined;
    cover.nextAttemptAt = undefined;
  }
  if (cover.asked || time < (cover.nextAttemptAt ?? 0) || !isBare(cover)) return;
  ask(cover, tending);
  // Beyond its trigger it is turned away for as long as the market stays there.
  cover.nextAttemptAt ??= time + confirmMs;
}

function askForStop(cover: Cover, tending: Tending): void {
  if (cover.setOffAt !== undefined) {
    cover.nextAttemptAt = undefined;
  } else if (isInPlace(cover)) {
    cover.attempts = 0;
    cover.nextAttemptAt = undefined;
    cover.movedBy = undefined;
    if (isAttachedInPlace(cover) && cover.standing)
      tending.door.cancel(cover.standing.id, FIXED_REASONS['position-has-own-stop']);
  } else if (tending.time >= (cover.attachedUntil ?? 0)) {
    cover.attachedUntil = undefined;
    askAgain(cover, tending);
  }
}

function askAgain(cover: Cover, tending: Tending): void {
  const { confirmMs, door, time } = tending;
  if (!isBare(cover)) {
    cover.movedBy ??= time + confirmMs;
    if (cover.movedBy <= time) {
      door.warn(`${cover.instrument}: the stop of ${cover.entryId} still stands at its old place`);
      cover.movedBy = time + confirmMs;
    }
  }
  if (!cover.asked && time >= (cover.nextAttemptAt ?? 0)) ask(cover, tending);
}

function ask(cover: Cover, tending: Tending, replaced = cover.standing): void {
  const { entryId, lots, toProtect = lots, trigger } = cover;
  const links = replaced ? { protects: entryId, replaces: replaced.id } : { protects: entryId };
  cover.nextAttemptAt = undefined;
  const id = tending.door.place(stopIntentOf(cover), links);
  if (isClosedBy(tending.door, id)) planAttempt(cover, 'it could not leave', tending);
  else cover.asked = { id, lots: toProtect, trigger };
}

function exit(cover: Cover, { confirmMs, door, time }: Tending): void {
  if (cover.exitId !== undefined || time < (cover.nextExitAt ?? 0)) return;
  // The venue would refuse it for ever.
  if (isOnlySell(cover) && door.isTooSmall?.(cover) === true) return;
  door.cancel(cover.entryId, FIXED_REASONS['stop-cannot-stand']);
  if (cover.setOffAt !== undefined && cover.standing)
    door.cancel(cover.standing.id, FIXED_REASONS['set-off-not-filled']);
  door.warn(
    `${cover.instrument}: closing ${cover.lots} lots of ${cover.runId} at market, stop of ${cover.entryId}: ${cover.exposed}`,
  );
  const id = door.place(exitIntentOf(cover), {});
  cover.exitId = isClosedBy(door, id) ? undefined : id;
  cover.nextExitAt = time + confirmMs;
}

/** Whether an order was turned away on the spot. */
function isClosedBy(door: ProtectionDoor, id: OrderId): boolean {
  const order = door.order(id);
  return order !== undefined && isClosed(order.status);
}
