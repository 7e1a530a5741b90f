import { type Code, pair, whole } from './instructions.ts';
import { CONSTANTS, kernelMemory } from './kernel-memory.ts';

const PAIR_BYTES = 16;
const MOST = CONSTANTS.bytes / PAIR_BYTES;
const places = new Map<number, number>();

/** Instructions that put the same number into both places, read from memory: to build it up takes longer. */
export function constantPair(value: number): Code {
  const place = places.get(value) ?? places.size;
  if (place === MOST) throw new Error(`kernels have room for ${MOST} constants`);
  const address = CONSTANTS.address + PAIR_BYTES * place;
  if (!places.has(value)) new Float64Array(kernelMemory().buffer, address, 2).fill(value);
  places.set(value, place);
  return pair.load(whole.of(address));
}
