import { describe, expect, it } from 'vitest';
import { barsOfReturns } from '../contract-tests/bars-of-returns.ts';
import { normals, walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { peerSteps } from '../contract-tests/peer-steps.ts';
import { readingOf } from '../contract-tests/reading-of.ts';
import { distancePairsTrading } from './distance-pairs-trading.ts';
import { differenceOf } from './traded-pair.ts';

const params = { formation: 20, trading: 10, open: 2, top: 1 };
const common = normals(307, 40).map((z) => 0.01 * z);
/** A symbol that goes with the others but for small noise and these moves at these bars. */
const symbol = (seed: number, moves: Readonly<Record<number, number>> = {}) =>
  barsOfReturns(normals(seed, 40).map((z, t) => (common[t] ?? 0) + 0.001 * z + (moves[t] ?? 0)));
const stranger = barsOfReturns(normals(9, 40).map((z) => 0.03 * z));

describe('the distance of pairs', () => {
  it('is that of the catalogue check', () => {
    const index = (returns: readonly number[]) => {
      let level = 1;
      return returns.map((each) => (level *= 1 + each));
    };
    const a = index([0, 0.01, 0.02, -0.01]);
    const b = index([0, 0, 0.01, 0.01]);
    const { deviation, distance } = differenceOf(a, b);
    expect(distance).toBeCloseTo(0.000508080804, 12);
    expect(deviation).toBeCloseTo(0.00971443604471, 12);
    expect(((a[3] ?? NaN) - (b[3] ?? NaN)) / deviation).toBeCloseTo(-0.0207937958591, 10);
  });
});

describe('trading pairs', () => {
  it('holds the symbol that fell behind until it is back', () => {
    const run = distancePairsTrading.start(params);
    // Formed with the twentieth bar; the own symbol falls with return 22 and comes back with return 25.
    const said = peerSteps([symbol(1, { 22: -0.1, 25: 0.12 }), symbol(2), stranger]).map((step) => {
      const value = run(step);
      return { value, signal: readingOf(run, 'signal') };
    });
    expect(said.slice(0, 19).every(({ value }) => value === undefined)).toBe(true);
    expect(said.slice(19, 23).map(({ value }) => value)).toEqual([0, 0, 0, 0]);
    expect(said.slice(23, 26).every(({ signal, value }) => (value ?? 0) > 2 && signal === 1)).toBe(true);
    expect(said[27]?.value).toBeLessThanOrEqual(0);
  });

  it('sells the symbol that ran ahead, and ends with its time', () => {
    const run = distancePairsTrading.start(params);
    const values = peerSteps([symbol(1, { 22: 0.1 }), symbol(2), stranger]).map(run);
    expect(values.slice(23, 29).every((value) => (value ?? 0) < -2)).toBe(true);
    // The next formation sets both to 1 again.
    expect(values[29]).toBe(0);
  });

  it('keeps to the closest pairs', () => {
    const run = distancePairsTrading.start(params);
    peerSteps([stranger, symbol(1), symbol(2)]).forEach(run);
    expect(readingOf(run, 'pairs')).toBe(0);
    expect(readingOf(run, 'signal')).toBe(0);
  });

  it('has no value alone', () => {
    const run = distancePairsTrading.start(params);
    expect(
      peerSteps([symbol(1)])
        .map(run)
        .every((value) => value === undefined),
    ).toBe(true);
  });

  it('passes over a time at which the partner has no bar', () => {
    const partner = symbol(2).map((bar, i) => (i === 24 ? undefined : bar));
    const values = peerSteps([symbol(1, { 22: -0.1 }), partner, stranger]).map(
      distancePairsTrading.start(params),
    );
    expect(values[24]).toBe(values[23]);
    expect(values[25]).toBeGreaterThan(2);
  });
});

describeFormulaContract(
  distancePairsTrading,
  { formation: 10, trading: 8, open: 1, top: 3 },
  peerSteps([walkBars(1, 40), walkBars(2, 40), walkBars(3, 40)]),
);
