import { describe, expect, it } from 'vitest';
import { Mulberry32 } from '../mulberry32.ts';
import { Adam } from './adam.ts';
import { Computation, loadParameters, packParameters, type Parameter } from './computation.ts';
import { denseLayer } from './dense-layer.ts';
import { type Loss, logisticLoss, quantileLoss, squaredLoss } from './losses.ts';
import { shortenSlopes, trainNetwork, type TrainingRules } from './network-training.ts';
import { rectified } from './pointwise-layers.ts';
import { SupervisedNetwork } from './supervised-network.ts';
import { fedTensor, tensor } from './tensor.ts';

const parameter = (values: readonly number[], slopes: readonly number[]): Parameter => ({
  rows: 1,
  columns: values.length,
  values: Float64Array.from(values),
  slopes: Float64Array.from(slopes),
  isWeight: true,
});

describe('Adam', () => {
  it('first moves each parameter by the rate, against its slope', () => {
    const moved = parameter([0, 0], [0.5, -2]);
    new Adam([moved], 0.001).step();
    expect(moved.values[0]).toBeCloseTo(-0.00099999998, 12);
    expect(moved.values[1]).toBeCloseTo(0.000999999995, 12);
    expect([...moved.slopes]).toEqual([0, 0]);
  });
});

describe('a loss', () => {
  const cases: readonly (readonly [string, Loss, readonly number[], readonly number[]])[] = [
    ['of log odds', logisticLoss, [0.3, -2, 40], [1, 0, 1]],
    ['of squares', squaredLoss, [0.3, -2, 1], [1, 0, 1]],
    ['of quantiles', quantileLoss([0.1, 0.5, 0.9]), [0.3, 0.6, 1.2], [0.5]],
  ];

  it.each(cases)('%s has the slopes of central differences', (_name, loss, values, targets) => {
    const output = { ...tensor(1, values.length), values: Float64Array.from(values) };
    const of = () => loss(output, Float64Array.from(targets), 0);
    loss(output, Float64Array.from(targets), 0.5);
    const slopes = values.map((value, i) => {
      output.values[i] = value + 1e-6;
      const above = of();
      output.values[i] = value - 1e-6;
      const below = of();
      output.values[i] = value;
      return (0.5 * (above - below)) / 2e-6;
    });
    slopes.forEach((slope, i) => expect(output.slopes[i]).toBeCloseTo(slope, 8));
  });

  it('is what it says', () => {
    const output = { ...tensor(1, 3), values: Float64Array.of(0, 1, 3) };
    expect(logisticLoss(output, Float64Array.of(1), 0)).toBeCloseTo(Math.LN2, 12);
    expect(squaredLoss(output, Float64Array.of(1, 1, 1), 0)).toBeCloseTo((1 + 0 + 4) / 3, 12);
    // 2 above the first, 1 above the second, 1 below the third.
    const miss = 0.1 * 2 + 0.5 * 1 + 0.1 * 1;
    expect(quantileLoss([0.1, 0.5, 0.9])(output, Float64Array.of(2), 0)).toBeCloseTo(miss / 3, 12);
  });
});

/** A network of one hidden layer that learns whether the product of two numbers is above 0. */
function signLearner(seed: number, hidden = 8) {
  const random = new Mulberry32(5);
  const samples = Array.from({ length: 600 }, () => [random.normal(), random.normal()] as const);
  const net = new Computation(new Mulberry32(seed));
  const input = fedTensor(16, 2);
  const output = denseLayer(net, rectified(net, denseLayer(net, input, hidden)), 1);
  const load = (places: Int32Array) => {
    places.forEach((place, slot) => input.values.set(samples[place] ?? [], 2 * slot));
    return Float64Array.from(places, (place) =>
      (samples[place]?.[0] ?? 0) * (samples[place]?.[1] ?? 0) > 0 ? 1 : 0,
    );
  };
  return new SupervisedNetwork({ net, output, loss: logisticLoss, load });
}

