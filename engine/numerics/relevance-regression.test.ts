import { describe, expect, it } from 'vitest';
import { productsOf } from './labeled-rows.ts';
import { Mulberry32 } from './mulberry32.ts';
import { relevanceRegression } from './relevance-regression.ts';

describe('relevance regression', () => {
  it('goes the step that was worked out by hand', () => {
    const rows = { count: 2, width: 1, inputs: Float64Array.of(1, 2), labels: Float64Array.of(1, 2.5) };
    const fit = relevanceRegression(productsOf(rows, new Float64Array(1), 0), 2, {
      iterations: 1,
      noisePrecision: 1,
    });
    // S = 1 / 6, m = 1, g = 5 / 6, errors 0 and 0.5
    expect(fit?.weights[0]).toBeCloseTo(1, 12);
    expect(fit?.precisions[0]).toBeCloseTo(5 / 6, 9);
    expect(fit?.noisePrecision).toBeCloseTo((2 - 5 / 6) / 0.25, 9);
  });

  it('leaves out what tells nothing', () => {
    const random = new Mulberry32(7);
    const inputs = Float64Array.from({ length: 3 * 400 }, () => random.normal());
    const labels = Float64Array.from({ length: 400 }, (_, i) => 2 * (inputs[3 * i] ?? 0) + random.normal());
    const products = productsOf({ count: 400, width: 3, inputs, labels }, new Float64Array(3), 0);
    const fit = relevanceRegression(products, 400, { iterations: 50, noisePrecision: 0.2 });
    expect(fit?.weights[0]).toBeGreaterThan(1.8);
    expect(fit?.noisePrecision).toBeGreaterThan(0.8);
    expect(fit?.noisePrecision).toBeLessThan(1.2);
    expect(fit?.precisions[1]).toBeGreaterThan(100 * (fit?.precisions[0] ?? NaN));
  });

  it('bears a column of zeros', () => {
    const inputs = Float64Array.of(1, 0, 2, 0, 3, 0);
    const rows = { count: 3, width: 2, inputs, labels: Float64Array.of(1, 2.5, 2.8) };
    const fit = relevanceRegression(productsOf(rows, new Float64Array(2), 0), 3, {
      iterations: 20,
      noisePrecision: 1,
    });
    expect(fit?.weights[1]).toBe(0);
    expect(fit?.precisions[1]).toBe(1e6);
  });

  it('has no noise to find where everything is explained', () => {
    const rows = { count: 3, width: 1, inputs: Float64Array.of(1, 2, 3), labels: new Float64Array(3) };
    const products = productsOf(rows, new Float64Array(1), 0);
    expect(relevanceRegression(products, 3, { iterations: 5, noisePrecision: 1 })).toBeUndefined();
  });
});
