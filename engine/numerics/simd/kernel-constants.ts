import { type Code, pair, whole } from './instructions.ts';
import { KernelFloats } from './kernel-memory.ts';

const PAIR_BYTES = 16;
const MOST = 64;
const places = new Map<number, number>();
let held: KernelFloats | undefined;

/** Instructions that put the same number into both places, read from memory: to build it up takes longer. */
export function constantPair(value: number): Code {
  held ??= new KernelFloats(2 * MOST);
  let place = places.get(value);
  if (place === undefined) {
    place = places.size;
    if (place === MOST) throw new Error(`kernels have room for ${MOST} constants`);
    held.values.fill(value, 2 * place, 2 * place + 2);
    places.set(value, place);
  }
  return pair.load(whole.of(held.address + PAIR_BYTES * place));
}
