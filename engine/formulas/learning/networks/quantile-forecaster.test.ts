import { describe, expect, it } from 'vitest';
import { Mulberry32 } from '../../../numerics/mulberry32.ts';
import { Computation, loadParameters } from '../../../numerics/neural/computation.ts';
import { fedTensor, tensor } from '../../../numerics/neural/tensor.ts';
import { normals } from '../../contract-tests/catalogue-fixtures.ts';
import { barSteps, decidedBars } from '../../contract-tests/decided-bars.ts';
import { describeFormulaContract } from '../../contract-tests/describe-formula-contract.ts';
import type { FitJob } from '../../refit.ts';
import { SampleRows } from '../protocol/sample-rows.ts';
import { gatedResidual } from './gated-residual-network.ts';
import { readSequences, selectFeatures } from './gated-selection-network.ts';
import { fitQuantiles, openQuantiles } from './quantile-forecaster.ts';
import {
  quantileSignal,
  quantileStrength,
  tftGatedVariableSelection,
} from './tft-gated-variable-selection.ts';

describe('a gated residual', () => {
  it('gives the numbers of the catalogue check', () => {
    const net = new Computation(new Mulberry32(1));
    const output = gatedResidual(net, { ...tensor(1, 3), values: Float64Array.of(1, -1, 0.5) });
    const layers = [
      [0.5, 0.2, 0, -0.3, 0.8, 0.1, 0, 0.4, 0.6, 0, 0.1, 0],
      [1, 0, 0.2, 0.5, 1, 0, 0, 0.3, 1, 0, 0, 0.1],
      [0.3, 0, 0, 0, 0.3, 0, 0, 0, 0.3, 0, 0, 0],
      [1, -1, 0, 0.5, 0.5, 0, 0, 0, 1, 0.1, 0, 0],
    ];
    loadParameters(net.parameters, Float64Array.from(layers.flat()));
    net.forward();
    [1.14863530419, -1.28878475492, 0.140149450726].forEach((each, j) =>
      expect(output.values[j]).toBeCloseTo(each, 9),
    );
  });
});

describe('the network of selected sequences', () => {
  it('has slopes that are those of central differences', () => {
    const net = new Computation(new Mulberry32(8));
    const columns = [1, 2, 3].map((seed) => {
      const column = fedTensor(6, 1);
      column.values.set(normals(seed, 6));
      return column;
    });
    const { selected, shares } = selectFeatures(net, columns, 3);
    const output = readSequences(net, selected, { batch: 2, outputs: 2 });
    net.parameters.forEach(({ isWeight, values }, i) => {
      if (!isWeight) values.forEach((each, j) => (values[j] = each + 0.2 * (normals(i, j + 1)[j] ?? 0)));
    });
    net.forward();
    for (let r = 0; r < 6; r += 1) {
      const row = shares.values.subarray(3 * r, 3 * r + 3);
      expect(row.reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 12);
    }
    output.slopes.set([1, -0.5, 0.3, 2]);
    net.backward();
    const loss = () => {
      net.forward();
      return [1, -0.5, 0.3, 2].reduce((sum, each, i) => sum + each * (output.values[i] ?? NaN), 0);
    };
    for (const { slopes, values } of net.parameters) {
      for (let i = 0; i < values.length; i += 1) {
        const value = values[i] ?? NaN;
        values[i] = value + 1e-5;
        const above = loss();
        values[i] = value - 1e-5;
        const slope = slopes[i] ?? NaN;
        expect(Math.abs((above - loss()) / 2e-5 - slope)).toBeLessThan(1e-7 * Math.max(1, Math.abs(slope)));
        values[i] = value;
      }
    }
  });
});

