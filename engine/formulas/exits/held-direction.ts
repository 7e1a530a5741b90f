import type { HeldPosition } from '../step-contents.ts';

/** 1 of a long position, -1 of a short one, 0 of none. */
export function signOf({ direction }: Pick<HeldPosition, 'direction'>): 1 | 0 | -1 {
  if (direction === 'flat') return 0;
  return direction === 'long' ? 1 : -1;
}
