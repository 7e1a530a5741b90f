import { describe, expect, it } from 'vitest';
import { engleGrangerTest } from '../../numerics/engle-granger.ts';
import { cointegrationCriticalValues } from '../../numerics/mackinnon.ts';
import { cumulated, normals, walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { readingOf } from '../contract-tests/reading-of.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { boundPair, peerSteps } from '../contract-tests/peer-steps.ts';
import { confidenceOfTau, engleGrangerCointegration } from './engle-granger-cointegration.ts';

const params = { n: 60, p: 1, k: 5 };

describe('Engle-Granger cointegration', () => {
  it('gives the numbers of the catalogue check on prices', () => {
    const x = cumulated(normals(1, 80));
    const noise = normals(2, 80);
    const closes = (logs: readonly number[]) =>
      walkBars(1, 80).map((bar, i) => ({ ...bar, close: Math.exp(logs[i] ?? 0) }));
    const y = x.map((each, i) => 0.7 * each + (noise[i] ?? 0));
    const run = engleGrangerCointegration.start({ n: 80, p: 1, k: 1 });
    const values = peerSteps([closes(y), closes(x)], 1).map(run);
    expect(values.at(-1)).toBeCloseTo(-5.93870826666, 7);
    expect(readingOf(run, 'critical')).toBeCloseTo(-3.41456629226, 10);
    expect(cointegrationCriticalValues(79).at1).toBeCloseTo(-4.04044370133, 10);
    expect(readingOf(run, 'confidence')).toBe(1);
  });

  it('leans against the distance from the line, in deviations', () => {
    const [own, leader] = boundPair(5, 80);
    const run = engleGrangerCointegration.start({ n: 80, p: 1, k: 50 });
    peerSteps([own, leader], 1).forEach(run);
    const logs = [own, leader].map((bars) => Float64Array.from(bars, ({ close }) => Math.log(close)));
    const found = engleGrangerTest(logs[0] ?? new Float64Array(), logs[1] ?? new Float64Array(), 1);
    if (found === undefined) throw new Error('the pair has a line');
    const z = (found.residuals.at(-1) ?? NaN) / found.deviation;
    expect(readingOf(run, 'z')).toBeCloseTo(z, 9);
    expect(readingOf(run, 'signal')).toBeCloseTo(-z / 2.5, 9);
    expect(readingOf(run, 'hedgeRatio')).toBeCloseTo(found.slope, 12);
  });

  it('measures from the frozen line between fits', () => {
    const [own, leader] = boundPair(5, 61);
    const run = engleGrangerCointegration.start({ ...params, k: 10 });
    const values = peerSteps([own, leader], 1).map(run);
    expect(values[60]).toBe(values[59]);
    const after = own.map((bar, i) => (i === 60 ? { ...bar, close: 2 * bar.close } : bar));
    const rising = engleGrangerCointegration.start({ ...params, k: 10 });
    peerSteps([after, leader], 1).forEach(rising);
    expect(readingOf(rising, 'signal')).toBe(-1);
  });

  it('has no value without a leader, without its bar, or where neither moves', () => {
    const [own, leader] = boundPair(5, 70);
    const alone = peerSteps([own, leader]).map(engleGrangerCointegration.start(params));
    expect(alone.every((value) => value === undefined)).toBe(true);
    const gap = leader.map((bar, i) => (i === 65 ? undefined : bar));
    const values = peerSteps([own, gap], 1).map(engleGrangerCointegration.start(params));
    expect(values.slice(63, 68).map((value) => value === undefined)).toEqual([
      false,
      false,
      true,
      false,
      false,
    ]);
    const still = own.map((bar) => ({ ...bar, close: 100 }));
    expect(
      peerSteps([still, still], 1)
        .map(engleGrangerCointegration.start(params))
        .every((value) => value === undefined),
    ).toBe(true);
  });

  it.each([
    [-5, 1],
    [-3.6, 0.75],
    [-3.2, 0.4],
    [-2, 0],
  ])('is as sure of %d as its critical values are: %d', (tau, expected) => {
    expect(confidenceOfTau(tau, cointegrationCriticalValues(200))).toBe(expected);
  });
});

const [own, leader] = boundPair(9, 90);
describeFormulaContract(engleGrangerCointegration, params, peerSteps([own, leader], 1));
