import { type LinearMemory, webAssembly } from './web-assembly.ts';

const PAGE_BYTES = 65_536;
const FIRST_PAGES = 4;
/** 1 GiB. */
const MOST_PAGES = 16_384;
/** Vectors are read fastest from addresses that are multiples of a cache line. */
const ALIGNMENT = 64;

/** Where constants of kernels stand, and how many bytes they have: no memory is needed when a kernel is compiled. */
export const CONSTANTS = { address: ALIGNMENT, bytes: 2048 } as const;

let memory: LinearMemory | undefined;
let used = CONSTANTS.address + CONSTANTS.bytes;
/** Addresses of blocks that were given back, by size in bytes. */
const free = new Map<number, number[]>();
const owners = new FinalizationRegistry(giveBack);

const NO_INTEGERS = new Int32Array();
const NO_SHORTS = new Uint16Array();

/** The memory all kernels of this thread share. */
export const kernelMemory = (): LinearMemory =>
  (memory ??= new webAssembly.Memory({ initial: FIRST_PAGES, maximum: MOST_PAGES }));

/**
 * Floating-point numbers that kernels can reach, zeros at first. They are given back when nobody holds the
 * object any more, or at once where it is released.
 */
export class KernelFloats {
  readonly length: number;
  /** Where they begin, as kernels count: in bytes. */
  readonly address: number;
  readonly #bytes: number;
  #view: Float64Array;
  #integers: Int32Array = NO_INTEGERS;
  #shorts: Uint16Array = NO_SHORTS;

  constructor(length: number) {
    this.length = length;
    this.#bytes = sizeFor(8 * length);
    this.address = place(this.#bytes);
    this.#view = new Float64Array(kernelMemory().buffer, this.address, length);
    this.#view.fill(0);
    owners.register(this, { address: this.address, bytes: this.#bytes }, this);
  }

  /** The numbers themselves; to be asked for anew after other kernel numbers were made. */
  get values(): Float64Array {
    // When the memory grows, its old views lose their numbers.
    if (this.#view.length === 0)
      this.#view = new Float64Array(kernelMemory().buffer, this.address, this.length);
    return this.#view;
  }

  /** The same memory as whole numbers of 32 bits, and as those of 16 bits without sign. */
  get integers(): Int32Array {
    if (this.#integers.length === 0)
      this.#integers = new Int32Array(kernelMemory().buffer, this.address, 2 * this.length);
    return this.#integers;
  }

  get shorts(): Uint16Array {
    if (this.#shorts.length === 0)
      this.#shorts = new Uint16Array(kernelMemory().buffer, this.address, 4 * this.length);
    return this.#shorts;
  }

  /** Gives them back before the object is forgotten; they may not be asked for again. */
  release(): void {
    if (!owners.unregister(this)) return;
    this.#view = new Float64Array();
    this.#integers = NO_INTEGERS;
    this.#shorts = NO_SHORTS;
    giveBack({ address: this.address, bytes: this.#bytes });
  }
}

interface Block {
  readonly address: number;
  readonly bytes: number;
}

function giveBack({ address, bytes }: Block): void {
  const known = free.get(bytes);
  if (known === undefined) free.set(bytes, [address]);
  else known.push(address);
}

/** Blocks of few sizes, a quarter of a power of two apart, serve again more often. */
function sizeFor(bytes: number): number {
  const step = Math.max(ALIGNMENT, 2 ** Math.floor(Math.log2(Math.max(1, bytes))) / 4);
  return Math.max(ALIGNMENT, step * Math.ceil(bytes / step));
}

/** The address of a free block, of a new one where none of this size is free. */
function place(bytes: number): number {
  const again = free.get(bytes)?.pop();
  if (again !== undefined) return again;
  const held = kernelMemory();
  const address = used;
  used += bytes;
  const missing = used - held.buffer.byteLength;
  // A quarter more each time: what grows often loses its views often, and what is not used is held for nothing.
  if (missing > 0) held.grow(Math.ceil(Math.max(missing, held.buffer.byteLength / 4) / PAGE_BYTES));
  return address;
}
