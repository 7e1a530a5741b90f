import type { Order, OrderStatus } from '../domain/order/order.ts';
import { type Cover, isOnlySell, stopsOf } from './cover.ts';
import type { ExitsUnderWay, ProtectionDoor } from './protection-door.ts';

/**
 * Where only one order at a time can sell what is held, an exit needs the very coins its stop stands for. Says of each
 * cover how many of its lots a stop belongs behind now: exits take what is their own cover's first, then the oldest.
 */
export function shareOut(covers: readonly Cover[], door: ProtectionDoor): void {
  const seen = new Set<string>();
  const claims = new Map<string, number>();
  for (const cover of covers) {
    const { instrument, runId, side } = cover;
    const key = `${instrument}|${runId}|${side}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const exits = door.exitsOf?.(cover);
    if (exits === undefined) continue;
    const ofOwner = covers.filter(
      (each) => each.instrument === instrument && each.runId === runId && each.side === side,
    );
    joinSmall(ofOwner, door);
    const claimed = claims.get(instrument) ?? door.claimedLots?.(instrument) ?? 0;
    claims.set(instrument, share(ofOwner, exits, { door, claimed }));
  }
}

/** Stops one entry may have side by side: venues allow few in all. */
const MOST_STOPS = 3;

/**
 * Which of an entry's covers grows with its next fill; undefined when that has a cover of its own. Where only one order
 * can sell a lot, a larger stop could not be asked for before the smaller is gone: the new lots get one beside it.
 */
export function growing(
  covers: readonly Cover[],
  { entryId, side }: Pick<Cover, 'entryId' | 'side'>,
): Cover | undefined {
  const ofEntry = covers.filter((each) => each.entryId === entryId && each.side === side);
  const newest = ofEntry.at(-1);
  const isOwn = newest !== undefined && isOnlySell(newest) && hasStop(newest);
  return isOwn && ofEntry.length < MOST_STOPS ? undefined : newest;
}

const hasStop = ({ asked, standing }: Cover): boolean => asked !== undefined || standing !== undefined;

/**
 * A stop whose own lots are closed goes behind others of its entry that have none: taken back, it would leave them bare
 * until another stands.
 */
export function handDown(covers: readonly Cover[]): void {
  for (const closed of covers) {
    const { entryId, lots, setOffId, side, standing } = closed;
    if (lots > 0 || standing === undefined || setOffId === standing.id || !isOnlySell(closed)) continue;
    const heir = covers.find(
      (each) =>
        each.entryId === entryId &&
        each.side === side &&
        each.lots > 0 &&
        each.standing === undefined &&
        each.exitId === undefined,
    );
    if (!heir) continue;
    heir.standing = standing;
    closed.standing = undefined;
  }
}

/** What is too little for a stop of its own goes with other lots of its entry. */
function joinSmall(covers: readonly Cover[], door: ProtectionDoor): void {
  for (const cover of covers) {
    if (hasStop(cover) || cover.exitId !== undefined || door.isTooSmall?.(cover) !== true) continue;
    const other = covers.find((each) => each !== cover && each.entryId === cover.entryId && each.lots > 0);
    if (!other) continue;
    other.lots += cover.lots;
    cover.lots = 0;
  }
}

/** Answers how many of the claimed lots are not among these. */
function share(
  covers: readonly Cover[],
  exits: ExitsUnderWay,
  { claimed, door }: { readonly door: ProtectionDoor; readonly claimed: number },
): number {
  const taken = takenFrom(covers, exits.certain);
  const inDoubt = takenFrom(covers, exits.unknown, taken);
  let claims = claimed;
  // Orders of others stand for what was bought last.
  for (const cover of covers.toReversed()) {
    const staying = cover.lots - (taken.get(cover) ?? 0);
    const left =
      claims === 0 ? staying : Math.min(staying, Math.max(staying - claims, lotsSetAside(cover, door)));
    claims -= staying - left;
    const isTooSmall = left > 0 && door.isTooSmall?.({ ...cover, lots: left }) === true;
    cover.toProtect = isTooSmall ? 0 : left;
    const doubtful = inDoubt.get(cover) ?? 0;
    cover.inDoubt = doubtful === 0 ? undefined : doubtful;
  }
  return claims;
}

const SETTING_ASIDE: ReadonlySet<OrderStatus | undefined> = new Set(['sending', 'working', 'amending']);

/**
 * Lots that the venue sets aside for a stop of the cover, or refuses it, since it was asked what others stand for: theirs
 * cannot stand for these, too.
 */
function lotsSetAside(cover: Cover, door: ProtectionDoor): number {
  const askedAt = door.claimsAskedAt?.(cover.instrument) ?? Infinity;
  let most = 0;
  for (const { id, lots } of stopsOf(cover)) {
    const { acceptedAt, status, submittedAt = -Infinity } = door.order(id) ?? {};
    if (SETTING_ASIDE.has(status) && (acceptedAt ?? submittedAt) >= askedAt) most = Math.max(most, lots);
  }
  return most;
}

/** Lots that exits take off each cover, besides what others take already. */
function takenFrom(
  covers: readonly Cover[],
  exits: readonly Order[],
  before: ReadonlyMap<Cover, number> = new Map(),
): Map<Cover, number> {
  const taken = new Map<Cover, number>();
  for (const { filledLots, id, lots } of exits) {
    let left = Math.max(0, lots - filledLots);
    const own = covers.filter(({ exitId }) => exitId === id);
    for (const cover of [...own, ...covers.filter((each) => !own.includes(each))]) {
      const isTaken = (before.get(cover) ?? 0) + (taken.get(cover) ?? 0);
      const size = Math.min(left, Math.max(0, cover.lots - isTaken));
      if (size > 0) taken.set(cover, (taken.get(cover) ?? 0) + size);
      left -= size;
    }
  }
  return taken;
}
