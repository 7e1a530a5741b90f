import { describe, expect, it } from 'vitest';
import { logisticRegression } from './logistic-regression.ts';
import { Mulberry32 } from './mulberry32.ts';
import { heldLogistic, heldProbability } from './held-logistic.ts';

/** Rows of three normal numbers whose log odds have these weights. */
function sample(count: number, weights: readonly number[], seed = 3) {
  const random = new Mulberry32(seed);
  const inputs = Float64Array.from({ length: 3 * count }, () => random.normal());
  const labels = Float64Array.from({ length: count }, (_, i) => {
    const odds = weights.reduce((sum, weight, j) => sum + weight * (inputs[3 * i + j] ?? 0), 0.3);
    return random.uniform() < 1 / (1 + Math.exp(-odds)) ? 1 : -1;
  });
  return { count, width: 3, inputs, labels };
}

describe('a logistic regression with held weights', () => {
  it('is the free one where that has none', () => {
    const rows = sample(500, [1, 0.5, 0.8]);
    const lists = Array.from({ length: 500 }, (_, i) => [...rows.inputs.subarray(3 * i, 3 * i + 3)]);
    const free = logisticRegression(
      lists,
      rows.labels.map((label) => (label > 0 ? 1 : 0)),
      2,
    );
    const found = heldLogistic(rows, { ridge: 2, least: 0 });
    free?.coefficients.forEach((each, j) => expect(found?.[j]).toBeCloseTo(each, 5));
  });

  it('lies at the bound where the free one is beyond it', () => {
    const rows = sample(800, [1, -0.7, 0.5]);
    const found = heldLogistic(rows, { ridge: 1, least: 0 }) ?? new Float64Array();
    expect(found[2]).toBe(0);
    // Without the second column the rest is free.
    const lists = Array.from({ length: 800 }, (_, i) => [
      rows.inputs[3 * i] ?? 0,
      rows.inputs[3 * i + 2] ?? 0,
    ]);
    const free = logisticRegression(
      lists,
      rows.labels.map((label) => (label > 0 ? 1 : 0)),
      1,
    );
    [0, 1, 3].forEach((place, j) => expect(found[place]).toBeCloseTo(free?.coefficients[j] ?? NaN, 5));
  });

  it('stays near its center without evidence', () => {
    const rows = { count: 1, width: 2, inputs: Float64Array.of(0, 0), labels: Float64Array.of(1) };
    const found = heldLogistic(rows, { ridge: 1, center: 0.125, least: 0 });
    expect([...(found ?? [])].slice(1)).toEqual([0.125, 0.125]);
  });

  it('goes below 0 where it may', () => {
    const found = heldLogistic(sample(2000, [1, -0.7, 0.5]), { ridge: 1 }) ?? new Float64Array();
    [0.3, 1, -0.7, 0.5].forEach((each, j) => expect(Math.abs((found[j] ?? NaN) - each)).toBeLessThan(0.2));
  });

  it('counts a row of weight 2 as two rows', () => {
    const rows = sample(60, [1, 0, 0]);
    const rowWeights = rows.labels.map((_, i) => (i < 20 ? 2 : 1));
    const twice = {
      ...rows,
      count: 80,
      inputs: Float64Array.of(...rows.inputs, ...rows.inputs.subarray(0, 60)),
      labels: Float64Array.of(...rows.labels, ...rows.labels.subarray(0, 20)),
    };
    const weighted = heldLogistic(rows, { ridge: 1, rowWeights });
    heldLogistic(twice, { ridge: 1 })?.forEach((each, j) => expect(weighted?.[j]).toBeCloseTo(each, 5));
  });

  it('tells the probability of the catalogue check', () => {
    const logOdds = Float64Array.of(Math.log(1.5), Math.log(7 / 3), Math.log(2 / 3));
    expect(heldProbability(Float64Array.of(0.1, 0.5, 0.25, 0.25), logOdds)).toBeCloseTo(0.6018527116, 9);
  });

  it('finds nothing in nothing', () => {
    const none = { count: 0, width: 1, inputs: new Float64Array(), labels: new Float64Array() };
    expect(heldLogistic(none, { ridge: 1 })).toBeUndefined();
    const broken = { count: 1, width: 1, inputs: Float64Array.of(NaN), labels: Float64Array.of(1) };
    expect(heldLogistic(broken, { ridge: 1 })).toBeUndefined();
  });
});