describe('training', () => {
  const rules: TrainingRules = { rate: 0.02, batch: 16, epochs: 30, patience: 30 };
  const range = (from: number, to: number) => Int32Array.from({ length: to - from }, (_, i) => from + i);
  const samples = { training: range(0, 500), validation: range(500, 600) };
  const trained = (change: Partial<TrainingRules> = {}, seed = 1) => {
    const network = signLearner(seed);
    const best = trainNetwork(network, samples, { ...rules, ...change }, new Mulberry32(9));
    let loss = 0;
    for (let from = 500; from < 600; from += 10) loss += network.lossOf(range(from, from + 10)) / 100;
    return { best, loss, network };
  };

  it('finds what no line can tell', () => {
    expect(trained().loss).toBeLessThan(0.2);
  });

  it('gives the same numbers for the same seeds', () => {
    expect(trained().best).toEqual(trained().best);
    expect(trained().best).not.toEqual(trained({}, 2).best);
  });

  it('keeps the parameters of the best epoch and stops when it has waited long enough', () => {
    const losses = [1, 2, 3, 4, 5, 6].map((epochs) => trained({ epochs, rate: 0.5, patience: 100 }).loss);
    const patient = trained({ epochs: 6, rate: 0.5, patience: 100 });
    expect(patient.loss).toBeCloseTo(Math.min(...losses), 12);
    expect(packParameters(patient.network.parameters)).toEqual(patient.best);
    const hasty = trained({ epochs: 1000, rate: 0.5, patience: 1 });
    const firstWorse = losses.findIndex((loss, i) => loss >= (losses[i - 1] ?? Infinity));
    expect(firstWorse).toBeGreaterThan(0);
    expect(hasty.loss).toBe(losses[firstWorse - 1]);
  });

  it('holds weights down by a ridge, and not constants', () => {
    const size = (ridge: number, isWeight: boolean) =>
      trained({ ridge })
        .network.parameters.filter((each) => each.isWeight === isWeight)
        .flatMap(({ values }) => [...values])
        .reduce((sum, each) => sum + each * each, 0);
    expect(size(0.01, true)).toBeLessThan(0.7 * size(0, true));
    expect(size(0.01, false)).toBeGreaterThan(0);
  });

  it('shortens slopes that are too long together', () => {
    const both = [parameter([0], [3]), parameter([0], [4])];
    shortenSlopes(both, 10);
    expect(both.map(({ slopes }) => slopes[0])).toEqual([3, 4]);
    shortenSlopes(both, 1);
    expect(both.map(({ slopes }) => slopes[0])).toEqual([expect.closeTo(0.6, 12), expect.closeTo(0.8, 12)]);
  });

  it('learns from runs of samples that stay together', () => {
    const seen: number[][] = [];
    const network = {
      parameters: [],
      lossOf: () => 1,
      learnFrom: (batch: Int32Array) => seen.push([...batch]),
    };
    const twelve = { training: range(0, 10), validation: range(10, 12) };
    trainNetwork(network, twelve, { ...rules, epochs: 1, batch: 3, runLength: 3 }, new Mulberry32(2));
    expect(seen.at(-1)).toEqual([9]);
    const starts = seen.slice(0, 3).map((run) => run[0] ?? NaN);
    expect(seen.slice(0, 3)).toEqual(starts.map((start) => [start, start + 1, start + 2]));
    expect(starts.toSorted((a, b) => a - b)).toEqual([0, 3, 6]);
  });

  it('finds nothing without samples of both kinds', () => {
    const none = new Int32Array();
    expect(
      trainNetwork(signLearner(1), { ...samples, training: none }, rules, new Mulberry32(1)),
    ).toBeUndefined();
    expect(
      trainNetwork(signLearner(1), { ...samples, validation: none }, rules, new Mulberry32(1)),
    ).toBeUndefined();
  });

  it('puts packed numbers back where they were', () => {
    const { parameters } = signLearner(3);
    const packed = packParameters(parameters);
    const other = signLearner(4);
    loadParameters(other.parameters, Float64Array.from(packed));
    expect(packParameters(other.parameters)).toEqual(packed);
  });
});
