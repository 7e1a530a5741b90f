import { describe, expect, it } from 'vitest';
import { Mulberry32 } from '../../../numerics/mulberry32.ts';
import { Computation, loadParameters } from '../../../numerics/neural/computation.ts';
import { denseLayer } from '../../../numerics/neural/dense-layer.ts';
import { squaredLoss } from '../../../numerics/neural/losses.ts';
import { hyperbolicTangent } from '../../../numerics/neural/pointwise-layers.ts';
import { tensor } from '../../../numerics/neural/tensor.ts';
import { normals } from '../../contract-tests/catalogue-fixtures.ts';
import { barSteps, decidedBars } from '../../contract-tests/decided-bars.ts';
import { describeFormulaContract } from '../../contract-tests/describe-formula-contract.ts';
import type { FitModel } from '../../refit.ts';
import { autoencoderAnomaly, autoencoderLayers, rankGate } from './autoencoder-anomaly.ts';

describe('the autoencoder', () => {
  it('has the error of the catalogue check', () => {
    const net = new Computation(new Mulberry32(1));
    const input = { ...tensor(1, 2), values: Float64Array.of(0.5, -0.5) };
    const output = denseLayer(net, hyperbolicTangent(net, denseLayer(net, input, 1)), 2);
    loadParameters(net.parameters, Float64Array.of(1, -1, 0, 0.5, -0.5, 0, 0));
    net.forward();
    expect(Math.abs(squaredLoss(output, input.values, 0) - 0.014209331)).toBeLessThan(1e-8);
  });

  it('is narrow in the middle', () => {
    const net = new Computation(new Mulberry32(1));
    autoencoderLayers(net, tensor(1, 14), { h: 6, z: 3 });
    const shapes = net.parameters
      .filter(({ isWeight }) => isWeight)
      .map(({ columns, rows }) => [columns, rows]);
    expect(shapes).toEqual([
      [14, 6],
      [6, 3],
      [3, 6],
      [6, 14],
    ]);
  });

  it('learns what usually goes together', () => {
    // Two numbers in turns behind all fourteen features.
    const numbers = normals(5, 800 * 2);
    const inputs = Float64Array.from(
      { length: 800 * 14 },
      (_, i) => numbers[2 * Math.floor(i / 14) + (i % 2)] ?? 0,
    );
    const params = { ...autoencoderAnomaly.defaults, N: 40, rank_n: 1, lr: 0.01, epochs: 30 };
    const model: FitModel = autoencoderAnomaly.fit?.({ params, data: { inputs } }) ?? [];
    const errorOf = (features: (column: number) => number) => {
      const net = new Computation(new Mulberry32(1));
      const input = {
        ...tensor(1, 14),
        values: Float64Array.from({ length: 14 }, (_, j) => 0.5 * features(j)),
      };
      const output = autoencoderLayers(net, input, { h: 6, z: 3 });
      loadParameters(net.parameters, Float64Array.from(model));
      net.forward();
      return squaredLoss(output, input.values, 0);
    };
    expect(errorOf((j) => (j % 2 === 0 ? 1 : -1))).toBeLessThan(0.05);
    expect(errorOf((j) => (j < 7 ? 1 : -1))).toBeGreaterThan(0.15);
  });

  it('finds a market strange that falls as it never did', () => {
    const params = { ...autoencoderAnomaly.defaults, N: 400, k: 400, rank_n: 100 };
    const steps = barSteps(decidedBars(6, 500));
    const run = autoencoderAnomaly.start(params);
    for (const step of steps) run(step);
    expect(run.readings?.['gate']?.()).toBeGreaterThan(0.2);
    const last = steps.at(-1);
    if (last?.kind !== 'bar') throw new Error('the market has no bar');
    const { close } = last.bar;
    const crash = { ...last.bar, close: 0.8 * close, low: 0.8 * close, volumeBase: 10_000, buyVolumeBase: 0 };
    expect(run({ ...last, bar: crash })).toBe(0.995);
    expect(run.readings?.['gate']?.()).toBeCloseTo(1 - (0.8 * 0.045) / 0.05, 9);
  });

  it('closes from a rank of 0.95 on', () => {
    expect([0, 0.95, 0.975, 1].map((rank) => Math.round(1e6 * rankGate(rank)) / 1e6)).toEqual([
      1, 1, 0.6, 0.2,
    ]);
  });
});

const tiny = { ...autoencoderAnomaly.defaults, N: 30, k: 20, h: 3, z: 2, epochs: 2, rank_n: 10 };
describeFormulaContract(autoencoderAnomaly, tiny, barSteps(decidedBars(21, 110)));
