import type { KernelCommand } from '../../domain/session/command.ts';
import type { Outcome } from '../../domain/session/outcome.ts';
import type { KernelRooms } from '../kernel-rooms.ts';
import { amendByHand } from './amend-by-hand.ts';
import type { ChangeDoor } from './change-door.ts';
import { moveStopByHand } from './move-stop-by-hand.ts';

/** A person's wish to change what stands at the venue. */
export type ChangeCommand = Extract<KernelCommand, { readonly kind: 'amend-order' | 'move-stop' }>;

/** What follows from such a wish. */
export const changeByHand = (
  rooms: KernelRooms,
  command: ChangeCommand,
  door: ChangeDoor,
): readonly Outcome[] =>
  command.kind === 'amend-order' ? amendByHand(rooms, command, door) : moveStopByHand(rooms, command, door);
