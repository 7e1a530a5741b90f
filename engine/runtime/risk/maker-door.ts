import type { TimedDoor } from '../../execution/maker/maker-desk.ts';
import type { KernelRooms } from '../kernel-rooms.ts';
import type { Moment, RiskDoor } from './risk-door.ts';

/** How resting entries are placed, taken back and followed at a moment. */
export const makerDoor = ({ market, venue }: KernelRooms, now: Moment, door: RiskDoor): TimedDoor => ({
  time: now.time,
  propose: (intent) => door.propose(intent, now),
  cancel: (orderId, because) => door.cancel(orderId, because, now.time),
  order: (orderId) => venue.order(orderId),
  touchOf: (instrument) => market.of(instrument)?.book,
});
