import type { ProtectionDoor } from '../protection-door.ts';
import { exitsOf, exitsUnderWay, isTooSmall } from './exit-room.ts';
import type { LiveParts } from './live-parts.ts';
import { gaplessMove } from './stop-moves.ts';

/** How protection acts at a real venue. */
export const protectionDoorOf = ({ sender, street }: LiveParts): ProtectionDoor => ({
  place: (intent, links) => sender.place(intent, links),
  cancel: (orderId, because) => sender.cancel(orderId, because),
  warn: (text) => street.warn(text),
  order: (orderId) => street.records.get(orderId)?.order,
  hasUnknownExit: (owner) => exitsOf(street, owner).some(({ status }) => status === 'unknown'),
  exitsOf: (owner) => exitsUnderWay(street, owner),
  movesStops: gaplessMove(street.options.traits),
  amend: (orderId, change, because) => sender.amend(orderId, change, because),
  isTooSmall: (cover) => isTooSmall(street, cover),
  claimedLots: (instrument) => street.claimedLots(instrument),
  claimsAskedAt: (instrument) => street.foreign.claimsAskedAt(instrument),
});
