import type { Computation, Parameter } from './computation.ts';
import { addColumnSums, repeatRow, weightedProduct } from './dense-layer.ts';
import { rowsOf, type Tensor, tensor } from './tensor.ts';

/** Input, forget and output gate and the candidate, in the order of their weights. */
const GATES = 4;

/** What an LSTM learns: a block of rows for each gate. */
export interface LstmWeights {
  readonly inputs: Parameter;
  readonly states: Parameter;
  readonly constants: Parameter;
}

/** Uniform within one by the root of `units`, those of the inputs before those of the states; cells begin by remembering. */
export function lstmWeights(net: Computation, inputs: number, units: number): LstmWeights {
  const bound = 1 / Math.sqrt(units);
  const weights = {
    inputs: net.weights(GATES * units, inputs, bound),
    states: net.weights(GATES * units, units, bound),
    constants: net.constants(GATES * units),
  };
  weights.constants.values.fill(1, units, 2 * units);
  return weights;
}

/**
 * Long short-term memory over `batch` sequences side by side: the rows of `input` are the first step of each,
 * then the second of each, and so on. Answers the state after every step in the same order.
 *
 * Source: Hochreiter & Schmidhuber (1997), Long Short-Term Memory; forget gate: Gers, Schmidhuber & Cummins (2000).
 */
export function lstmLayer(net: Computation, input: Tensor, weights: LstmWeights, batch: number): Tensor {
  const units = weights.states.columns;
  const steps = input.rows / batch;
  const states = tensor(input.rows, units);
  const gates = tensor(input.rows, GATES * units);
  const memories = tensor(input.rows, units);
  const shown = new Float64Array(input.rows * units);
  // What comes from the inputs needs no state and is computed for all steps at once.
  const fromInputs = weightedProduct({ input, weights: weights.inputs }, gates);
  const at = (all: Tensor, step: number) => rowsOf(all, step * batch, batch);
  const fromStates = Array.from({ length: steps }, (_, step) =>
    step === 0
      ? undefined
      : weightedProduct({ input: at(states, step - 1), weights: weights.states }, at(gates, step)),
  );
  const cells = { states, gates, memories, shown, units };
  net.add({
    forward() {
      repeatRow(gates, weights.constants.values);
      fromInputs.forward();
      for (let step = 0; step < steps; step += 1) {
        fromStates[step]?.forward();
        for (let b = 0; b < batch; b += 1) openCell(cells, step * batch + b, (step - 1) * batch + b);
      }
    },
    backward() {
      for (let step = steps - 1; step >= 0; step -= 1) {
        for (let b = 0; b < batch; b += 1) throughCell(cells, step * batch + b, (step - 1) * batch + b);
        fromStates[step]?.backward();
      }
      fromInputs.backward();
      addColumnSums(gates, weights.constants.slopes);
      for (const each of [states, gates, memories]) each.slopes.fill(0);
    },
  });
  return states;
}

/** Cells of some rows; their slopes do not matter on the way forward. */
export interface Cells {
  readonly states: Tensor;
  /** What the gates are given, and in its place what they answer. */
  readonly gates: Tensor;
  readonly memories: Tensor;
  /** Hyperbolic tangents of the memories. */
  readonly shown: Float64Array;
  readonly units: number;
}

/** One row: from what the gates are given and the memory of row `before` (none below 0) to memory and state. */
export function openCell(
  { gates, memories, shown, states, units }: Cells,
  row: number,
  before: number,
): void {
  const gate = gates.values;
  const from = row * GATES * units;
  for (let u = 0; u < units; u += 1) {
    const at = from + u;
    const input = logistic(gate[at] as number);
    const forget = logistic(gate[at + units] as number);
    const output = logistic(gate[at + 2 * units] as number);
    const candidate = tangent(gate[at + 3 * units] as number);
    const kept = before < 0 ? 0 : (memories.values[before * units + u] as number);
    const memory = forget * kept + input * candidate;
    gate[at] = input;
    gate[at + units] = forget;
    gate[at + 2 * units] = output;
    gate[at + 3 * units] = candidate;
    memories.values[row * units + u] = memory;
    const visible = tangent(memory);
    shown[row * units + u] = visible;
    states.values[row * units + u] = output * visible;
  }
}

/** From the slopes of a state to those of what the gates were given, and of the memory before. */
function throughCell({ gates, memories, shown, states, units }: Cells, row: number, before: number): void {
  const { slopes, values: gate } = gates;
  const from = row * GATES * units;
  for (let u = 0; u < units; u += 1) {
    const at = from + u;
    const input = gate[at] as number;
    const forget = gate[at + units] as number;
    const output = gate[at + 2 * units] as number;
    const candidate = gate[at + 3 * units] as number;
    const slope = states.slopes[row * units + u] as number;
    const visible = shown[row * units + u] as number;
    const memory = (memories.slopes[row * units + u] as number) + slope * output * (1 - visible * visible);
    const kept = before < 0 ? 0 : (memories.values[before * units + u] as number);
    slopes[at] = memory * candidate * input * (1 - input);
    slopes[at + units] = memory * kept * forget * (1 - forget);
    slopes[at + 2 * units] = slope * visible * output * (1 - output);
    slopes[at + 3 * units] = memory * input * (1 - candidate * candidate);
    if (before >= 0) memories.slopes[before * units + u] = memory * forget;
  }
}

const logistic = (x: number): number => 1 / (1 + Math.exp(-x));

/** The hyperbolic tangent by one exponential, which takes half the time of the exact one. */
const tangent = (x: number): number => 1 - 2 / (1 + Math.exp(2 * x));
