import type { InstrumentId } from '../domain/instrument/instrument.ts';
import type { Order, OrderId } from '../domain/order/order.ts';
import type { OrderIntent, RunId } from '../domain/order/order-intent.ts';
import { oppositeOf, type Side } from '../domain/order/side.ts';
import { lots } from '../domain/units/lots.ts';
import type { StopBehind } from './trading-venue.ts';
import type { Ticks } from '../domain/units/ticks.ts';
import { reasonText } from '../domain/remark/reason.ts';

/** A stop, where it is and the lots it stands for. */
export interface CoveringStop {
  readonly id: OrderId;
  readonly lots: number;
  readonly trigger: Ticks;
}

/** The lots one entry opened and what protects them: plain data, changed in place. Times are unix ms. */
export interface Cover {
  readonly entryId: OrderId;
  readonly runId: RunId;
  readonly instrument: InstrumentId;
  /** Side of the stop and of every exit. */
  readonly side: Side;
  /** Where the stop belongs. */
  trigger: Ticks;
  /** Lots of the entry that are open, as far as we know. */
  lots: number;
  /** The stop the venue has confirmed. */
  standing?: CoveringStop | undefined;
  /** The stop on its way, which takes the place of the standing one. */
  asked?: CoveringStop | undefined;
  /** Until when a stop that traveled inside the entry may show itself, and whether it has. */
  attachedUntil?: number | undefined;
  isAttached?: boolean | undefined;
  /** Where it stands while it has. */
  attachedAt?: number | undefined;
  /** When the standing stop was set off, and which one that was. */
  setOffAt?: number | undefined;
  setOffId?: OrderId | undefined;
  /** By when a stop that is moved must stand at its new place before somebody is told. */
  movedBy?: number | undefined;
  /** Stops that another is to take the place of, or has, and that may still stand. */
  strays?: CoveringStop[] | undefined;
  /** Stops refused since the lots were last covered. */
  attempts: number;
  nextAttemptAt?: number | undefined;
  /** By when uncovered lots must be covered. */
  deadline?: number | undefined;
  /** Why the position is being closed instead of protected. */
  exposed?: string | undefined;
  /** The exit on its way. */
  exitId?: OrderId | undefined;
  nextExitAt?: number | undefined;
  /**
   * Where only one order can sell what is held: lots that a stop belongs behind now. What exits wait for or are taking,
   * and what is too little to be sold, is not among them. Undefined everywhere else.
   */
  toProtect?: number | undefined;
  /** Of these, lots that exits nobody knows of may have taken. */
  inDoubt?: number | undefined;
}

/** The cover of an entry whose first lots filled. */
export const openCover = (entry: Order, trigger: Ticks, size: number): Cover => ({
  entryId: entry.id,
  runId: entry.runId,
  instrument: entry.instrument,
  side: oppositeOf(entry.side),
  trigger,
  lots: size,
  attempts: 0,
});

/** Every stop of the cover that stands or may: the one that counts first, then the others as they were asked for. */
export const stopsOf = ({ asked, standing, strays = [] }: Cover): readonly CoveringStop[] =>
  [standing, asked, ...strays].filter((stop) => stop !== undefined);

/**
 * Where only one order can sell what is held: whether a stop is at its place, for no more than it should, and for less
 * only as far as the rest may be sold already.
 */
export const isRight = (cover: Cover, stop: CoveringStop): boolean =>
  stop.trigger === cover.trigger && isRightSize(cover, stop);

export const isRightSize = (
  { inDoubt = 0, lots: size, toProtect = size }: Cover,
  stop: CoveringStop,
): boolean => stop.lots <= toProtect && stop.lots >= Math.max(1, toProtect - inDoubt);

/** Lots behind which a confirmed stop has to stand. */
export const lotsToCover = ({ inDoubt = 0, lots: size, toProtect = size }: Cover): number =>
  Math.max(0, Math.min(size, toProtect) - inDoubt);

/** Whether lots that should have a confirmed stop have none. */
export const isBare = (cover: Cover): boolean => coveredLots(cover) < lotsToCover(cover);

/** Whether the venue lets only one order at a time sell what the cover stands for. */
export const isOnlySell = ({ toProtect }: Cover): boolean => toProtect !== undefined;

/** Lots behind which a confirmed stop stands. */
export const coveredLots = (cover: Cover): number =>
  cover.isAttached ? cover.lots : (cover.standing?.lots ?? 0);

/** Whether the stop that stands is the one that should: at its place and of the size of what is open. */
export const isInPlace = (cover: Cover): boolean =>
  isAttachedInPlace(cover) ||
  (cover.standing?.lots === cover.lots && cover.standing.trigger === cover.trigger);

/** Whether the stop that traveled inside the entry stands where the cover's belongs, or closes earlier. */
export const isAttachedInPlace = (cover: Cover): boolean =>
  cover.isAttached === true && isAsTight(cover, cover.attachedAt ?? cover.trigger);

/** Whether a trigger closes the cover's lots no later than its own would. */
export const isAsTight = ({ side, trigger }: Pick<Cover, 'side' | 'trigger'>, other: number): boolean =>
  side === 'sell' ? other >= trigger : other <= trigger;

/** The stop behind the cover's entry, as others see it. */
export const stopBehindOf = (cover: Cover): StopBehind => {
  const { attachedAt, entryId, isAttached, lots: open, side, standing, trigger } = cover;
  const attached = isAttached === true ? (attachedAt ?? trigger) : undefined;
  return { entryId, side, trigger, lots: open, standsAt: standing?.trigger ?? attached };
};

/** A stop for all lots of the cover that one belongs behind. */
export const stopIntentOf = (cover: Cover): OrderIntent => ({
  ...reducing(cover),
  lots: lots(cover.toProtect ?? cover.lots),
  role: 'stop',
  kind: { type: 'stop-market', trigger: cover.trigger },
  reason: reasonText({ code: 'protects', values: { entryId: cover.entryId } }),
});

/** A market exit for all lots of the cover. */
export const exitIntentOf = (cover: Cover): OrderIntent => ({
  ...reducing(cover),
  role: 'exit',
  kind: { type: 'market' },
  reason: `protective stop of ${cover.entryId}: ${cover.exposed}`,
});

const reducing = ({ instrument, lots: size, runId, side }: Cover) =>
  ({ runId, instrument, side, lots: lots(size), reduceOnly: true }) as const;

/** Whether a stop of the cover is the one that should stand. */
export const isRightFor = (cover: Cover, stopId: OrderId): boolean =>
  stopsOf(cover).some((stop) => stop.id === stopId && isRight(cover, stop));

/** A stop of the cover, where it is one, stands at another place, or for more or less than before. */
export function changeStop(cover: Cover, { filledLots, id, kind, lots: size }: Order): void {
  if (!('trigger' in kind)) return;
  const stop: CoveringStop = { id, lots: size - filledLots, trigger: kind.trigger };
  if (cover.standing?.id === id) cover.standing = stop;
  if (cover.asked?.id === id) cover.asked = stop;
  if (cover.strays) cover.strays = cover.strays.map((each) => (each.id === id ? stop : each));
}
