import { describe, expect, it } from 'vitest';
import { normalCdf } from '../../numerics/normal-distribution.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { bars, wanderingBars } from '../contract-tests/sample-inputs.ts';
import { bulkVolumeImbalance } from './bulk-volume-imbalance.ts';

const closes = (...rows: [close: number, volume: number][]) =>
  bars(...rows.map(([p, v]): [number, number, number, number] => [p, p, p, v]));

describe('bulk volume imbalance', () => {
  it('takes a bar as bought by how far its price rose', () => {
    // Changes +1 and -1: a deviation of 1 around 0. The next, +3, makes it 2 around 1.
    const values = closes([100, 1], [101, 10], [100, 20], [103, 30]).map(
      bulkVolumeImbalance.start({ n: 2, m: 2 }),
    );
    expect(values.slice(0, 2)).toEqual([undefined, undefined]);
    const first = 2 * normalCdf(-1) - 1;
    const second = 2 * normalCdf(3 / 2) - 1;
    expect(values[2]).toBeCloseTo(first, 12);
    expect(values[3]).toBeCloseTo((first * 20 + second * 30) / 50, 12);
  });

  it('gives the number of the catalogue check: 10 at one deviation up and 20 at half a deviation down', () => {
    // The middle change is such that the deviation of any three neighbors of these four is 1.
    const middle = (1 + Math.sqrt(45)) / 4;
    const run = bulkVolumeImbalance.start({ n: 3, m: 2 });
    const path = [0, -0.5, middle, 1, -0.5].map((_, i, changes) =>
      changes.slice(0, i + 1).reduce((sum, each) => sum + each, 100),
    );
    const volumes = [1, 1, 1, 10, 20];
    const rows = path.map((close, i): [number, number] => [close, volumes[i] ?? 0]);
    expect(
      closes(...rows)
        .map(run)
        .at(-1),
    ).toBeCloseTo(-0.027720117653, 9);
  });

  it('is even where prices stand still and 0 where nothing trades', () => {
    expect(
      closes([5, 1], [5, 1], [5, 0])
        .map(bulkVolumeImbalance.start({ n: 2, m: 1 }))
        .at(-1),
    ).toBe(0);
  });
});

describeFormulaContract(bulkVolumeImbalance, { n: 10, m: 5 }, wanderingBars(60));