describe('the forecast of quantiles', () => {
  const shape = { horizons: [1, 2], quantiles: [0.1, 0.5, 0.9], judged: 1, length: 3, width: 3 };
  const rules = { rate: 0.02, batch: 16, epochs: 20, patience: 20 };
  const bars = Float64Array.from(normals(3, 502 * 14));
  const noise = normals(4, 1000);
  /** The second move is that of the third feature of the last bar, with half as much noise. */
  const labels = Float64Array.from({ length: 1000 }, (_, i) =>
    i % 2 === 0 ? (noise[i] ?? 0) : (bars[((i - 1) / 2 + 2) * 14 + 2] ?? 0) + 0.5 * (noise[i] ?? 0),
  );
  const ends = Float64Array.from({ length: 500 }, (_, i) => i + 2);
  const job: FitJob = { params: { seed: 42 }, data: { bars, ends, labels } };
  const [hitRate = 0, ...parameters] = fitQuantiles(job, shape, rules) ?? [];

  it('finds what moves the market and how much is left to chance', () => {
    expect(hitRate).toBeGreaterThan(0.75);
    const network = openQuantiles(Float64Array.from(parameters), shape);
    const rows = new SampleRows(10, 14);
    const misses = [0, 0, 0];
    for (let bar = 0; bar < 500; bar += 1) {
      rows.advance().set(bars.subarray(bar * 14, bar * 14 + 14));
      if (bar < 2) continue;
      const median = network.predict(rows);
      expect(median).toBe(network.quantiles[1]);
      const move = labels[2 * (bar - 2) + 1] ?? NaN;
      network.quantiles.forEach(
        (quantile, q) => (misses[q] = (misses[q] ?? 0) + (move < quantile ? 1 / 498 : 0)),
      );
    }
    [0.1, 0.5, 0.9].forEach((share, q) => expect(Math.abs((misses[q] ?? NaN) - share)).toBeLessThan(0.12));
    const most = network.shares.indexOf(Math.max(...network.shares));
    expect(most).toBe(2);
  });

  it('counts no moves of exactly 0, which have no sign, in its hit rate', () => {
    const flattened = labels.map((each, i) => (i > 800 && i % 4 === 1 ? 0 : each));
    const [rate = 0] = fitQuantiles({ ...job, data: { bars, ends, labels: flattened } }, shape, rules) ?? [];
    expect(rate).toBeGreaterThan(0.75);
    const still = labels.map((each, i) => (i > 800 ? 0 : each));
    const [ofNone] = fitQuantiles({ ...job, data: { bars, ends, labels: still } }, shape, rules) ?? [];
    expect(ofNone).toBe(0.5);
  });

  it('says the same whether a sequence was read bar by bar or at once', () => {
    const model = Float64Array.from(parameters);
    const slow = openQuantiles(model, shape);
    const rows = new SampleRows(10, 14);
    for (let bar = 0; bar < 6; bar += 1) {
      rows.advance().set(bars.subarray(bar * 14, bar * 14 + 14));
      if (bar >= 2) slow.predict(rows);
    }
    expect(openQuantiles(model, shape).predict(rows)).toBe(slow.quantiles[1]);
  });

  it('needs samples', () => {
    const none = { params: {}, data: { bars, ends: new Float64Array(), labels: new Float64Array() } };
    expect(fitQuantiles(none, shape, rules)).toBeUndefined();
  });
});

describe('the direction of quantiles', () => {
  it('is the median in halves of their width', () => {
    expect(quantileSignal(0.5, 2)).toBeCloseTo(Math.tanh(0.5), 12);
    expect(quantileSignal(-0.01, 0)).toBeCloseTo(Math.tanh(-0.2), 12);
    expect([quantileStrength(-0.5, 2), quantileStrength(0.5, 0), quantileStrength(0, 0)]).toEqual([
      0.5, 1, 0,
    ]);
  });
});

const tiny = { ...tftGatedVariableSelection.defaults, N: 40, k: 60, L: 3, d: 2, epochs: 1 };
describeFormulaContract(tftGatedVariableSelection, tiny, barSteps(decidedBars(21, 120)));
