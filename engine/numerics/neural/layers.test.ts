import { describe, expect, it } from 'vitest';
import { Mulberry32 } from '../mulberry32.ts';
import { Computation } from './computation.ts';
import { affineLayer, denseLayer, linearLayer } from './dense-layer.ts';
import { gatheredRows } from './gathered-rows.ts';
import { normalizedRows } from './layer-norm.ts';
import { lstmLayer, lstmWeights } from './lstm-layer.ts';
import {
  exponentialLinear,
  hyperbolicTangent,
  logistic,
  productOf,
  rectified,
  sumOf,
} from './pointwise-layers.ts';
import { queryAttention } from './query-attention.ts';
import { rowShares, selectedSum } from './selection-layer.ts';
import { fedTensor, rowsOf, type Tensor, tensor } from './tensor.ts';

const STEP = 1e-5;

/** A matrix of normal numbers. */
function drawn(random: Mulberry32, rows: number, columns: number): Tensor {
  const matrix = tensor(rows, columns);
  matrix.values.forEach((_, i) => (matrix.values[i] = random.normal()));
  return matrix;
}

/**
 * The largest difference between the slopes a computation finds and those of central differences, over all
 * parameters and inputs; the loss is a sum of the outputs with drawn weights.
 */
function slopeError(
  inputs: (random: Mulberry32) => readonly Tensor[],
  build: (net: Computation, inputs: readonly Tensor[]) => Tensor,
): number {
  const random = new Mulberry32(7);
  const fed = inputs(random);
  const net = new Computation(random);
  const output = build(net, fed);
  // Constants begin at 0, where a wrong place would not show.
  for (const { isWeight, values } of net.parameters) {
    if (!isWeight) values.forEach((each, i) => (values[i] = each + 0.3 * random.normal()));
  }
  const weights = output.values.map(() => random.normal());
  const loss = () => {
    net.forward();
    return output.values.reduce((sum, each, i) => sum + each * (weights[i] ?? 0), 0);
  };
  loss();
  output.slopes.set(weights);
  net.backward();
  const errors = [...net.parameters, ...fed].flatMap(({ slopes, values }) =>
    [...slopes].map((slope, i) => {
      const value = values[i] ?? 0;
      values[i] = value + STEP;
      const above = loss();
      values[i] = value - STEP;
      const below = loss();
      values[i] = value;
      return Math.abs((above - below) / (2 * STEP) - slope);
    }),
  );
  return Math.max(...errors);
}

type Case = readonly [
  name: string,
  inputs: readonly (readonly [rows: number, columns: number])[],
  build: (net: Computation, inputs: readonly Tensor[]) => Tensor,
];

const first = (inputs: readonly Tensor[], place = 0): Tensor => inputs[place] ?? tensor(0, 0);

const CASES: readonly Case[] = [
  ['a dense layer of even rows', [[4, 3]], (net, x) => denseLayer(net, first(x), 5)],
  ['a dense layer of odd rows', [[3, 6]], (net, x) => denseLayer(net, first(x), 4)],
  ['a linear layer', [[3, 4]], (net, x) => linearLayer(net, first(x), 2)],
  [
    'a sum of two inputs',
    [
      [2, 3],
      [2, 5],
    ],
    (net, x) =>
      affineLayer(
        net,
        x.map((input) => ({ input, weights: net.glorotWeights(2, input.columns) })),
        net.constants(2),
      ),
  ],
  ['the rectifier', [[3, 4]], (net, x) => rectified(net, first(x))],
  ['the exponential linear unit', [[3, 4]], (net, x) => exponentialLinear(net, first(x))],
  ['the hyperbolic tangent', [[3, 4]], (net, x) => hyperbolicTangent(net, first(x))],
  ['the logistic function', [[3, 4]], (net, x) => logistic(net, first(x))],
  [
    'a sum',
    [
      [2, 2],
      [2, 2],
    ],
    (net, x) => sumOf(net, first(x), first(x, 1)),
  ],
  [
    'a product',
    [
      [2, 2],
      [2, 2],
    ],
    (net, x) => productOf(net, first(x), first(x, 1)),
  ],
  ['normal rows', [[3, 4]], (net, x) => normalizedRows(net, first(x), false)],
  ['normal rows with a gain', [[3, 4]], (net, x) => normalizedRows(net, first(x), true)],
  ['gathered rows', [[4, 2]], (net, x) => gatheredRows(net, first(x), Int32Array.of(0, 2, -1, 2, 3, 3), 2)],
  ['an LSTM', [[6, 3]], (net, x) => lstmLayer(net, first(x), lstmWeights(net, 3, 4), 2)],
  [
    'attention of two heads',
    [
      [2, 4],
      [6, 4],
      [6, 4],
    ],
    (net, x) => queryAttention(net, { query: first(x), keys: first(x, 1), values: first(x, 2) }, 2),
  ],
  [
    'a selection',
    [
      [3, 2],
      [3, 4],
      [3, 4],
    ],
    (net, x) => selectedSum(net, rowShares(net, first(x)), x.slice(1)),
  ],
  [
    'layers that share an input',
    [[3, 4]],
    (net, x) => sumOf(net, first(x), productOf(net, denseLayer(net, first(x), 4), first(x))),
  ],
];

