import type { Computation } from './computation.ts';
import { type Tensor, tensor } from './tensor.ts';

/** What is asked with, what is asked, and what it answers, all of one width. */
export interface AttentionInputs {
  /** One row for each sequence. */
  readonly query: Tensor;
  /** The first step of each sequence, then the second of each, and so on. */
  readonly keys: Tensor;
  readonly values: Tensor;
}

/**
 * Scaled dot-product attention of one query for each sequence over all steps of it, in `heads` parts of equal
 * width: `softmax(q K' / sqrt(width of a head)) V`.
 *
 * Source: Vaswani et al. (2017), Attention Is All You Need.
 */
export function queryAttention(net: Computation, inputs: AttentionInputs, heads: number): Tensor {
  const { keys, query } = inputs;
  const batch = query.rows;
  const output = tensor(batch, query.columns);
  const steps = keys.rows / batch;
  const shares = new Float64Array(batch * heads * steps);
  const slopes = new Float64Array(steps);
  const width = query.columns / heads;
  const headOf = (b: number, h: number): Head => ({
    ...inputs,
    output,
    shares: shares.subarray((b * heads + h) * steps, (b * heads + h + 1) * steps),
    slopes,
    from: b * query.columns + h * width,
    stride: batch * query.columns,
    width,
  });
  const all = Array.from({ length: batch * heads }, (_, i) => headOf(Math.floor(i / heads), i % heads));
  net.add({
    forward() {
      output.values.fill(0);
      for (const head of all) attend(head);
    },
    backward() {
      for (const head of all) throughHead(head);
      output.slopes.fill(0);
    },
  });
  return output;
}

/** One head of one sequence; `from` is its place in the query and in the first step, `stride` leads to the next step. */
interface Head extends AttentionInputs {
  readonly output: Tensor;
  readonly shares: Float64Array;
  /** Slopes of the shares, used again by every head. */
  readonly slopes: Float64Array;
  readonly from: number;
  readonly stride: number;
  readonly width: number;
}

function attend({ from, keys, output, query, shares, stride, values, width }: Head): void {
  const scale = 1 / Math.sqrt(width);
  let most = -Infinity;
  for (let t = 0, at = from; t < shares.length; t += 1, at += stride) {
    let score = 0;
    for (let j = 0; j < width; j += 1) {
      score += (query.values[from + j] as number) * (keys.values[at + j] as number);
    }
    shares[t] = scale * score;
    most = Math.max(most, scale * score);
  }
  let sum = 0;
  for (let t = 0; t < shares.length; t += 1) sum += shares[t] = Math.exp((shares[t] as number) - most);
  for (let t = 0, at = from; t < shares.length; t += 1, at += stride) {
    const share = (shares[t] as number) / sum;
    shares[t] = share;
    for (let j = 0; j < width; j += 1) {
      output.values[from + j] =
        (output.values[from + j] as number) + share * (values.values[at + j] as number);
    }
  }
}

function throughHead({ from, keys, output, query, shares, slopes, stride, values, width }: Head): void {
  let mean = 0;
  for (let t = 0, at = from; t < shares.length; t += 1, at += stride) {
    const share = shares[t] as number;
    let slope = 0;
    for (let j = 0; j < width; j += 1) {
      const answer = output.slopes[from + j] as number;
      slope += answer * (values.values[at + j] as number);
      values.slopes[at + j] = (values.slopes[at + j] as number) + share * answer;
    }
    slopes[t] = slope;
    mean += share * slope;
  }
  const scale = 1 / Math.sqrt(width);
  for (let t = 0, at = from; t < shares.length; t += 1, at += stride) {
    const slope = scale * (shares[t] as number) * ((slopes[t] as number) - mean);
    for (let j = 0; j < width; j += 1) {
      const asked = query.values[from + j] as number;
      const key = keys.values[at + j] as number;
      query.slopes[from + j] = (query.slopes[from + j] as number) + slope * key;
      keys.slopes[at + j] = (keys.slopes[at + j] as number) + slope * asked;
    }
  }
}
