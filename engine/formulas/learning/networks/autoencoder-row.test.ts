import { describe, expect, it } from 'vitest';
import { Mulberry32 } from '../../../numerics/mulberry32.ts';
import { Computation, packParameters } from '../../../numerics/neural/computation.ts';
import { squaredLoss } from '../../../numerics/neural/losses.ts';
import { fedTensor } from '../../../numerics/neural/tensor.ts';
import { normals } from '../../contract-tests/catalogue-fixtures.ts';
import { autoencoderLayers } from './autoencoder-anomaly.ts';
import { AutoencoderRow } from './autoencoder-row.ts';

describe('an autoencoder asked row by row', () => {
  it('gives the number of the catalogue check', () => {
    const network = new AutoencoderRow(Float64Array.of(1, -1, 0, 0.5, -0.5, 0, 0), [2, 1, 2]);
    // Its tolerance is 1e-8.
    expect(Math.abs(network.errorOf(Float64Array.of(0.5, -0.5), 1) - 0.014209331)).toBeLessThan(1e-8);
  });

  it('misses by as much as the network that was trained', () => {
    const net = new Computation(new Mulberry32(94));
    const input = fedTensor(1, 14);
    const output = autoencoderLayers(net, input, { h: 6, z: 3 });
    const network = new AutoencoderRow(Float64Array.from(packParameters(net.parameters)), [14, 6, 3, 6, 14]);
    for (const seed of [1, 2, 3]) {
      const row = Float64Array.from(normals(seed, 14));
      input.values.set(row.map((each) => 0.5 * each));
      net.forward();
      expect(network.errorOf(row, 0.5)).toBeCloseTo(squaredLoss(output, input.values, 0), 12);
    }
  });
});
