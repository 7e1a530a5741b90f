import { KernelFloats } from '../simd/kernel-memory.ts';
import { driveCells, readCells, UNITS_TOGETHER } from '../simd/lstm-kernel.ts';
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
  readonly #input: KernelFloats;
  readonly #inputWeights: KernelFloats;
  readonly #stateWeights: KernelFloats;
  readonly #constants: KernelFloats;
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
    this.#input = new KernelFloats(inputs.columns);
    this.#inputWeights = floatsOf(gatesTogether(inputs.values, units, inputs.columns));
    this.#constants = floatsOf(gatesTogether(constants.values, units, 1));
    this.#stateWeights = floatsOf(gatesTogether(states.values, units, units, this.#held));
    this.#drive = new KernelFloats(length * size);
    this.#memory = new KernelFloats(this.#held);
    this.#gates = new KernelFloats(size);
    // One row more where they are read two at a time.
    this.#states = new KernelFloats((length + (length % 2) + 1) * this.#held);
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

  /** Where they begin for kernels. */
  get statesAddress(): number {
    return this.#states.address + FLOAT_BYTES * this.#held;
  }

  /** Takes in the next step. */
  push(input: Readonly<Float64Array>): void {
    const bytes = FLOAT_BYTES * GATES * this.#held;
    const { address, length, values } = this.#input;
    for (let j = 0; j < length; j += 1) values[j] = input[j] as number;
    driveCells(
      this.#inputWeights.address,
      this.#constants.address,
      address,
      FLOAT_BYTES * length,
      this.#drive.address + this.#next * bytes,
      bytes,
    );
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

function floatsOf(values: Readonly<Float64Array>): KernelFloats {
  const floats = new KernelFloats(values.length);
  floats.values.set(values);
  return floats;
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
