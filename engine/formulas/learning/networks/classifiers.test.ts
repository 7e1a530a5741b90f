import { describe, expect, it } from 'vitest';
import { Mulberry32 } from '../../../numerics/mulberry32.ts';
import { Computation, loadParameters } from '../../../numerics/neural/computation.ts';
import { openCell } from '../../../numerics/neural/lstm-layer.ts';
import { fedTensor, tensor } from '../../../numerics/neural/tensor.ts';
import { normals } from '../../contract-tests/catalogue-fixtures.ts';
import { barSteps, decidedBars } from '../../contract-tests/decided-bars.ts';
import { describeFormulaContract } from '../../contract-tests/describe-formula-contract.ts';
import { describeLearnedDirection } from '../../contract-tests/describe-learned-direction.ts';
import type { FitJob } from '../../refit.ts';
import { agesNeeded, rectifiedConvolution } from './causal-convolution.ts';
import { lstmSequence, recurrent } from './lstm-sequence.ts';
import { mlpAdam, perceptron } from './mlp-adam.ts';
import { encoder, positionCodes, selfAttentionEncoder } from './self-attention-encoder.ts';
import { convolutional, temporalConvolutionalNetwork } from './temporal-convolutional-network.ts';

describe('the perceptron', () => {
  it('gives the probability of the catalogue check', () => {
    // The first layer of the check; the second passes on what it is given, which is never below 0.
    const net = new Computation(new Mulberry32(1));
    const input = { ...tensor(1, 2), values: Float64Array.of(1, -1) };
    const output = perceptron(2, 2).build(net, input, 1);
    const layers = [[1, 0, 0, 1], [0, 0.5], [1, 0, 0, 1], [0, 0], [2, 3], [-1]];
    loadParameters(net.parameters, Float64Array.from(layers.flat()));
    net.forward();
    expect(1 / (1 + Math.exp(-(output.values[0] ?? NaN)))).toBeCloseTo(0.73105857863, 9);
  });

  it('draws its first weights as the catalogue says', () => {
    const net = new Computation(new Mulberry32(42));
    perceptron(16, 8).build(net, fedTensor(1, 14), 1);
    const random = new Mulberry32(42);
    const [first, constants, second] = net.parameters;
    const drawn = (count: number, bound: number) =>
      Array.from({ length: count }, () => bound * (2 * random.uniform() - 1));
    expect([...(first?.values ?? [])]).toEqual(drawn(16 * 14, Math.sqrt(6 / 30)));
    expect([...(second?.values ?? [])]).toEqual(drawn(8 * 16, Math.sqrt(6 / 24)));
    expect(new Set(constants?.values)).toEqual(new Set([0]));
  });
});

describe('the memory cell', () => {
  it('gives the numbers of the catalogue check', () => {
    const given = {
      input: [0.5, -0.3, 0.1],
      forget: [0.2, 0.4, 1],
      output: [0.3, 0.3, 0],
      candidate: [1, -1, 0.2],
    };
    const sums = Object.values(given).map(([x = 0, h = 0, b = 0]) => x * 1 + h * 0.5 + b);
    const cells = {
      gates: { ...tensor(2, 4), values: Float64Array.of(0, 0, 0, 0, ...sums) },
      memories: { ...tensor(2, 1), values: Float64Array.of(0.2, 0) },
      states: tensor(2, 1),
      shown: new Float64Array(2),
      units: 1,
    };
    openCell(cells, 1, 0);
    expect(cells.memories.values[1]).toBeCloseTo(0.529487454154, 9);
    expect(cells.states.values[1]).toBeCloseTo(0.296153433829, 9);
  });
});

describe('causal convolutions', () => {
  it('give the numbers of the catalogue check', () => {
    const net = new Computation(new Mulberry32(1));
    const ages = [5, 4, 3, 2, 1, 0];
    const rows = { ...fedTensor(6, 1), values: Float64Array.of(1, 2, 3, 4, 5, 6) };
    const reach = { taps: 3, dilation: 2, length: 6 };
    const output = rectifiedConvolution(net, { rows, ages }, { ages, channels: 1, reach });
    loadParameters(net.parameters, Float64Array.of(1, 0.5, 0.25, 0));
    net.forward();
    [1, 2, 3.5, 5, 6.75, 8.5].forEach((each, t) => expect(output.rows.values[t]).toBeCloseTo(each, 12));
  });

  it('ask for the steps they reach back to, none before the sequence', () => {
    expect(agesNeeded([0], { taps: 3, dilation: 8, length: 64 })).toEqual([0, 8, 16]);
    expect(agesNeeded([0, 8, 16], { taps: 3, dilation: 8, length: 30 })).toEqual([0, 8, 16, 24]);
  });

  it('together see 61 steps', () => {
    const odds = (changed: number) => {
      const net = new Computation(new Mulberry32(3));
      const input = fedTensor(64, 7);
      input.values.set(normals(2, 64 * 7));
      if (changed >= 0) input.values[changed * 7] = 9;
      const output = convolutional({ length: 64, channels: 8, taps: 3 }).build(net, input, 1);
      net.forward();
      return output.values[0];
    };
    expect([odds(0), odds(2)]).toEqual([odds(-1), odds(-1)]);
    expect(odds(3)).not.toBe(odds(-1));
    expect(odds(63)).not.toBe(odds(-1));
  });
});

