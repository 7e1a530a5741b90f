import type { OrderIntent } from '../../domain/order/order-intent.ts';
import { isClosed, type Order } from '../../domain/order/order.ts';
import type { SessionDescription } from '../../domain/session/session-description.ts';
import { lots } from '../../domain/units/lots.ts';
import { ticks } from '../../domain/units/ticks.ts';
import { unixMs } from '../../domain/units/time.ts';
import { type Cover, stopIntentOf } from '../../execution/cover.ts';
import type { LivePair } from '../../execution/live/live-pairs.ts';
import type { LiveVenueState } from '../../execution/live/live-state.ts';
import type { LiveBracket } from '../../execution/live/live-targets.ts';
import type { PaperVenueState } from '../../execution/paper-venue.ts';
import type { KernelState } from '../../runtime/kernel-state.ts';
import { StandingOrders } from './standing-orders.ts';

/**
 * What a live session had at its venue as the state of a simulated one: positions with their costs, orders that stand,
 * the stops behind entries. What is no order of its own at the real venue becomes one: a stop that is a part of the
 * position, a target that has no room beside a stop, the other leg of a pair. To be called where `untoldOf` finds nothing.
 */
export function paperVenueStateOf(
  { ledger, time }: Pick<KernelState, 'ledger' | 'time'>,
  live: LiveVenueState,
  description: SessionDescription,
): PaperVenueState {
  const now = unixMs(time);
  const standing = new StandingOrders(description, now);
  const open = live.orders.open.map(({ order }) => order).filter(({ status }) => !isClosed(status));
  const pairs = new Map((live.pairs ?? []).map((pair) => [pair.firstId, pair]));
  for (const order of open) if (!pairs.has(order.id)) standing.take(order);
  for (const order of open) takePair(order, pairs.get(order.id), standing);
  const covers = live.protection.covers.map((cover) => onPaper(cover, standing));
  for (const bracket of live.brackets ?? []) makeTargets(bracket, covers, standing);
  const positions = ledger.positions.map(
    ({ instrument, runId, signedLots }) => [`${instrument}|${runId}`, signedLots] as const,
  );
  const { turning } = live.protection;
  const targets = open.filter(({ filledLots, targets: of }) => of && of.length > 0 && filledLots > 0);
  return {
    now,
    orderCount: standing.count,
    venueOrders: standing.atVenue,
    knownOrders: standing.known,
    messages: [],
    positions,
    protection: { covers, positions, ...(turning === undefined ? {} : { turning }) },
    ...(targets.length === 0
      ? {}
      : { targets: targets.map(({ filledLots, id }) => ({ entryId: id, filledLots })) }),
  };
}

/** A pair has both legs at a simulated venue. */
function takePair(first: Order, pair: LivePair | undefined, standing: StandingOrders): void {
  if (!pair) return;
  standing.take(first, { oco: standing.idOf(standing.count + 2) });
  standing.make(
    { ...pair.other, lots: first.lots },
    {
      oco: first.id,
      otherFilledLots: first.filledLots,
      ...(pair.leg.trailBest === undefined ? {} : { trailBest: pair.leg.trailBest }),
    },
  );
}

/** A cover behind which a simulated venue has what stands at the real one; what is bare there is bare here. */
function onPaper(cover: Cover, orders: StandingOrders): Cover {
  const { asked, attachedAt, isAttached, standing, strays = [], ...rest } = cover;
  const { attachedUntil: _, exitId: __, inDoubt: ___, toProtect: ____, ...kept } = rest;
  // What the real venue has taken counts, and what it has yet to show in its own record, too.
  const [newest, ...older] = [asked, standing, ...strays]
    .filter((stop) => stop !== undefined)
    .filter(({ id }) => orders.has(id));
  const here: Cover = { ...kept, ...(older.length === 0 ? {} : { strays: older }) };
  if (newest) return { ...here, standing: newest };
  if (isAttached !== true || cover.lots === 0) return here;
  const trigger = ticks(attachedAt ?? cover.trigger);
  const id = orders.make(stopIntentOf({ ...here, trigger }), { protects: cover.entryId });
  return { ...here, standing: { id, lots: cover.lots, trigger } };
}

/** Targets whose lots are held and that have no order, as far as nobody has taken them back. */
function makeTargets(bracket: LiveBracket, covers: readonly Cover[], standing: StandingOrders): void {
  const { entryId, filledLots, instrument, levels, runId, side } = bracket;
  const openLots = (orders: readonly Order[]) =>
    orders.reduce((sum, { filledLots: filled, lots: size }) => sum + size - filled, 0);
  const ofEntry = standing.known.filter(({ targetOf }) => targetOf === entryId);
  const held = covers.filter((cover) => cover.entryId === entryId && cover.side === side);
  let room = held.reduce((sum, cover) => sum + cover.lots, 0) - openLots(ofEntry);
  let begin = 0;
  for (const { at, isOff, lots: size, orders, taken } of levels) {
    const wanted = Math.min(size, Math.max(0, filledLots - begin)) - taken;
    begin += size;
    const there = openLots(ofEntry.filter(({ id }) => orders.includes(id)));
    const missing = isOff ? 0 : Math.min(room, wanted - there);
    if (missing <= 0) continue;
    room -= missing;
    const intent: OrderIntent = {
      runId,
      instrument,
      role: 'exit',
      side,
      lots: lots(missing),
      kind: { type: 'limit', limit: at, timeInForce: 'gtc', postOnly: false },
      reduceOnly: true,
      reason: `target of ${entryId}`,
    };
    standing.make(intent, { targetOf: entryId });
  }
}