describe('the slopes of a computation', () => {
  it.each(CASES)('are those of central differences for %s', (_name, shapes, build) => {
    const error = slopeError(
      (random) => shapes.map(([rows, columns]) => drawn(random, rows, columns)),
      build,
    );
    expect(error).toBeLessThan(1e-8);
  });

  it('are 0 again afterwards, except those of parameters and inputs', () => {
    const net = new Computation(new Mulberry32(1));
    const hidden = denseLayer(net, drawn(new Mulberry32(2), 3, 2), 4);
    const output = rectified(net, hidden);
    net.forward();
    output.slopes.fill(1);
    net.backward();
    expect([...hidden.slopes, ...output.slopes].every((slope) => slope === 0)).toBe(true);
    expect(net.parameters.every(({ slopes }) => slopes.some((slope) => slope !== 0))).toBe(true);
  });

  it('are not followed into what is only fed', () => {
    const net = new Computation(new Mulberry32(1));
    const fed = fedTensor(2, 2);
    const output = denseLayer(net, gatheredRows(net, fed, Int32Array.of(1, 0), 1), 1);
    net.forward();
    output.slopes.fill(1);
    net.backward();
    expect(fed.slopes.length).toBe(0);
  });
});

describe('the layers', () => {
  const only = (...values: number[]): Tensor => ({
    ...tensor(1, values.length),
    values: Float64Array.from(values),
  });

  it('attend to what answers the query', () => {
    const net = new Computation(new Mulberry32(1));
    const keys = { ...tensor(2, 2), values: Float64Array.of(1, 0, 0, 1) };
    const values = { ...tensor(2, 2), values: Float64Array.of(1, 0, 2, 0) };
    const output = queryAttention(net, { query: only(1, 0), keys, values }, 1);
    net.forward();
    // Scores of 1 / sqrt(2) and 0: one step past the share of the first.
    const share = 1 / (1 + Math.exp(-1 / Math.sqrt(2)));
    expect(output.values[0]).toBeCloseTo(share + 2 * (1 - share), 12);
  });

  it('share out and standardize rows', () => {
    const net = new Computation(new Mulberry32(1));
    const shares = rowShares(net, only(Math.log(1), Math.log(3)));
    const scores = normalizedRows(net, only(1, 3), false);
    net.forward();
    expect([...shares.values]).toEqual([expect.closeTo(0.25, 12), expect.closeTo(0.75, 12)]);
    expect(scores.values[1]).toBeCloseTo(1 / Math.sqrt(1 + 1e-5), 12);
  });

  it('remember from step to step, each sequence by itself', () => {
    const net = new Computation(new Mulberry32(3));
    const weights = lstmWeights(net, 1, 2);
    const pair = { ...tensor(6, 1), values: Float64Array.of(1, -1, 0.5, 2, 0, 1) };
    const states = lstmLayer(net, pair, weights, 2);
    const alone = lstmLayer(net, { ...tensor(3, 1), values: Float64Array.of(1, 0.5, 0) }, weights, 1);
    net.forward();
    expect([...rowsOf(states, 4, 1).values]).toEqual([...rowsOf(alone, 2, 1).values]);
    expect(states.values[8]).not.toBeCloseTo(states.values[10] ?? NaN, 3);
  });
});
