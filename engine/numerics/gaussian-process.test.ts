import { describe, expect, it } from 'vitest';
import { choleskySolve } from './cholesky.ts';
import { dotProduct } from './dot-product.ts';
import {
  conditionProcess,
  type ConditionedProcess,
  foldedInverse,
  ProcessForecast,
} from './gaussian-process.ts';
import { Mulberry32 } from './mulberry32.ts';

const kernel = (places: readonly number[]) =>
  places.map((a) => Float64Array.from(places, (b) => Math.exp(-0.5 * (a - b) ** 2)));

describe('a Gaussian process', () => {
  it('forecasts what scikit-learn’s GaussianProcessRegressor does', () => {
    const places = [0, 1, 2, 3];
    const process = conditionProcess(kernel(places), Float64Array.of(0, 1, 0.5, -1), 0.1) ?? never();
    const forecast = new ProcessForecast(1);
    forecast.load(modelOf(process, places));
    forecast.ask(Float64Array.of(1.5));
    // RBF(1, 'fixed'), alpha 0.1, optimizer None, at 1.5
    expect(forecast.mean).toBeCloseTo(0.899270773154, 10);
    expect(forecast.variance).toBeCloseTo(0.0784453939747, 10);
  });

  it('is the same process again after another one of another size', () => {
    const forecast = new ProcessForecast(1);
    const askAt = (places: readonly number[], targets: readonly number[]) => {
      const process = conditionProcess(kernel(places), Float64Array.from(targets), 0.1) ?? never();
      forecast.load(modelOf(process, places));
      forecast.ask(Float64Array.of(0.5));
      return [forecast.mean, forecast.variance];
    };
    const first = askAt([0, 1, 2], [1, 2, 0]);
    const other = askAt([0, 1, 2, 5], [1, -2, 0, 3]);
    expect(other).not.toEqual(first);
    expect(askAt([0, 1, 2], [1, 2, 0])).toEqual(first);
  });

  it('has the mean and the variance of the definition in several dimensions, whatever the number of data', () => {
    const random = new Mulberry32(17);
    const draw = (length: number) => Float64Array.from({ length }, () => random.normal());
    for (const count of [1, 2, 5, 7, 8, 21]) {
      const places = Array.from({ length: count }, () => draw(3));
      const [targets, asked] = [draw(count), draw(3)];
      const covariance = (a: Float64Array, b: Float64Array) =>
        Math.exp(-0.2 * a.reduce((sum, each, j) => sum + (each - (b[j] as number)) ** 2, 0));
      const rows = places.map((a) => Float64Array.from(places, (b) => covariance(a, b)));
      const process = conditionProcess(rows, targets, 0.5) ?? never();
      const column = Float64Array.from(places, (place) => covariance(place, asked));
      const forecast = new ProcessForecast(3);
      const flat = places.flatMap((place) => [...place]);
      forecast.load({ ...modelOf(process, flat), narrowing: 0.2 });
      forecast.ask(asked);
      expect(forecast.mean).toBeCloseTo(dotProduct(column, process.weights), 12);
      const explained = dotProduct(column, choleskySolve(process.factor, column));
      expect(forecast.variance).toBeCloseTo(1 - explained, 12);
    }
  });

  it('has the density of a normal number for a single target', () => {
    const process = conditionProcess([Float64Array.of(1)], Float64Array.of(2), 3);
    // A normal number of variance 4 at 2.
    expect(process?.logLikelihood).toBeCloseTo(-0.5 * (1 + Math.log(4) + Math.log(2 * Math.PI)), 12);
  });

  it('bears places that are the same, with a little noise of its own', () => {
    const process = conditionProcess(kernel([1, 1, 1]), Float64Array.of(1, 1, 1), 0);
    expect(process?.weights.reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 5);
  });

  it('does not exist for a covariance that is none', () => {
    expect(conditionProcess([Float64Array.of(-1)], Float64Array.of(2), 0)).toBeUndefined();
  });
});

const modelOf = ({ factor, weights }: ConditionedProcess, places: readonly number[]) => ({
  places: Float64Array.from(places),
  narrowing: 0.5,
  weights,
  inverse: foldedInverse(factor),
});

function never(): never {
  throw new Error('no process');
}
