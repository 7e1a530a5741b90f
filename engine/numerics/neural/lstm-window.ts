import { writeExponentials } from '../quick-exponential.ts';
import type { LstmWeights } from './lstm-layer.ts';

const GATES = 4;
/** The hyperbolic tangent from here on is 1 to the last digit. */
const FLAT = 20;

/**
 * The numbers of `lstmLayer` over the last steps of one stream, for networks that are asked and not trained.
 * What a step gives the gates is computed once, when it comes; cells begin anew with every window.
 */
export class LstmWindow {
  /** States after each step of the window, the first step first. */
  readonly states: Float64Array;
  readonly #length: number;
  readonly #units: number;
  readonly #inputWeights: Float64Array;
  readonly #stateWeights: Float64Array;
  readonly #constants: Float64Array;
  /** What the steps give the gates of each unit, a ring of `length` rows. */
  readonly #drive: Float64Array;
  readonly #memory: Float64Array;
  /** The states of the step before. */
  readonly #before: Float64Array;
  /** What goes into the gates of a step, and what comes of it; then the memories behind them. */
  readonly #gates: Float64Array;
  readonly #tangents: Float64Array;
  #next = 0;
  #count = 0;

  constructor({ constants, inputs, states }: LstmWeights, length: number) {
    const units = states.columns;
    this.#length = length;
    this.#units = units;
    // Numbers of the four gates of a unit lie side by side, so that they are summed at once.
    this.#inputWeights = gatesTogether(inputs.values, units, inputs.columns);
    this.#before = new Float64Array(units);
    this.#stateWeights = gatesTogether(states.values, units, units);
    this.#constants = gatesTogether(constants.values, units, 1);
    this.#drive = new Float64Array(length * GATES * units);
    this.#memory = new Float64Array(units);
    this.#gates = new Float64Array(GATES * units);
    this.#tangents = new Float64Array(units);
    this.states = new Float64Array(length * units);
  }

  /** Whether a whole window was seen. */
  get isFull(): boolean {
    return this.#count === this.#length;
  }

  /** Takes in the next step. */
  push(input: Readonly<Float64Array>): void {
    const size = GATES * this.#units;
    const drive = this.#drive;
    const weights = this.#inputWeights;
    const from = this.#next * size;
    const columns = weights.length / size;
    for (let g = 0; g < size; g += 1) {
      const first = (g >> 2) * columns * GATES + (g & 3);
      let sum = this.#constants[g] as number;
      for (let j = 0; j < columns; j += 1) {
        sum += (weights[first + j * GATES] as number) * (input[j] as number);
      }
      drive[from + g] = sum;
    }
    this.#next = this.#next + 1 === this.#length ? 0 : this.#next + 1;
    if (this.#count < this.#length) this.#count += 1;
  }

  /** Computes the states of the window that ends with the last step. */
  read(): void {
    this.#memory.fill(0);
    for (let step = 0; step < this.#length; step += 1) {
      const place = this.#next + step;
      this.#sum(step, place < this.#length ? place : place - this.#length);
      writeExponentials(this.#gates, this.#gates.length);
      this.#remember(step);
    }
  }

  /** What goes into the gates of a step: the exponents of their logistic functions, and twice the candidate. */
  #sum(step: number, place: number): void {
    const units = this.#units;
    const weights = this.#stateWeights;
    const drive = this.#drive;
    const gates = this.#gates;
    const before = this.#before;
    const known = step === 0 ? 0 : units;
    for (let u = 0, at = place * GATES * units, to = 0; u < units; u += 1, at += GATES, to += GATES) {
      let input = drive[at] as number;
      let forget = drive[at + 1] as number;
      let output = drive[at + 2] as number;
      let candidate = drive[at + 3] as number;
      for (let j = 0, w = u * GATES * units; j < known; j += 1, w += GATES) {
        const state = before[j] as number;
        input += (weights[w] as number) * state;
        forget += (weights[w + 1] as number) * state;
        output += (weights[w + 2] as number) * state;
        candidate += (weights[w + 3] as number) * state;
      }
      gates[to] = -input;
      gates[to + 1] = -forget;
      gates[to + 2] = -output;
      gates[to + 3] = candidate > FLAT ? 2 * FLAT : 2 * candidate;
    }
  }

  /** The memory and the state after a step. The hyperbolic tangent times a logistic function takes one division. */
  #remember(step: number): void {
    const units = this.#units;
    const gates = this.#gates;
    const memory = this.#memory;
    const tangents = this.#tangents;
    const states = this.states;
    for (let u = 0, at = 0; u < units; u += 1, at += GATES) {
      const grown = gates[at + 3] as number;
      const kept = (memory[u] as number) / (1 + (gates[at + 1] as number));
      const now = kept + (grown - 1) / ((grown + 1) * (1 + (gates[at] as number)));
      memory[u] = now;
      tangents[u] = now > FLAT ? 2 * FLAT : 2 * now;
    }
    writeExponentials(tangents, units);
    for (let u = 0, at = 2; u < units; u += 1, at += GATES) {
      const grown = tangents[u] as number;
      const state = (grown - 1) / ((grown + 1) * (1 + (gates[at] as number)));
      this.#before[u] = state;
      states[step * units + u] = state;
    }
  }
}

/** From rows of one gate after the other to those of one unit after the other, column by column. */
function gatesTogether(rows: Readonly<Float64Array>, units: number, columns: number): Float64Array {
  const sorted = new Float64Array(rows.length);
  for (let gate = 0; gate < GATES; gate += 1) {
    for (let u = 0; u < units; u += 1) {
      for (let j = 0; j < columns; j += 1) {
        sorted[(u * columns + j) * GATES + gate] = rows[(gate * units + u) * columns + j] as number;
      }
    }
  }
  return sorted;
}
