import { KernelFloats } from '../simd/kernel-memory.ts';
import { readCells, UNITS_TOGETHER } from '../simd/lstm-kernel.ts';
import type { LstmWeights } from './lstm-layer.ts';

const GATES = 4;
const FLOAT_BYTES = 8;
/** What makes a gate the power of two of its exponential: logistic functions fall with it. */
const EXPONENTS = [-1, -1, -1, 2].map((each) => each * Math.LOG2E);

/**
 * The numbers of `lstmLayer` over the last steps of one stream, for networks that are asked and not trained.
 * What a step gives the gates is computed once, when it comes; cells begin anew with every window.
 */
export class LstmWindow {
  readonly #length: number;
  /** Units in the kernel, a multiple of those computed at once: the last may be there for nothing, and are always 0. */
  readonly #held: number;
  readonly #inputWeights: Float64Array;
  readonly #stateWeights: KernelFloats;
  readonly #constants: Float64Array;
  /** What the steps give the gates of each unit, a ring of `length` rows. */
  readonly #drive: KernelFloats;
  readonly #memory: KernelFloats;
  readonly #gates: KernelFloats;
  /** A row of zeros, and behind it those after each step. */
  readonly #states: KernelFloats;
  #shown: Float64Array = new Float64Array();
  #next = 0;
  #count = 0;

  constructor({ constants, inputs, states }: LstmWeights, length: number) {
    const units = states.columns;
    this.#length = length;
    this.#held = heldFor(units);
    const size = GATES * this.#held;
    this.#inputWeights = gatesTogether(inputs.values, units, inputs.columns);
    this.#constants = gatesTogether(constants.values, units, 1);
    this.#stateWeights = new KernelFloats(size * this.#held);
    this.#drive = new KernelFloats(length * size);
    this.#memory = new KernelFloats(this.#held);
    this.#gates = new KernelFloats(size);
    this.#states = new KernelFloats((length + 1) * this.#held);
    this.#stateWeights.values.set(gatesTogether(states.values, units, units, this.#held));
  }

  /** Whether a whole window was seen. */
  get isFull(): boolean {
    return this.#count === this.#length;
  }

  /** Places of a row of states. */
  get rowLength(): number {
    return this.#held;
  }

  /** States after each step of the window, the first step first; to be asked for anew each time. */
  get states(): Float64Array {
    // A memory that has grown leaves its old views empty.
    if (this.#shown.length === 0) this.#shown = this.#states.values.subarray(this.#held);
    return this.#shown;
  }

  /** Takes in the next step. */
  push(input: Readonly<Float64Array>): void {
    const size = GATES * this.#held;
    const drive = this.#drive.values;
    const weights = this.#inputWeights;
    const from = this.#next * size;
    const columns = weights.length / size;
    const block = GATES * UNITS_TOGETHER;
    for (let g = 0; g < size; g += 1) {
      const first = Math.floor(g / block) * columns * block + (g % block);
      let sum = this.#constants[g] as number;
      for (let j = 0; j < columns; j += 1)
        sum += (weights[first + j * block] as number) * (input[j] as number);
      drive[from + g] = sum;
    }
    this.#next = this.#next + 1 === this.#length ? 0 : this.#next + 1;
    if (this.#count < this.#length) this.#count += 1;
  }

  /** Computes the states of the window that ends with the last step. */
  read(): void {
    const bytes = FLOAT_BYTES * this.#held;
    const { address } = this.#drive;
    const size = this.#length * GATES * bytes;
    const memory = this.#memory.values;
    for (let unit = 0; unit < memory.length; unit += 1) memory[unit] = 0;
    readCells(
      this.#stateWeights.address,
      address + this.#next * GATES * bytes,
      address + size,
      size,
      this.#length,
      this.#states.address + bytes,
      this.#memory.address,
      this.#gates.address,
      bytes,
    );
  }
}

const heldFor = (units: number): number => UNITS_TOGETHER * Math.ceil(units / UNITS_TOGETHER);

/**
 * From rows of one gate after the other to those of some units after the other, column by column: of these
 * units first what they take in, then what they keep, give out, and the candidates, as exponents.
 */
function gatesTogether(
  rows: Readonly<Float64Array>,
  units: number,
  columns: number,
  places = columns,
): Float64Array {
  const sorted = new Float64Array(GATES * heldFor(units) * places);
  for (let gate = 0; gate < GATES; gate += 1) {
    for (let u = 0; u < units; u += 1) {
      const block = Math.floor(u / UNITS_TOGETHER) * places;
      for (let j = 0; j < columns; j += 1) {
        const to = ((block + j) * GATES + gate) * UNITS_TOGETHER + (u % UNITS_TOGETHER);
        sorted[to] = (EXPONENTS[gate] as number) * (rows[(gate * units + u) * columns + j] as number);
      }
    }
  }
  return sorted;
}
