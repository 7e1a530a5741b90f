import type { OrderChange } from '../domain/order/order-change.ts';
import type { OrderStatus } from '../domain/order/order.ts';
import { lots as lotsOf } from '../domain/units/lots.ts';
import { type Cover, type CoveringStop, isRightSize, stopsOf } from './cover.ts';
import type { ProtectionDoor } from './protection-door.ts';

/** What a cover's only stop is tended with. */
export interface OnlyStopTending {
  readonly time: number;
  readonly door: ProtectionDoor;
  /** Every deadline of a stop, in ms. */
  readonly confirmMs: number;
}

const MOVABLE: ReadonlySet<OrderStatus | undefined> = new Set(['sending', 'working', 'amending']);

/**
 * The stop that can be moved to where one belongs; undefined where there is none, or it is in the way of an exit and the
 * venue has not made it smaller at once: then it goes. One that is too large for what is held, and in nobody's way, still
 * protects: it is asked to be made smaller again and again, and stands meanwhile.
 */
export function movableStop(
  cover: Cover,
  { door, time }: Pick<OnlyStopTending, 'door' | 'time'>,
): CoveringStop | undefined {
  const { attempts, lots, movedBy = Infinity, toProtect = lots } = cover;
  if (door.movesStops === undefined || toProtect <= 0) return undefined;
  const stop = stopsOf(cover).find(({ id }) => MOVABLE.has(door.order(id)?.status));
  if (stop === undefined || stop.lots <= toProtect) return stop;
  const isLate = attempts > 0 || movedBy <= time;
  return isLate && isWantedOtherwise(cover, door) ? undefined : stop;
}

/** Whether lots of the cover, or of its owner beside it, are for something else to sell. */
function isWantedOtherwise(cover: Cover, door: ProtectionDoor): boolean {
  const { lots, toProtect = lots } = cover;
  const { certain = [], unknown = [] } = door.exitsOf?.(cover) ?? {};
  return toProtect < lots || certain.length > 0 || unknown.length > 0;
}

/** Has a stop moved to where the cover's belongs, as soon as the venue is known to have it and nothing is asked of it. */
export function moveStop(
  cover: Cover,
  stop: CoveringStop,
  {
    ask,
    confirmMs,
    door,
    time,
  }: OnlyStopTending & { readonly ask: (cover: Cover, replaced: CoveringStop) => void },
): void {
  cover.movedBy ??= time + confirmMs;
  if (cover.movedBy <= time) {
    door.warn(`${cover.instrument}: the stop of ${cover.entryId} still stands at its old place`);
    cover.movedBy = time + confirmMs;
  }
  const order = door.order(stop.id);
  if (order?.status !== 'working' || time < (cover.nextAttemptAt ?? 0)) return;
  if (door.movesStops === 'replace-in-one-request') {
    if (stop === cover.asked) {
      (cover.strays ??= []).push(stop);
      cover.asked = undefined;
    }
    return ask(cover, stop);
  }
  cover.nextAttemptAt = undefined;
  door.amend?.(stop.id, changeOf(cover, stop, order.filledLots), `protects ${cover.entryId}`);
}

/** What has to be another one in a stop. Its whole size holds what it has sold. */
function changeOf(cover: Cover, stop: CoveringStop, filledLots: number): OrderChange {
  const { lots, toProtect = lots, trigger } = cover;
  return {
    ...(isRightSize(cover, stop) ? {} : { lots: lotsOf(filledLots + toProtect) }),
    ...(stop.trigger === trigger ? {} : { trigger }),
  };
}
