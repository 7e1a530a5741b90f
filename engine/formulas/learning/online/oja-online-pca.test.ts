import { describe, expect, it } from 'vitest';
import { barsOfReturns } from '../../contract-tests/bars-of-returns.ts';
import { normals } from '../../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../../contract-tests/describe-formula-contract.ts';
import { peerSteps } from '../../contract-tests/peer-steps.ts';
import { OjaComponent, ojaOnlinePca } from './oja-online-pca.ts';

/** Four symbols that follow one market and something of their own; the own one drifts by `drift` in the last bars. */
function market(count: number, drift = 0, drifting = 0) {
  const common = normals(1, count);
  return peerSteps(
    [2, 3, 4, 5].map((seed) => {
      const own = normals(seed, count);
      return barsOfReturns(
        own.map((each, t) => {
          const pulled = seed === 2 && t >= count - drifting ? drift : 0;
          return 0.01 * (common[t] ?? 0) + 0.005 * each + pulled;
        }),
      );
    }),
  );
}

describe('the online component', () => {
  it('moves as the catalogue check says', () => {
    const component = new OjaComponent([0.6, 0.8], 0.1);
    component.learn(Float64Array.of(1, 2));
    [0.527561222408, 0.849517013727].forEach((each, i) => expect(component.weights[i]).toBeCloseTo(each, 9));
  });

  it('finds the direction in which most happens', () => {
    const component = new OjaComponent([1, 0], 0.005);
    const numbers = normals(7, 8000);
    for (let t = 0; t < 8000; t += 2) {
      const [along = 0, across = 0] = numbers.slice(t, t + 2);
      component.learn(Float64Array.of(0.6 * along - 0.24 * across, 0.8 * along + 0.18 * across));
    }
    expect(Math.abs((component.weights[0] ?? NaN) - 0.6)).toBeLessThan(0.05);
    expect(Math.abs((component.weights[1] ?? NaN) - 0.8)).toBeLessThan(0.05);
  });

  it('turns round where most weights are below 0', () => {
    const component = new OjaComponent([-0.6, -0.8], 0);
    component.learn(Float64Array.of(1, 1));
    expect([...component.weights]).toEqual([expect.closeTo(0.6, 12), expect.closeTo(0.8, 12)]);
  });
});

describe('the residual of the online component', () => {
  const params = { eta: 0.005, n: 40, zn: 100 };

  it.each([
    [0.01, -1],
    [-0.01, 1],
  ])('leans against a drift of %d of the own symbol', (drift, lean) => {
    const run = ojaOnlinePca.start(params);
    const value = market(400, drift, 20).map(run).at(-1) ?? NaN;
    expect(Math.sign(value)).toBe(-lean);
    expect(Math.sign(run.readings?.['signal']?.() ?? 0)).toBe(lean);
    expect(run.readings?.['confidence']?.()).toBeGreaterThan(0.3);
    expect(Math.abs((run.readings?.['ownWeight']?.() ?? NaN) - 0.5)).toBeLessThan(0.1);
  });

  it('has no value for two symbols', () => {
    const two = market(200).map((step) =>
      step.kind === 'peers' ? { ...step, peers: { ...step.peers, bars: step.peers.bars.slice(0, 2) } } : step,
    );
    expect(two.map(ojaOnlinePca.start(params)).every((value) => value === undefined)).toBe(true);
  });
});

describeFormulaContract(ojaOnlinePca, { eta: 0.005, n: 10, zn: 20 }, market(80));
