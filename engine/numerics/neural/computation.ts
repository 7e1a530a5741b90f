import type { Mulberry32 } from '../mulberry32.ts';
import { type Tensor, tensor } from './tensor.ts';

/**
 * One step of a computation. `forward` computes its matrices from those before; `backward` adds to the slopes
 * of what it was computed from and then clears its own, so that a computation begins each time without any.
 */
export interface Layer {
  forward(): void;
  backward(): void;
}

/** Numbers that are learned. */
export interface Parameter extends Tensor {
  /** Whether it multiplies something; what is only added is not held down by a ridge. */
  readonly isWeight: boolean;
}

/**
 * A fixed sequence of layers over matrices of fixed size, built once and run again and again without taking
 * new memory: forward for the values, backward for the slopes of whatever was put on the last one.
 */
export class Computation {
  readonly parameters: Parameter[] = [];
  readonly #layers: Layer[] = [];
  readonly #random: Mulberry32;

  /** First weights are drawn from `random` in the order in which layers are added. */
  constructor(random: Mulberry32) {
    this.#random = random;
  }

  add(layer: Layer): void {
    this.#layers.push(layer);
  }

  /** New weights, uniform within `bound` of 0, row by row. */
  weights(rows: number, columns: number, bound: number): Parameter {
    const weights = { ...tensor(rows, columns), isWeight: true };
    for (let i = 0; i < weights.values.length; i += 1) {
      weights.values[i] = bound * (2 * this.#random.uniform() - 1);
    }
    this.parameters.push(weights);
    return weights;
  }

  /** New weights between the bounds of Glorot & Bengio (2010), which keep the size of signals. */
  glorotWeights(rows: number, columns: number): Parameter {
    return this.weights(rows, columns, Math.sqrt(6 / (rows + columns)));
  }

  /** New numbers that are added. */
  constants(count: number, value = 0): Parameter {
    const constants = { ...tensor(1, count), isWeight: false };
    constants.values.fill(value);
    this.parameters.push(constants);
    return constants;
  }

  forward(): void {
    for (let i = 0; i < this.#layers.length; i += 1) this.#layers[i]?.forward();
  }

  backward(): void {
    for (let i = this.#layers.length - 1; i >= 0; i -= 1) this.#layers[i]?.backward();
  }
}

/** All parameters one after the other. */
export const packParameters = (parameters: readonly Parameter[]): number[] =>
  parameters.flatMap(({ values }) => [...values]);

/** Puts the numbers of {@link packParameters} into parameters of the same shapes. */
export function loadParameters(parameters: readonly Parameter[], numbers: Readonly<Float64Array>): void {
  let from = 0;
  for (const { values } of parameters) {
    values.set(numbers.subarray(from, from + values.length));
    from += values.length;
  }
}