describe('convolutions over a stream', () => {
  it.each([
    [64, 8, 3],
    [31, 7, 2],
  ])('answer as over a window of %d bars with %d channels and %d taps', (length, channels, taps) => {
    const shape = convolutional({ length, channels, taps });
    const net = new Computation(new Mulberry32(5));
    const input = fedTensor(length, 7);
    const output = shape.build(net, input, 1);
    net.parameters.forEach(({ isWeight, values }, i) => {
      if (!isWeight) values.set(normals(i, values.length));
    });
    const bars = Float64Array.from(normals(4, 100 * 7));
    const next = shape.stream?.(net.parameters) ?? (() => NaN);
    for (let bar = 0; bar < 100; bar += 1) {
      const odds = next(bars.subarray(7 * bar, 7 * bar + 7));
      if (bar + 1 < length) continue;
      input.values.set(bars.subarray(7 * (bar + 1 - length), 7 * (bar + 1)));
      net.forward();
      expect(odds).toBeCloseTo(output.values[0] ?? NaN, 10);
    }
  });

  it('are not used where the window is shorter than they reach back', () => {
    expect(convolutional({ length: 60, channels: 8, taps: 3 }).stream).toBeUndefined();
    expect(convolutional({ length: 61, channels: 8, taps: 3 }).stream).toBeDefined();
  });
});

describe('the position codes', () => {
  it('are sines and cosines of the place, the same for every sequence', () => {
    const { values } = positionCodes(3, 4, 2);
    const third = [Math.sin(2), Math.cos(2), Math.sin(2 / 100), Math.cos(2 / 100)];
    expect([...values.subarray(16, 20)]).toEqual(third.map((each) => expect.closeTo(each, 12)));
    expect(values.subarray(20, 24)).toEqual(values.subarray(16, 20));
  });
});

const SHAPES = [
  ['perceptron', perceptron(4, 3)],
  ['recurrent network', recurrent(6, 3)],
  ['convolutional network', convolutional({ length: 20, channels: 3, taps: 2 })],
  ['encoder', encoder({ length: 5, width: 4, heads: 2, hidden: 6 })],
] as const;

describe.each(SHAPES)('a %s', (_name, shape) => {
  it('says the same of a sequence alone and of one among others', () => {
    const width = shape.columns.length;
    const numbers = normals(4, shape.length * width * 3);
    const odds = (members: readonly number[]) => {
      const net = new Computation(new Mulberry32(8));
      const input = fedTensor(shape.length * members.length, width);
      for (let i = 0; i < input.values.length; i += 1) {
        const slot = Math.floor(i / width) % members.length;
        const step = Math.floor(i / width / members.length);
        input.values[i] = numbers[((members[slot] ?? 0) * shape.length + step) * width + (i % width)] ?? NaN;
      }
      const output = shape.build(net, input, members.length);
      net.forward();
      return [...output.values];
    };
    const together = odds([0, 1, 2]);
    [0, 1, 2].forEach((member) => expect(odds([member])[0]).toBeCloseTo(together[member] ?? NaN, 12));
    expect(new Set(together).size).toBe(3);
  });

  it.skipIf(!('stream' in shape))('says the same bar by bar where it keeps what it was fed', () => {
    const width = shape.columns.length;
    const net = new Computation(new Mulberry32(8));
    const input = fedTensor(shape.length, width);
    const output = shape.build(net, input, 1);
    net.parameters.forEach(({ isWeight, values }, i) => {
      if (!isWeight) values.set(normals(i, values.length).map((each) => 0.3 * each));
    });
    const next = 'stream' in shape ? shape.stream?.(net.parameters) : undefined;
    const bars = Float64Array.from(normals(9, 3 * shape.length * width));
    for (let bar = 0; bar < 3 * shape.length; bar += 1) {
      const odds = next?.(bars.subarray(bar * width, (bar + 1) * width));
      if (bar + 1 < shape.length) continue;
      input.values.set(bars.subarray((bar + 1 - shape.length) * width, (bar + 1) * width));
      net.forward();
      expect(odds).toBeCloseTo(output.values[0] ?? NaN, 12);
    }
  });

  it('has slopes that are those of central differences', () => {
    const net = new Computation(new Mulberry32(8));
    const input = fedTensor(2 * shape.length, shape.columns.length);
    input.values.set(normals(6, input.values.length));
    const output = shape.build(net, input, 2);
    // Constants begin at 0, where units that are silent lie on the edge of the rectifier.
    net.parameters.forEach(({ isWeight, values }, i) => {
      if (!isWeight) values.set(normals(i, values.length).map((each) => 0.1 * each));
    });
    net.forward();
    output.slopes.set([1, -0.5]);
    net.backward();
    const loss = () => {
      net.forward();
      return (output.values[0] ?? NaN) - 0.5 * (output.values[1] ?? NaN);
    };
    for (const { slopes, values } of net.parameters) {
      for (let i = 0; i < values.length; i += 1) {
        const value = values[i] ?? NaN;
        values[i] = value + 1e-6;
        const above = loss();
        values[i] = value - 1e-6;
        expect(Math.abs((above - loss()) / 2e-6 - (slopes[i] ?? NaN))).toBeLessThan(1e-6);
        values[i] = value;
      }
    }
  });
});

