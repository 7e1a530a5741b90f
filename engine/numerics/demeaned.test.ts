import { describe, expect, it } from 'vitest';
import { writeDemeaned } from './demeaned.ts';

describe('values less their mean', () => {
  it('are written into a list, beside the mean', () => {
    const target = new Float64Array(3);
    expect(writeDemeaned(Float64Array.of(1, 2, 6), target)).toBe(3);
    expect([...target]).toEqual([-2, -1, 3]);
  });

  it('may take the place of the values', () => {
    const values = Float64Array.of(4, 8);
    writeDemeaned(values, values);
    expect([...values]).toEqual([-2, 2]);
  });
});
