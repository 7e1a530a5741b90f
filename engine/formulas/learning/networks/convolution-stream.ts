import type { Parameter } from '../../../numerics/neural/computation.ts';
import { SampleRows } from '../protocol/sample-rows.ts';

/** A convolution that answers step by step and keeps as much of its past as it reaches back to. */
class StreamedConvolution {
  readonly output: Float64Array;
  readonly #past: SampleRows;
  readonly #weights: Parameter;
  readonly #constants: Parameter;
  readonly #taps: number;
  readonly #dilation: number;

  constructor(
    weights: Parameter,
    constants: Parameter,
    { dilation, taps }: { readonly dilation: number; readonly taps: number },
  ) {
    this.output = new Float64Array(weights.rows);
    this.#past = new SampleRows((taps - 1) * dilation + 1, weights.columns / taps);
    this.#weights = weights;
    this.#constants = constants;
    this.#taps = taps;
    this.#dilation = dilation;
  }

  /** What it answers to the next step, rectified; the list is used again. */
  next(input: Readonly<Float64Array>): Float64Array {
    this.#past.advance().set(input);
    this.output.set(this.#constants.values);
    const { columns, values: weights } = this.#weights;
    for (let tap = 0; tap < this.#taps; tap += 1) {
      const row = this.#past.at(tap * this.#dilation);
      for (let c = 0, from = tap * row.length; c < this.output.length; c += 1, from += columns) {
        let sum = this.output[c] as number;
        for (let i = 0; i < row.length; i += 1) sum += (weights[from + i] as number) * (row[i] as number);
        this.output[c] = sum;
      }
    }
    for (let c = 0; c < this.output.length; c += 1) this.output[c] = Math.max(0, this.output[c] as number);
    return this.output;
  }
}

/** Two convolutions and what they are added to, step by step. */
class StreamedBlock {
  readonly output: Float64Array;
  readonly #first: StreamedConvolution;
  readonly #second: StreamedConvolution;
  readonly #passed: StreamedLine | undefined;

  /** Takes its parameters from the front of the list. */
  constructor(
    parameters: Parameter[],
    width: number,
    reach: { readonly dilation: number; readonly taps: number },
  ) {
    this.#first = new StreamedConvolution(...nextPair(parameters), reach);
    this.#second = new StreamedConvolution(...nextPair(parameters), reach);
    this.output = this.#second.output;
    this.#passed = width === this.output.length ? undefined : new StreamedLine(...nextPair(parameters));
  }

  next(input: Readonly<Float64Array>): Float64Array {
    const passed = this.#passed?.next(input) ?? input;
    this.#second.next(this.#first.next(input));
    for (let c = 0; c < this.output.length; c += 1) {
      this.output[c] = (this.output[c] as number) + (passed[c] as number);
    }
    return this.output;
  }
}

/** A line through a row of numbers. */
class StreamedLine {
  readonly output: Float64Array;
  readonly #weights: Parameter;
  readonly #constants: Parameter;

  constructor(weights: Parameter, constants: Parameter) {
    this.output = new Float64Array(weights.rows);
    this.#weights = weights;
    this.#constants = constants;
  }

  next(input: Readonly<Float64Array>): Float64Array {
    const { columns, values } = this.#weights;
    for (let c = 0; c < this.output.length; c += 1) {
      let sum = this.#constants.values[c] as number;
      for (let i = 0; i < columns; i += 1) sum += (values[c * columns + i] as number) * (input[i] as number);
      this.output[c] = sum;
    }
    return this.output;
  }
}

/** The next weights and constants of a list, taken off it. */
function nextPair(parameters: Parameter[]): [weights: Parameter, constants: Parameter] {
  const [weights, constants] = parameters.splice(0, 2);
  if (weights === undefined || constants === undefined)
    throw new Error('a network has fewer layers than it streams');
  return [weights, constants];
}

/**
 * Blocks of convolutions over a stream: answers the log odds at every step from one new column for each layer.
 * The same numbers as over a window, where that is at least as long as the blocks together reach back.
 */
export function streamConvolutions(
  parameters: readonly Parameter[],
  width: number,
  { dilations, taps }: { readonly dilations: readonly number[]; readonly taps: number },
): (row: Readonly<Float64Array>) => number {
  const rest = [...parameters];
  let columns = width;
  const blocks = dilations.map((dilation) => {
    const block = new StreamedBlock(rest, columns, { dilation, taps });
    columns = block.output.length;
    return block;
  });
  const line = new StreamedLine(...nextPair(rest));
  return (row) => {
    let each = row;
    for (const block of blocks) each = block.next(each);
    return line.next(each)[0] as number;
  };
}
