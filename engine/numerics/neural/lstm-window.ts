import { quickExponential } from '../quick-exponential.ts';
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
  readonly #before: Float64Array;
  #next = 0;
  #count = 0;

  constructor({ constants, inputs, states }: LstmWeights, length: number) {
    const units = states.columns;
    this.#length = length;
    this.#units = units;
    // Numbers of the four gates of a unit lie side by side, so that they are summed at once.
    this.#inputWeights = gatesTogether(inputs.values, units, inputs.columns);
    this.#stateWeights = gatesTogether(states.values, units, units);
    this.#constants = gatesTogether(constants.values, units, 1);
    this.#drive = new Float64Array(length * GATES * units);
    this.#memory = new Float64Array(units);
    this.#before = new Float64Array(units);
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
    this.#before.fill(0);
    for (let step = 0; step < this.#length; step += 1) {
      const place = this.#next + step;
      this.#open(step, place < this.#length ? place : place - this.#length);
    }
  }

  #open(step: number, place: number): void {
    const units = this.#units;
    const weights = this.#stateWeights;
    const before = this.#before;
    const memory = this.#memory;
    const drive = this.#drive;
    const states = this.states;
    const from = step * units;
    let at = place * GATES * units;
    let w = 0;
    for (let u = 0; u < units; u += 1, at += GATES) {
      let input = drive[at] as number;
      let forget = drive[at + 1] as number;
      let output = drive[at + 2] as number;
      let candidate = drive[at + 3] as number;
      for (let j = 0; j < units; j += 1, w += GATES) {
        const state = before[j] as number;
        input += (weights[w] as number) * state;
        forget += (weights[w + 1] as number) * state;
        output += (weights[w + 2] as number) * state;
        candidate += (weights[w + 3] as number) * state;
      }
      const kept = (memory[u] as number) / (1 + quickExponential(-forget));
      const now = kept + gatedTangent(candidate, input);
      memory[u] = now;
      states[from + u] = gatedTangent(now, output);
    }
    for (let u = 0; u < units; u += 1) before[u] = states[from + u] as number;
  }
}

/** The hyperbolic tangent of `x` times the logistic function of `gate`, by one division; beyond 20 the tangent is 1. */
function gatedTangent(x: number, gate: number): number {
  const grown = quickExponential(x > FLAT ? 2 * FLAT : 2 * x);
  return (grown - 1) / ((grown + 1) * (1 + quickExponential(-gate)));
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
