import { isClosed, type OrderStatus } from '../domain/order/order.ts';
import { type Cover, type CoveringStop, isRight, stopsOf } from './cover.ts';
import { moveStop, movableStop, type OnlyStopTending } from './move-stop.ts';
import type { ProtectionDoor } from './protection-door.ts';
import { FIXED_REASONS } from '../domain/remark/fixed-reasons.ts';

/** Why a stop goes whose coins another order is to sell, or that is not the one that should stand. */
export const WANTED_OTHERWISE = FIXED_REASONS['wanted-otherwise'];

/**
 * Where only one order can sell what is held, a stop that is not the one that should stand is moved, by the venue's way
 * to do that. Where it has none, or the stop cannot be moved, it goes first, and the one that should is asked for once
 * nothing else is known to be there. What nobody knows of is not waited for: both cannot stand.
 */
export function tendOnlyStop(
  cover: Cover,
  tending: OnlyStopTending,
  ask: (cover: Cover, replaced?: CoveringStop) => void,
): void {
  const { door, time } = tending;
  const { exposed, lots, setOffAt, standing, toProtect = lots } = cover;
  // Nothing travels inside an entry there.
  cover.attachedUntil = undefined;
  // Set off, it sells by itself.
  if (setOffAt !== undefined && exposed === undefined) return;
  const kept = keptOf(cover, door);
  if (kept !== undefined && kept === standing) settled(cover);
  const moved = kept === undefined ? movableStop(cover, tending) : undefined;
  if (moved === undefined) cover.movedBy = undefined;
  const isFree = clearAway(cover, { kept, moved, door });
  if (moved !== undefined) return moveStop(cover, moved, { ...tending, ask });
  if (kept !== undefined || !isFree || toProtect <= 0 || time < (cover.nextAttemptAt ?? 0)) return;
  ask(cover);
  // What is being closed may be beyond its trigger: then it is turned away for as long as the market stays there.
  if (exposed !== undefined) cover.nextAttemptAt ??= time + tending.confirmMs;
}

/** The stop that stands is the one that should. */
function settled(cover: Cover): void {
  cover.attempts = 0;
  cover.nextAttemptAt = undefined;
}

/** The stop that may stay: the one that stands, one that took its place unseen, or the one that was asked for. */
function keptOf(cover: Cover, door: ProtectionDoor): CoveringStop | undefined {
  const { asked, standing } = cover;
  const isThere = (stop: CoveringStop): boolean =>
    stop === standing ||
    stop === asked ||
    (door.movesStops !== undefined && statusOf(door, stop) === 'working');
  return stopsOf(cover).find((stop) => isRight(cover, stop) && isThere(stop));
}

/** Takes back what neither stays nor is moved. Answers whether nothing is left that another stop would wait for. */
function clearAway(
  cover: Cover,
  {
    door,
    kept,
    moved,
  }: {
    readonly door: ProtectionDoor;
    readonly kept: CoveringStop | undefined;
    readonly moved: CoveringStop | undefined;
  },
): boolean {
  const { asked, lots, standing, toProtect = lots } = cover;
  // It may have taken another's place, or be about to: until it is shown to stand neither of the two goes.
  const isUndecided = door.movesStops !== undefined && kept !== undefined && kept !== standing;
  let isFree = true;
  for (const stop of stopsOf(cover)) {
    if (stop === kept || stop === moved) continue;
    const status = statusOf(door, stop);
    const isWaitedFor = door.movesStops !== undefined && toProtect > 0 && !isKnown(status);
    const isHeldBack = status === 'intent';
    if (!isUndecided && (!isWaitedFor || isHeldBack)) door.cancel(stop.id, WANTED_OTHERWISE);
    const after = statusOf(door, stop);
    if (stop === asked || (after !== 'unknown' && after !== undefined && !isClosed(after))) isFree = false;
  }
  return isFree;
}

const statusOf = (door: ProtectionDoor, stop: CoveringStop | undefined): OrderStatus | undefined =>
  stop && door.order(stop.id)?.status;

/** Whether the venue is known to have the order. */
const isKnown = (status: OrderStatus | undefined): boolean =>
  status !== undefined && status !== 'intent' && status !== 'sending' && status !== 'unknown';
