import type { Computation } from './computation.ts';
import { hasSlopes, type Tensor, tensor } from './tensor.ts';

/**
 * A function of one number, for all of a list at once, as a call for each would make an object of each; and its
 * derivative as a function of the value.
 */
interface Activation {
  readonly apply: (inputs: Readonly<Float64Array>, values: Float64Array) => void;
  readonly slopeAt: (value: number) => number;
}

const RECTIFIER: Activation = {
  apply(inputs, values) {
    for (let i = 0; i < values.length; i += 1) {
      const x = inputs[i] as number;
      values[i] = x > 0 ? x : 0;
    }
  },
  slopeAt: (y) => (y > 0 ? 1 : 0),
};
const EXPONENTIAL_LINEAR: Activation = {
  apply(inputs, values) {
    for (let i = 0; i < values.length; i += 1) {
      const x = inputs[i] as number;
      values[i] = x > 0 ? x : Math.expm1(x);
    }
  },
  slopeAt: (y) => (y > 0 ? 1 : y + 1),
};
const HYPERBOLIC: Activation = {
  apply(inputs, values) {
    for (let i = 0; i < values.length; i += 1) values[i] = Math.tanh(inputs[i] as number);
  },
  slopeAt: (y) => 1 - y * y,
};
const LOGISTIC: Activation = {
  apply(inputs, values) {
    for (let i = 0; i < values.length; i += 1) values[i] = 1 / (1 + Math.exp(-(inputs[i] as number)));
  },
  slopeAt: (y) => y * (1 - y),
};

/** The number itself where it is above 0, and 0 elsewhere. */
export const rectified = (net: Computation, input: Tensor): Tensor => activated(net, input, RECTIFIER);

/** The number itself where it is above 0, and `e^x - 1` elsewhere. */
export const exponentialLinear = (net: Computation, input: Tensor): Tensor =>
  activated(net, input, EXPONENTIAL_LINEAR);

export const hyperbolicTangent = (net: Computation, input: Tensor): Tensor =>
  activated(net, input, HYPERBOLIC);

/** `1 / (1 + e^-x)`. */
export const logistic = (net: Computation, input: Tensor): Tensor => activated(net, input, LOGISTIC);

function activated(net: Computation, input: Tensor, { apply, slopeAt }: Activation): Tensor {
  const output = tensor(input.rows, input.columns);
  net.add({
    forward() {
      apply(input.values, output.values);
    },
    backward() {
      for (let i = 0; i < output.values.length; i += 1) {
        const slope = (output.slopes[i] as number) * slopeAt(output.values[i] as number);
        input.slopes[i] = (input.slopes[i] as number) + slope;
      }
      output.slopes.fill(0);
    },
  });
  return output;
}

/** The sum of two matrices of one shape; the right one may be fed. */
export function sumOf(net: Computation, left: Tensor, right: Tensor): Tensor {
  const output = tensor(left.rows, left.columns);
  net.add({
    forward() {
      for (let i = 0; i < output.values.length; i += 1) {
        output.values[i] = (left.values[i] as number) + (right.values[i] as number);
      }
    },
    backward() {
      for (let i = 0; i < output.values.length; i += 1) {
        const slope = output.slopes[i] as number;
        left.slopes[i] = (left.slopes[i] as number) + slope;
        if (hasSlopes(right)) right.slopes[i] = (right.slopes[i] as number) + slope;
      }
      output.slopes.fill(0);
    },
  });
  return output;
}

/** The product of two matrices of one shape, number by number. */
export function productOf(net: Computation, left: Tensor, right: Tensor): Tensor {
  const output = tensor(left.rows, left.columns);
  net.add({
    forward() {
      for (let i = 0; i < output.values.length; i += 1) {
        output.values[i] = (left.values[i] as number) * (right.values[i] as number);
      }
    },
    backward() {
      for (let i = 0; i < output.values.length; i += 1) {
        const slope = output.slopes[i] as number;
        left.slopes[i] = (left.slopes[i] as number) + slope * (right.values[i] as number);
        right.slopes[i] = (right.slopes[i] as number) + slope * (left.values[i] as number);
      }
      output.slopes.fill(0);
    },
  });
  return output;
}
