import type { Parameter } from '../../../numerics/neural/computation.ts';
import type { KernelFloats } from '../../../numerics/simd/kernel-memory.ts';
import { evenOf, StreamedLine, StreamLayout } from './streamed-line.ts';

/** How a convolution reaches back: over `taps` steps that lie `dilation` apart. */
interface StreamReach {
  readonly taps: number;
  readonly dilation: number;
}

/**
 * A convolution that answers step by step. Steps a dilation apart stand in one column, newest first: there are
 * as many columns as the dilation has steps, and every step moves one of them on.
 */
class StreamedConvolution {
  readonly line: StreamedLine;
  readonly #columns: number;
  readonly #size: number;
  readonly #length: number;
  readonly #width: number;
  readonly #dilation: number;
  #turn = 0;

  constructor(
    layout: StreamLayout,
    [weights, constants]: readonly [Parameter, Parameter],
    { dilation, taps }: StreamReach,
  ) {
    this.line = new StreamedLine(layout, weights, constants.values);
    this.#length = weights.columns;
    this.#width = this.#length / taps;
    this.#dilation = dilation;
    this.#size = evenOf(this.#length);
    this.#columns = layout.reserve(this.#size * dilation);
  }

  /** Answers to the next step, whose numbers stand at this place, rectified. */
  next(floats: KernelFloats, values: Float64Array, input: number): void {
    const width = this.#width;
    const column = this.#columns + this.#size * this.#turn;
    this.#turn = this.#turn + 1 === this.#dilation ? 0 : this.#turn + 1;
    for (let i = column + this.#length - 1; i >= column + width; i -= 1)
      values[i] = values[i - width] as number;
    for (let i = 0; i < width; i += 1) values[column + i] = values[input + i] as number;
    this.line.apply(floats, values, column);
    const { output, rows } = this.line;
    for (let i = output; i < output + rows; i += 1) values[i] = Math.max(0, values[i] as number);
  }
}

/** Two convolutions and what they are added to, step by step. */
class StreamedBlock {
  readonly #first: StreamedConvolution;
  readonly #second: StreamedConvolution;
  readonly #passed: StreamedLine | undefined;

  /** Takes its parameters from the front of the list; `width` numbers come in. */
  constructor(layout: StreamLayout, parameters: Parameter[], width: number, reach: StreamReach) {
    this.#first = new StreamedConvolution(layout, nextPair(parameters), reach);
    this.#second = new StreamedConvolution(layout, nextPair(parameters), reach);
    this.#passed = width === this.rows ? undefined : nextLine(layout, parameters);
  }

  /** Place and number of its answers. */
  get output(): number {
    return this.#second.line.output;
  }

  get rows(): number {
    return this.#second.line.rows;
  }

  next(floats: KernelFloats, values: Float64Array, input: number): void {
    this.#passed?.apply(floats, values, input);
    const passed = this.#passed?.output ?? input;
    this.#first.next(floats, values, input);
    this.#second.next(floats, values, this.#first.line.output);
    const { output, rows } = this;
    for (let c = 0; c < rows; c += 1)
      values[output + c] = (values[output + c] as number) + (values[passed + c] as number);
  }
}

function nextLine(layout: StreamLayout, parameters: Parameter[]): StreamedLine {
  const [weights, constants] = nextPair(parameters);
  return new StreamedLine(layout, weights, constants.values);
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
  const layout = new StreamLayout();
  const input = layout.reserve(width);
  let columns = width;
  const blocks = dilations.map((dilation) => {
    const block = new StreamedBlock(layout, rest, columns, { dilation, taps });
    columns = block.rows;
    return block;
  });
  const line = nextLine(layout, rest);
  const floats = layout.toFloats();
  return (row) => {
    const { values } = floats;
    for (let i = 0; i < width; i += 1) values[input + i] = row[i] as number;
    let place = input;
    for (let i = 0; i < blocks.length; i += 1) {
      const block = blocks[i] as StreamedBlock;
      block.next(floats, values, place);
      place = block.output;
    }
    line.apply(floats, values, place);
    return values[line.output] as number;
  };
}
