import { describe, expect, it } from 'vitest';
import { barsOfReturns } from '../../contract-tests/bars-of-returns.ts';
import { normals, walkBars } from '../../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../../contract-tests/reading-of.ts';
import { baiPerronMeanBreaks, lastJump } from './bai-perron-mean-breaks.ts';
import { eDivisiveChange } from './e-divisive-change.ts';
import { energyChange } from './energy-change.ts';
import { mosumMeanTest, movingSums } from './mosum-mean-test.ts';
import { segmentMeans } from './segment-means.ts';

describe('segments of constant mean', () => {
  const values = Float64Array.from([
    0.1, -0.2, 0.15, -0.1, 0.05, 2.1, 1.9, 2.05, 2.2, 1.95, -1.0, -1.1, -0.9, -1.05, -0.95,
  ]);

  it('are cut as in the catalogue check', () => {
    const { breaks, criteria, squares } = segmentMeans(values, 2, 3);
    expect(breaks).toEqual([5, 10]);
    [24.1723333333, 10.571, 0.167, 0.158666666667].forEach((each, m) =>
      expect(squares[m]).toBeCloseTo(each, 9),
    );
    [9.86542811153, 2.87511362857, -53.9269240095, -49.2786473101].forEach((each, m) =>
      expect(criteria[m]).toBeCloseTo(each, 8),
    );
  });

  it('are one where nothing varies, and no more than fit', () => {
    expect(segmentMeans(new Float64Array(20), 4, 3).breaks).toEqual([]);
    expect(segmentMeans(Float64Array.of(0, 0, 5, 5, 5), 2, 3).squares.length).toBe(2);
  });

  it('have a jump in standard errors: -3 against 2.04, from 12 degrees of freedom', () => {
    const error = Math.sqrt((0.167 / 12) * (2 / 5));
    expect(lastJump(values, [5, 10], 0.167)).toBeCloseTo((-1 - 2.04) / error, 9);
    expect(lastJump(values, [], 24)).toBe(0);
  });
});

describe('the age of the last break of the mean', () => {
  const params = { window: 40, trim: 0.2, max_breaks: 2, refit: 5 };
  const noise = normals(7, 60).map((z) => 0.001 * z);
  const shifted = noise.map((each, i) => each + (i < 30 ? 0 : 0.01));

  it('counts the bars since the mean moved', () => {
    const run = baiPerronMeanBreaks.start(params);
    const values = barsOfReturns(shifted).map(run);
    expect(values.slice(0, 41).every((each) => each === undefined)).toBe(true);
    // 60 returns were seen, 30 of them since the break.
    expect(values.at(-1)).toBe(30);
    expect(readingOf(run, 'breaks')).toBe(1);
    expect(readingOf(run, 'jump')).toBeGreaterThan(10);
    expect(readingOf(run, 'gate')).toBe(1);
  });

  it('is the whole window without a break', () => {
    expect(barsOfReturns(noise).map(baiPerronMeanBreaks.start(params)).at(-1)).toBe(40);
  });

  it('is kept of the volatility too', () => {
    const run = baiPerronMeanBreaks.start(params);
    const calm = normals(11, 60).map((z, i) => (i < 30 ? 0.0001 : 0.01) * z);
    barsOfReturns(calm).forEach(run);
    expect(Math.abs(readingOf(run, 'volatilityAge') - 30)).toBeLessThanOrEqual(4);
  });
});

