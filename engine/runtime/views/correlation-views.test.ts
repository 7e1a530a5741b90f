import { describe, expect, it } from 'vitest';
import { correlationViews } from './correlation-views.ts';

const instruments = new Map(['a', 'b'].map((id) => [id, undefined])) as never;
const historyOf = (one: readonly number[], other: readonly number[]) =>
  ({ history: { common: () => [one, other] } }) as never;

describe('correlations', () => {
  it('are shown with the interval of their sample and how many returns it is of', () => {
    const one = Array.from({ length: 40 }, (_, i) => Math.sin(i * i));
    const other = one.map((each, i) => each + Math.cos(7 * i * i));
    const [pair] = correlationViews(historyOf(one, other), { instruments });
    expect(pair).toMatchObject({ a: 'a', b: 'b', returns: 40 });
    const { high = NaN, low = NaN, sample = NaN } = pair ?? {};
    expect(low).toBeLessThan(sample);
    expect(high).toBeGreaterThan(sample);
    // Even around the sample in the scale of Fisher, 1.96 / √37 to both sides.
    expect(Math.atanh(high) - Math.atanh(sample)).toBeCloseTo(1.959964 / Math.sqrt(37), 6);
    expect(Math.atanh(sample) - Math.atanh(low)).toBeCloseTo(1.959964 / Math.sqrt(37), 6);
  });

  it('are not shown of too few returns', () => {
    expect(correlationViews(historyOf([1, 2], [2, 1]), { instruments })).toEqual([]);
  });
});
