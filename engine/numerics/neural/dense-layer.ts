import type { Computation, Parameter } from './computation.ts';
import { addProduct, columnFactor, rowFactor } from './matrix-product.ts';
import { hasSlopes, type Tensor, tensor } from './tensor.ts';

/** Each row of `input` times a learned matrix, plus learned constants: `outputs` columns. */
export function denseLayer(net: Computation, input: Tensor, outputs: number): Tensor {
  const weights = net.glorotWeights(outputs, input.columns);
  return affineLayer(net, [{ input, weights }], net.constants(outputs));
}

/** The same without constants. */
export function linearLayer(net: Computation, input: Tensor, outputs: number): Tensor {
  const output = tensor(input.rows, outputs);
  const product = weightedProduct({ input, weights: net.glorotWeights(outputs, input.columns) }, output);
  net.add({
    forward() {
      output.values.fill(0);
      product.forward();
    },
    backward() {
      product.backward();
      output.slopes.fill(0);
    },
  });
  return output;
}

/** An input and what each of its rows is multiplied with. */
export interface WeightedInput {
  readonly input: Tensor;
  /** One row for each output. */
  readonly weights: Parameter;
}

/** The sum of several inputs, each row times a matrix of its own, and of constants. */
export function affineLayer(net: Computation, terms: readonly WeightedInput[], constants: Parameter): Tensor {
  const rows = terms[0]?.input.rows ?? 0;
  const output = tensor(rows, constants.columns);
  const products = terms.map((term) => weightedProduct(term, output));
  net.add({
    forward() {
      repeatRow(output, constants.values);
      for (const product of products) product.forward();
    },
    backward() {
      for (const product of products) product.backward();
      addColumnSums(output, constants.slopes);
      output.slopes.fill(0);
    },
  });
  return output;
}

/** Writes the same numbers into every row. */
export function repeatRow({ columns, rows, values }: Tensor, row: Float64Array): void {
  for (let r = 0, at = 0; r < rows; r += 1) {
    for (let j = 0; j < columns; j += 1, at += 1) values[at] = row[j] as number;
  }
}

/** Adds the sum of each column of the slopes. */
export function addColumnSums({ columns, rows, slopes }: Tensor, sums: Float64Array): void {
  for (let r = 0, at = 0; r < rows; r += 1) {
    for (let j = 0; j < columns; j += 1, at += 1) sums[j] = (sums[j] as number) + (slopes[at] as number);
  }
}

/** Adds `input * weights'` to the values of `output`, and on the way back the slopes of both. */
export function weightedProduct({ input, weights }: WeightedInput, output: Tensor) {
  const { rows } = input;
  const values = { numbers: output.values, from: 0, row: output.columns };
  const inputSlopes = { numbers: input.slopes, from: 0, row: input.columns };
  const weightSlopes = { numbers: weights.slopes, from: 0, row: weights.columns };
  const rowsOfInput = rowFactor(input, input.values);
  const rowsOfWeights = rowFactor(weights, weights.values);
  const slopesByRow = rowFactor(output, output.slopes);
  const slopesByColumn = columnFactor(output, output.slopes);
  const columnsOfInput = columnFactor(input, input.values);
  const columnsOfWeights = columnFactor(weights, weights.values);
  const forwardShape = { rows, columns: weights.rows, depth: weights.columns };
  const weightShape = { rows: weights.rows, columns: weights.columns, depth: rows };
  const inputShape = { rows, columns: weights.columns, depth: weights.rows };
  return {
    forward: () => addProduct(values, rowsOfInput, rowsOfWeights, forwardShape),
    backward() {
      addProduct(weightSlopes, slopesByColumn, columnsOfInput, weightShape);
      if (hasSlopes(input)) addProduct(inputSlopes, slopesByRow, columnsOfWeights, inputShape);
    },
  };
}