describe('moving sums', () => {
  it('have the numbers of the catalogue check', () => {
    const { at, last, statistic } = movingSums(Float64Array.of(1, -1, 1, -1, 0, 2, 2, 1), 2);
    expect(statistic).toBeCloseTo(0.818593266958, 11);
    expect(at).toBe(7);
    expect(last).toBeCloseTo(0.520922988064, 11);
  });

  const params = { window: 40, h: 4, cv95: 1.02, cv99: 1.16 };
  const noise = normals(3, 40).map((z) => 0.001 * z);

  it('follow a fresh shift of the drift', () => {
    const run = mosumMeanTest.start(params);
    const returns = noise.map((each, i) => each - (i >= 36 ? 0.008 : 0));
    const value = barsOfReturns(returns).map(run).at(-1) ?? 0;
    expect(value).toBeCloseTo(movingSums(Float64Array.from(returns), 4).last, 9);
    expect(value).toBeLessThan(-1.16);
    expect(readingOf(run, 'signal')).toBe(-1);
    expect(readingOf(run, 'confidence')).toBe(0.5);
  });

  it('expose a shift that is over as a break', () => {
    const run = mosumMeanTest.start(params);
    const returns = noise.map((each, i) => each + (i >= 16 && i < 20 ? 0.008 : 0));
    expect(barsOfReturns(returns).map(run).at(-1)).toBe(0);
    expect(readingOf(run, 'breakAge')).toBe(20);
    expect(readingOf(run, 'signal')).toBe(0);
  });
});

describe('a change of distribution', () => {
  it('is found where the catalogue check has it', () => {
    const values = [0.1, -0.1, 0.2, 0, -0.2, 3.1, 2.9, 3, 3.2, 2.8];
    const found = energyChange(values, { least: 2, permutations: 99, seed: 12345 });
    expect(found.statistic).toBeCloseTo(14, 10);
    expect(found.at).toBe(5);
    // Only the few orders that part all five low values from the high ones split as well.
    expect(found.pValue).toBeLessThanOrEqual(0.05);
  });

  it('is nothing where all values are alike', () => {
    expect(energyChange(new Float64Array(10), { least: 2, permutations: 9, seed: 1 })).toEqual({
      statistic: 0,
      at: 2,
      pValue: 1,
    });
  });

  const params = { window: 40, h: 8, permutations: 99, level: 0.05, refit: 10, seed: 12345 };
  const noise = normals(5, 62).map((z) => 0.001 * z);

  it('halves entries for a while, and only then', () => {
    const run = eDivisiveChange.start(params);
    const ages: number[] = [];
    const gates = barsOfReturns(noise.map((each, i) => (i < 25 ? each : 8 * each))).map((bar) => {
      run(bar);
      ages.push(readingOf(run, 'changeAge'));
      return readingOf(run, 'gate');
    });
    // Looked for at 40 returns, and every ten after: known one bar later and halved for eight.
    expect(gates[40]).toBe(1);
    expect(gates.slice(41, 49)).toEqual(Array.from({ length: 8 }, () => 0.5));
    expect(gates.slice(49, 51)).toEqual([1, 1]);
    // 15 returns of the 40 were wild, and one came since.
    expect(Math.abs((ages[41] ?? NaN) - 16)).toBeLessThanOrEqual(2);
  });

  it('lets everything pass while nothing changes', () => {
    const run = eDivisiveChange.start(params);
    expect(barsOfReturns(noise).map(run).at(-1)).toBeGreaterThan(0.05);
    expect(readingOf(run, 'gate')).toBe(1);
    expect(run.readings?.['changeAge']?.()).toBeUndefined();
  });
});

const inputs = walkBars(31, 70);
describeFormulaContract(baiPerronMeanBreaks, { window: 20, trim: 0.1, max_breaks: 2, refit: 10 }, inputs);
const shift = normals(3, 45).map((z, i) => 0.001 * z + (i >= 36 && i < 40 ? 0.008 : 0));
describeFormulaContract(mosumMeanTest, { window: 40, h: 4, cv95: 1.02, cv99: 1.16 }, barsOfReturns(shift));
const wild = normals(5, 60).map((z, i) => (i < 15 ? 0.001 : 0.01) * z);
describeFormulaContract(
  eDivisiveChange,
  { window: 24, h: 6, permutations: 19, level: 0.06, refit: 10, seed: 12345 },
  barsOfReturns(wild),
);
