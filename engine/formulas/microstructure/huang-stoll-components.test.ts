import { describe, expect, it } from 'vitest';
import { RollingCrossProducts } from '../../numerics/rolling-cross-products.ts';
import { normals } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../contract-tests/reading-of.ts';
import { tradeStep, wanderingTape } from '../contract-tests/sample-inputs.ts';
import type { TapeStep } from '../formula.ts';
import { componentsOf, huangStollComponents } from './huang-stoll-components.ts';

const SPREAD = 2;
const [A, B] = [0.4, 0.2];

/** Change of the mid after signs `recent` and `earlier`. */
const moved = (recent: number, earlier: number, memory: number): number =>
  (A + B) * (SPREAD / 2) * recent - A * (SPREAD / 2) * memory * earlier;

describe('the components of Huang and Stoll', () => {
  it('gives the numbers of the catalogue check', () => {
    const signs = [1, -1, -1, 1, -1, 1, 1, -1];
    const products = new RollingCrossProducts(3, 8);
    signs.slice(2).forEach((_, i) => {
      const [earlier = 0, recent = 0] = signs.slice(i, i + 2);
      products.push([recent, earlier, moved(recent, earlier, 1 - 2 * 0.7)]);
    });
    const parts = componentsOf(products.fit(2, [0, 1])?.coefficients ?? [], SPREAD, 0.7);
    expect((parts?.adverseSelection ?? NaN) + (parts?.inventory ?? NaN)).toBeCloseTo(0.6, 10);
    expect(parts?.adverseSelection).toBeCloseTo(0.4, 10);
  });

  it('finds the components again of a tape made from them', () => {
    let last = 1;
    const signs = normals(31, 80).map((z) => (last *= z > -0.5 ? -1 : 1));
    const reversals = signs.slice(1).filter((sign, i) => sign !== signs[i]).length / 79;
    let mid = 1000;
    const tape = signs.map((sign, i): TapeStep => {
      if (i > 1) mid += moved(signs[i - 1] ?? 0, signs[i - 2] ?? 0, 1 - 2 * reversals);
      return tradeStep(i, sign > 0 ? 'buy' : 'sell', mid, 1, mid, SPREAD / 2);
    });
    const run = huangStollComponents.start({ n: 160, k: 1 });
    expect(tape.map(run).at(-1)).toBeCloseTo(A, 8);
    expect(readingOf(run, 'inventory')).toBeCloseTo(B, 8);
    expect(readingOf(run, 'orderProcessing')).toBeCloseTo(0.4, 8);
    // 0.4 * 2 / 2
    expect(readingOf(run, 'adverseSelection')).toBeCloseTo(0.4, 8);
  });

  it('says nothing where signs reverse as often as not', () => {
    expect(componentsOf([0.6, 0.1], SPREAD, 0.505)).toBeUndefined();
    expect(componentsOf([0.6, 0.1], 0, 0.7)).toBeUndefined();
  });
});

describeFormulaContract(
  huangStollComponents,
  { n: 16, k: 3 },
  wanderingTape(120, 100).filter(({ event }) => event === 'trade'),
);
