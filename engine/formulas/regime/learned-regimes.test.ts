import { describe, expect, it } from 'vitest';
import { barsOfReturns } from '../contract-tests/bars-of-returns.ts';
import { normals, walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../contract-tests/reading-of.ts';
import { gaussianMixtureRegime, straightnessAhead } from './gaussian-mixture-regime.ts';
import { statisticalJumpModel } from './statistical-jump-model.ts';

/** A hundred bars that rise calmly, then fifty that fall wildly, in turns. */
const markets = (seed: number, count: number): number[] =>
  normals(seed, count).map((z, i) => (i % 150 < 100 ? 0.0005 + 0.001 * z : -0.001 + 0.004 * z));

describe('the jump model', () => {
  const params = { ...statisticalJumpModel.defaults, n: 600 };

  it('holds longs back in the turbulent state', () => {
    const run = statisticalJumpModel.start(params);
    const values = barsOfReturns(markets(5, 450)).map(run);
    expect(values[300]).toBeUndefined();
    expect(values[301]).toBeDefined();
    expect(readingOf(run, 'state')).toBe(1);
    expect(values.at(-1)).toBeGreaterThan(30 / 4);
    const gates = ['gate', 'longGate', 'shortGate', 'reversionGate'].map((name) => readingOf(run, name));
    [1, 0.3, 1, 0.6].forEach((each, i) => expect(gates[i]).toBeCloseTo(each, 12));
  });

  it('opens in the calm state', () => {
    const run = statisticalJumpModel.start(params);
    barsOfReturns(markets(5, 540)).forEach(run);
    expect(readingOf(run, 'state')).toBe(0);
    expect(readingOf(run, 'longGate')).toBe(1);
  });

  it('comes half closed from one state to the other', () => {
    const run = statisticalJumpModel.start(params);
    const read = barsOfReturns(markets(5, 480)).map((bar) => [run(bar) ?? NaN, readingOf(run, 'longGate')]);
    const undecided = read.filter(([value = NaN]) => value < 30 / 4);
    expect(undecided.length).toBeGreaterThan(0);
    for (const [value = NaN, gate = NaN] of undecided) {
      const share = value / 7.5;
      const open = [0.7 + 0.3 * share, 0.7 - 0.4 * share];
      expect(Math.min(...open.map((each) => Math.abs(each - gate)))).toBeLessThan(1e-12);
    }
  });

  it('has no model of prices that do not move, and two states only', () => {
    expect(statisticalJumpModel.fit?.({ params, data: { features: new Float64Array(100) } })).toBeUndefined();
    expect(() => statisticalJumpModel.start({ ...params, K: 3 })).toThrow('K must be 2, was 3');
  });
});

describe('components of the market', () => {
  it('are judged by how straight the price went after them', () => {
    const straight = straightnessAhead(Float64Array.of(9, 1, 1, -1, 1, 0, 0), 2);
    expect([...straight]).toEqual([1, 0, 0, 1, NaN, NaN, NaN]);
  });

  it('open to trend formulas after what was followed by trends', () => {
    // Forty bars of a drift on much volume, forty of to and fro on little.
    const returns = normals(6, 1200).map((z, i) =>
      i % 80 < 40
        ? (Math.floor(i / 80) % 2 === 0 ? 0.001 : -0.001) + 0.0004 * z
        : (i % 2 === 0 ? 0.001 : -0.001) + 0.0002 * z,
    );
    const params = { ...gaussianMixtureRegime.defaults, n: 1600, N: 10 };
    const told = (count: number) => {
      const run = gaussianMixtureRegime.start(params);
      const bars = barsOfReturns(returns.slice(0, count)).map((bar, i) => ({
        ...bar,
        volumeBase: (i - 1) % 80 < 40 ? 10 : 1,
      }));
      bars.forEach(run);
      return [readingOf(run, 'trendGate'), readingOf(run, 'reversionGate')];
    };
    const [inDrift, inRange] = [told(1140), told(1180)];
    expect(inDrift[0]).toBeGreaterThan(inDrift[1] ?? NaN);
    expect(inRange[0]).toBeLessThan(inRange[1] ?? NaN);
  });
});

const inputs = walkBars(102, 100);
describeFormulaContract(statisticalJumpModel, { K: 2, lam: 30, n: 60, k: 20 }, inputs);
describeFormulaContract(gaussianMixtureRegime, { K: 2, n: 80, k: 20, N: 5 }, inputs);
