import { describe, expect, it } from 'vitest';
import { walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../contract-tests/reading-of.ts';
import { bars } from '../contract-tests/sample-inputs.ts';
import { variableMovingAverageBand } from './variable-moving-average-band.ts';

const closing = (closes: readonly number[]) =>
  bars(...closes.map((close): [number, number, number] => [close, close, close]));
const params = { S: 1, L: 4, band: 0.01 };

describe('the band around a long average', () => {
  it('has the positions of the catalogue check', () => {
    const run = variableMovingAverageBand.start(params);
    const values = closing([100, 101, 103, 102, 99, 97, 98, 104]).map(run);
    expect(values).toEqual([undefined, undefined, undefined, 0, -1, -1, -1, 1]);
  });

  it('is as strong as the distance is unusual', () => {
    const run = variableMovingAverageBand.start(params);
    closing([100, 101, 103, 102, 99, 97, 98, 104]).forEach(run);
    const distances = [99 / 101.25, 97 / 100.25, 98 / 99, 104 / 99.5].map(Math.log);
    const mean = distances.reduce((sum, each) => sum + each, 0) / 4;
    const deviation = Math.sqrt(distances.reduce((sum, each) => sum + (each - mean) ** 2, 0) / 3);
    const strength = Math.min(1, (distances[3] ?? NaN) / (2 * deviation));
    expect(readingOf(run, 'distance')).toBeCloseTo(distances[3] ?? NaN, 12);
    expect(readingOf(run, 'signal')).toBeCloseTo(0.4 + 0.6 * strength, 12);
    expect(readingOf(run, 'confidence')).toBeCloseTo(0.5 * strength, 12);
  });

  it('says only the side while one distance is known', () => {
    const run = variableMovingAverageBand.start(params);
    expect(closing([100, 100, 100, 110]).map(run).at(-1)).toBe(1);
    expect(readingOf(run, 'signal')).toBe(0.4);
    expect(readingOf(run, 'confidence')).toBe(0);
  });
});

describeFormulaContract(variableMovingAverageBand, { S: 2, L: 10, band: 0.01 }, walkBars(14, 50));
