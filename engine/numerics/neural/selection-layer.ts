import type { Computation } from './computation.ts';
import { type Tensor, tensor } from './tensor.ts';

/** Each row as shares of sum 1 by the exponentials of its numbers. */
export function rowShares(net: Computation, input: Tensor): Tensor {
  const { columns, rows } = input;
  const output = tensor(rows, columns);
  net.add({
    forward() {
      for (let from = 0; from < rows * columns; from += columns) shareOut(input, output, from);
    },
    backward() {
      for (let from = 0; from < rows * columns; from += columns) throughShares(input, output, from);
      output.slopes.fill(0);
    },
  });
  return output;
}

function shareOut({ columns, values }: Tensor, output: Tensor, from: number): void {
  let most = -Infinity;
  for (let i = from; i < from + columns; i += 1) most = Math.max(most, values[i] as number);
  let sum = 0;
  for (let i = from; i < from + columns; i += 1) {
    sum += output.values[i] = Math.exp((values[i] as number) - most);
  }
  for (let i = from; i < from + columns; i += 1) output.values[i] = (output.values[i] as number) / sum;
}

function throughShares(input: Tensor, { columns, slopes, values }: Tensor, from: number): void {
  let mean = 0;
  for (let i = from; i < from + columns; i += 1) mean += (slopes[i] as number) * (values[i] as number);
  for (let i = from; i < from + columns; i += 1) {
    const slope = (values[i] as number) * ((slopes[i] as number) - mean);
    input.slopes[i] = (input.slopes[i] as number) + slope;
  }
}

/** Matrices of one shape, each row of the k-th times the k-th share of that row, summed. */
export function selectedSum(net: Computation, shares: Tensor, parts: readonly Tensor[]): Tensor {
  const { columns = 0, rows = 0 } = parts[0] ?? {};
  const output = tensor(rows, columns);
  net.add({
    forward() {
      output.values.fill(0);
      for (let k = 0; k < parts.length; k += 1) addPart(output, parts[k] as Tensor, shares, k);
    },
    backward() {
      for (let k = 0; k < parts.length; k += 1) throughPart(output, parts[k] as Tensor, shares, k);
      output.slopes.fill(0);
    },
  });
  return output;
}

function addPart({ columns, rows, values }: Tensor, part: Tensor, shares: Tensor, k: number): void {
  for (let r = 0, at = 0; r < rows; r += 1) {
    const share = shares.values[r * shares.columns + k] as number;
    for (let j = 0; j < columns; j += 1, at += 1) {
      values[at] = (values[at] as number) + share * (part.values[at] as number);
    }
  }
}

function throughPart({ columns, rows, slopes }: Tensor, part: Tensor, shares: Tensor, k: number): void {
  for (let r = 0, at = 0; r < rows; r += 1) {
    const place = r * shares.columns + k;
    const share = shares.values[place] as number;
    let slope = 0;
    for (let j = 0; j < columns; j += 1, at += 1) {
      slope += (slopes[at] as number) * (part.values[at] as number);
      part.slopes[at] = (part.slopes[at] as number) + share * (slopes[at] as number);
    }
    shares.slopes[place] = (shares.slopes[place] as number) + slope;
  }
}
