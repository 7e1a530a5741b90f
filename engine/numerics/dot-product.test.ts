import { describe, expect, it } from 'vitest';
import { dotProduct, writeDotProducts } from './dot-product.ts';

const lists = [1, 2, 3, 4, 5].map((step) => Float64Array.from([1, -step, 0.5 * step, step * step]));

describe('scalar products of a list and several others', () => {
  it.each([0, 1, 2, 3, 4, 5])('are those with each of the first %d', (count) => {
    const a = Float64Array.of(2, 3, -1, 0.25);
    const products = new Float64Array(5);
    writeDotProducts(products, a, lists, count);
    expect(Array.from(products)).toEqual(lists.map((each, i) => (i < count ? dotProduct(a, each) : 0)));
    expect(dotProduct(a, lists[1] as Float64Array)).toBe(2 - 6 - 1 + 1);
  });
});
