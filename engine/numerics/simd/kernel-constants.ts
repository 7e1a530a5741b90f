import { type Code, pair, whole } from './instructions.ts';
import { CONSTANTS, kernelMemory } from './kernel-memory.ts';

const PAIR_BYTES = 16;
const MOST = CONSTANTS.bytes / PAIR_BYTES;
const places = new Map<bigint, number>();

/** Instructions that put the same number into both places, read from memory: to build it up takes longer. */
export const constantPair = (value: number): Code =>
  constantBits(new BigInt64Array(Float64Array.of(value).buffer)[0] as bigint);

/** The same for 64 bits that stand for a whole number. */
export function constantBits(value: bigint): Code {
  const place = places.get(value) ?? places.size;
  if (place === MOST) throw new Error(`kernels have room for ${MOST} constants`);
  const address = CONSTANTS.address + PAIR_BYTES * place;
  if (!places.has(value)) new BigInt64Array(kernelMemory().buffer, address, 2).fill(value);
  places.set(value, place);
  return pair.load(whole.of(address));
}
