import { describe, expect, it } from 'vitest';
import { normals } from '../../contract-tests/catalogue-fixtures.ts';
import { barSteps, decidedBars } from '../../contract-tests/decided-bars.ts';
import { describeFormulaContract } from '../../contract-tests/describe-formula-contract.ts';
import { describeLearnedDirection } from '../../contract-tests/describe-learned-direction.ts';
import { AnalogMemory } from './analog-memory.ts';
import { gaussianProcessRegression, thinned } from './gaussian-process-regression.ts';
import { clarity, knnAnalogForecast } from './knn-analog-forecast.ts';
import { KernelMemory, nadarayaWatsonKernel } from './nadaraya-watson-kernel.ts';

const inputs = (...values: number[]) => Float64Array.from(values);

describe('the analog forecast', () => {
  it('gives the number of the catalogue check', () => {
    const memory = new AnalogMemory(2, { M: 4, k: 3, gap: 0 });
    memory.learn(inputs(0, 0), 1);
    memory.learn(inputs(1, 0), 2);
    memory.learn(inputs(0, 2), 3);
    expect(memory.predict(inputs(0, 1))).toBeUndefined();
    memory.learn(inputs(3, 3), 10);
    expect(memory.predict(inputs(0, 1))).toBeCloseTo(2, 9);
    expect(memory.spread).toBeCloseTo(Math.sqrt(2 / 3), 9);
  });

  it('takes no two moments that are near in time, and the newer of two that are equally far', () => {
    const memory = new AnalogMemory(1, { M: 6, k: 2, gap: 1 });
    // Distances 1, 1, 2, 9, 9, 1 of the moments, oldest first: the last is chosen, then the second.
    [1, -1, 2, 9, 9, 1].forEach((place, i) => memory.learn(inputs(place), 10 ** i));
    expect(memory.predict(inputs(0))).toBeCloseTo((1e5 + 10) / 2, 6);
  });

  it('finds what a search through everything finds', () => {
    const [M, k, gap] = [200, 12, 3];
    const memory = new AnalogMemory(3, { M, k, gap });
    const numbers = normals(8, 4 * 500);
    let worst = 0;
    for (let t = 0; t < 500; t += 1) {
      const x = Float64Array.from(numbers.slice(4 * t, 4 * t + 3));
      const held = Array.from({ length: Math.min(t, M) }, (_, age) => t - 1 - age);
      const distance = (i: number) => Math.hypot(...x.map((each, j) => each - (numbers[4 * i + j] ?? NaN)));
      const chosen: number[] = [];
      for (const i of held.toSorted((a, b) => distance(a) - distance(b))) {
        if (chosen.length < k && chosen.every((other) => Math.abs(other - i) > gap)) chosen.push(i);
      }
      const weights = chosen.map((i) => 1 / (distance(i) + 1e-6));
      const weighted = chosen.reduce(
        (sum, i, n) => sum + (weights[n] ?? NaN) * (numbers[4 * i + 3] ?? NaN),
        0,
      );
      const expected = weighted / weights.reduce((sum, each) => sum + each, 0);
      const found = memory.predict(x);
      if (t >= M) worst = Math.max(worst, Math.abs((found ?? NaN) - expected));
      memory.learn(x, numbers[4 * t + 3] ?? NaN);
    }
    expect(worst).toBeLessThan(1e-10);
  });

  it.each([
    [0, 0, 0],
    [0.5, 0, 1],
    [0.3, 1, 0.5],
    [-3, 1, 1],
  ])('at a mean of %d with a spread of %d is %d clear of 25 moments', (mean, spread, clear) => {
    expect(clarity(mean, spread, 25)).toBeCloseTo(clear, 12);
  });
});

describe('the kernel mean', () => {
  it('gives the number of the catalogue check', () => {
    const memory = new KernelMemory(1, 4);
    [0, 1, 2, 3].forEach((x) => memory.learn(inputs(x), x * x));
    expect(memory.meanAt(inputs(1.5), inputs(0.8))).toBeCloseTo(2.84657641186, 9);
    expect(memory.meanAt(inputs(1000), inputs(0.8))).toBe(0);
    expect(memory.effectiveSamples).toBe(0);
  });

  it('takes its widths from how much the moments vary', () => {
    const memory = new KernelMemory(3, 10);
    [-2, 2, -2, 2].forEach((x) => memory.learn(inputs(x, x / 2, 0), 1));
    const factor = (4 / 5) ** (1 / 7) * 4 ** (-1 / 7);
    [2, 1, 1e-3].forEach((spread, j) => expect(memory.bandwidths()[j]).toBeCloseTo(factor * spread, 12));
  });

  it('rests on all moments where they lie at one place', () => {
    const memory = new KernelMemory(1, 10);
    [1, 2, 3].forEach((label) => memory.learn(inputs(5), label));
    expect(memory.meanAt(inputs(5), inputs(1))).toBeCloseTo(2, 12);
    expect(memory.effectiveSamples).toBeCloseTo(3, 12);
  });
});

describe('the Gaussian process', () => {
  it('rests on every stride-th sample, the newest among them', () => {
    const numbers = Float64Array.from({ length: 8 }, (_, i) => i);
    const samples = { count: 8, width: 1, inputs: numbers, labels: numbers, bars: numbers };
    expect([...thinned(samples, 3).labels]).toEqual([1, 4, 7]);
    expect([...thinned(samples, 1).inputs]).toEqual([...numbers]);
  });

  it('finds out how long and how noisy the relation is where the moves follow the features', () => {
    const places = Float64Array.from(normals(3, 400));
    const labels = Float64Array.from({ length: 80 }, (_, i) => 3 * Math.tanh(places[5 * i] ?? NaN));
    const bars = Float64Array.from({ length: 80 }, (_, i) => i);
    const params = { ...gaussianProcessRegression.defaults, stride: 1, H: 1 };
    const [hitRate, length, noise, count] =
      gaussianProcessRegression.fit?.({ params, data: { inputs: places, labels, bars } }) ?? [];
    expect(hitRate).toBeGreaterThan(0.8);
    expect([length, noise, count]).toEqual([1, 1, 80]);
  });
});

const watch = { bars: 700, judged: 200, hitRate: 0.6 };
describeLearnedDirection(knnAnalogForecast, { M: 500, k: 20, H: 1, gap: 1 }, { ...watch, momenta: [0.1] });
describeLearnedDirection(nadarayaWatsonKernel, { M: 500, H: 1 }, { ...watch, momenta: [0.1] });
describeLearnedDirection(gaussianProcessRegression, { N: 150, k: 100, H: 1, stride: 1 }, watch);

const steps = barSteps(decidedBars(21, 110));
describeFormulaContract(knnAnalogForecast, { M: 30, k: 5, H: 1, gap: 1 }, steps);
describeFormulaContract(nadarayaWatsonKernel, { M: 30, H: 1 }, steps);
describeFormulaContract(gaussianProcessRegression, { N: 10, k: 10, H: 1, stride: 2 }, steps);