describe('a fit of a network', () => {
  it('keeps the parameters that were best on the last fifth, and says how often those are right', () => {
    const bars = Float64Array.from(normals(3, 400 * 14));
    const ends = Float64Array.from({ length: 400 }, (_, i) => i);
    const labels = ends.map((i) => ((bars[14 * i + 2] ?? 0) * (bars[14 * i + 5] ?? 0) > 0 ? 1 : -1));
    const params = { ...mlpAdam.defaults, H: 1, lr: 0.01 };
    const job: FitJob = { params, data: { bars, ends, labels } };
    const [hitRate = 0, ...parameters] = mlpAdam.fit?.(job) ?? [];
    expect(hitRate).toBeGreaterThan(0.85);
    expect(parameters.length).toBe(14 * 16 + 16 + 16 * 8 + 8 + 8 + 1);
    // What is known of the last 80 does not change what is learned before the first of them.
    const other = labels.map((label, i) => (i < 320 ? label : -label));
    const [otherRate] =
      mlpAdam.fit?.({ params: { ...params, epochs: 1 }, data: { bars, ends, labels: other } }) ?? [];
    const [rate] = mlpAdam.fit?.({ params: { ...params, epochs: 1 }, data: { bars, ends, labels } }) ?? [];
    expect((rate ?? NaN) + (otherRate ?? NaN)).toBeCloseTo(1, 12);
  });

  it('needs heads that divide the width', () => {
    const start = () => selfAttentionEncoder.start({ ...selfAttentionEncoder.defaults, heads: 3 });
    expect(start).toThrow('heads must divide d, 16, was 3');
  });
});

const small = { N: 300, k: 150, H: 1, lr: 0.01 };
const watch = { bars: 700, judged: 200, hitRate: 0.7 };
describeLearnedDirection(mlpAdam, { ...mlpAdam.defaults, ...small }, watch);
describeLearnedDirection(lstmSequence, { ...lstmSequence.defaults, ...small, L: 4, units: 6 }, watch);
const narrow = { ...temporalConvolutionalNetwork.defaults, ...small, L: 4, ch: 4, K: 2 };
describeLearnedDirection(temporalConvolutionalNetwork, narrow, watch);
const shallow = { ...selfAttentionEncoder.defaults, ...small, L: 4, d: 8, ff: 8 };
describeLearnedDirection(selfAttentionEncoder, shallow, watch);

const steps = barSteps(decidedBars(21, 110));
const tiny = { N: 40, k: 30, H: 1, epochs: 1 };
describeFormulaContract(mlpAdam, { ...mlpAdam.defaults, ...tiny, h1: 3, h2: 2 }, steps);
describeFormulaContract(lstmSequence, { ...lstmSequence.defaults, ...tiny, L: 3, units: 2 }, steps);
describeFormulaContract(temporalConvolutionalNetwork, { ...narrow, ...tiny, L: 3, ch: 2 }, steps);
describeFormulaContract(selfAttentionEncoder, { ...shallow, ...tiny, L: 3, d: 4, ff: 4 }, steps);
// Long enough to be read as a stream.
const streamed = { ...narrow, ...tiny, L: 31, ch: 2, K: 2 };
describeFormulaContract(temporalConvolutionalNetwork, streamed, barSteps(decidedBars(21, 150)));
