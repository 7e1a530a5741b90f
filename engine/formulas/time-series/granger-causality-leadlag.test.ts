import { describe, expect, it } from 'vitest';
import { GrangerCausality } from '../../numerics/granger-causality.ts';
import { barsOfReturns } from '../contract-tests/bars-of-returns.ts';
import { normals } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { peerSteps } from '../contract-tests/peer-steps.ts';
import { readingOf } from '../contract-tests/reading-of.ts';
import { grangerCausalityLeadlag } from './granger-causality-leadlag.ts';

const leading = normals(21, 120).map((z) => 0.01 * z);
const following = normals(22, 120).map((z, t) => 0.8 * (leading[t - 1] ?? 0) + 0.003 * z);
const [own, leader] = [barsOfReturns(following), barsOfReturns(leading)];
const params = { n: 100, p: 2, k: 10 };

describe('the lead of another symbol', () => {
  it('gives the number of the catalogue check', () => {
    const run = grangerCausalityLeadlag.start({ n: 60, p: 2, k: 10 });
    const bars = [normals(2, 60), normals(1, 60)].map((returns) =>
      barsOfReturns(returns.map((each) => 0.1 * each)),
    );
    expect(peerSteps(bars, 1).map(run).at(-1)).toBeCloseTo(2.20341856799, 8);
  });

  it('forecasts what the leader did a bar before', () => {
    const run = grangerCausalityLeadlag.start(params);
    peerSteps([own, leader], 1).forEach(run);
    const last = leading.at(-1) ?? 0;
    expect(Math.abs(readingOf(run, 'forecast') - 0.8 * last)).toBeLessThan(0.002);
    expect(Math.sign(readingOf(run, 'signal'))).toBe(Math.sign(last));
    expect(readingOf(run, 'confidence')).toBeCloseTo(1, 9);
    expect(readingOf(run, 'pValue')).toBeLessThan(1e-9);
  });

  it('rests on the test of the last n returns of both', () => {
    const run = grangerCausalityLeadlag.start({ ...params, n: 120 });
    const value = peerSteps([own, leader], 1).map(run).at(-1);
    const expected =
      new GrangerCausality(following.length, 2).test(Float64Array.from(following), Float64Array.from(leading))
        ?.f ?? NaN;
    expect((value ?? NaN) / expected).toBeCloseTo(1, 9);
  });

  it('leaves out a time at which the leader has no bar', () => {
    const gap = leader.map((bar, i) => (i === 110 ? undefined : bar));
    const run = grangerCausalityLeadlag.start(params);
    const values = peerSteps([own, gap], 1).map(run);
    expect(values[110]).toBeUndefined();
    expect(values[111]).toBeDefined();
    expect(peerSteps([own, leader]).map(grangerCausalityLeadlag.start(params)).at(-1)).toBeUndefined();
  });
});

describeFormulaContract(
  grangerCausalityLeadlag,
  { n: 30, p: 2, k: 5 },
  peerSteps([own, leader], 1).slice(0, 60),
);
