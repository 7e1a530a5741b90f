import { describe, expect, it } from 'vitest';
import { latencyModelOf } from './latency.ts';

const NUMBERS = Array.from({ length: 20_000 }, (_, index) => index + 1);
const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length / 2] as number;

describe('delays', () => {
  it('are the same for every order unless told otherwise', () => {
    const model = latencyModelOf({ feedMs: 1, orderMs: 2, responseMs: 3 }, 7);
    expect(model(1)).toEqual({ feedMs: 1, orderMs: 2, responseMs: 3 });
    expect(model(2)).toBe(model(1));
  });

  it('drawn from a log-normal have its medians and its spread', () => {
    const model = latencyModelOf(
      { feedMs: 100, orderMs: 400, responseMs: 1_000, variation: { kind: 'log-normal', sigmaPerMille: 500 } },
      7,
    );
    const drawn = NUMBERS.map(model);
    // The standard error of a median of 20,000 is 1.2533 x 0.5 / sqrt(20000) of the logarithm: 0.44 %.
    for (const [name, expected] of [
      ['feedMs', 100],
      ['orderMs', 400],
      ['responseMs', 1_000],
    ] as const) {
      expect(Math.abs(median(drawn.map((each) => each[name])) / expected - 1)).toBeLessThan(0.02);
    }
    const logs = drawn.map(({ responseMs }) => Math.log(responseMs / 1_000));
    const mean = logs.reduce((sum, each) => sum + each, 0) / logs.length;
    const variance = logs.reduce((sum, each) => sum + (each - mean) ** 2, 0) / logs.length;
    expect(Math.sqrt(variance)).toBeCloseTo(0.5, 1);
    expect(drawn.every(({ orderMs }) => Number.isSafeInteger(orderMs))).toBe(true);
  });

  it('recorded before come as often as they were recorded', () => {
    const variation = { kind: 'empirical', feedMs: [5, 5, 5, 50], orderMs: [1, 2], responseMs: [9] } as const;
    const model = latencyModelOf({ feedMs: 0, orderMs: 0, responseMs: 0, variation }, 7);
    const drawn = NUMBERS.map(model);
    const share = drawn.filter(({ feedMs }) => feedMs === 5).length / drawn.length;
    // A share of 3/4 in 20,000 has a standard error of 0.31 %.
    expect(Math.abs(share - 0.75)).toBeLessThan(0.0125);
    expect(new Set(drawn.map(({ orderMs }) => orderMs))).toEqual(new Set([1, 2]));
    expect(drawn.every(({ responseMs }) => responseMs === 9)).toBe(true);
  });

  it('depend on the seed and the number of the order alone, whatever was drawn before', () => {
    const settings = {
      feedMs: 40,
      orderMs: 40,
      responseMs: 40,
      variation: { kind: 'log-normal', sigmaPerMille: 800 },
    } as const;
    const one = latencyModelOf(settings, 7);
    const other = latencyModelOf(settings, 7);
    const forward = NUMBERS.slice(0, 50).map(one);
    const backward = NUMBERS.slice(0, 50).toReversed().map(other).toReversed();
    expect(backward).toEqual(forward);
    expect(NUMBERS.slice(0, 50).map(latencyModelOf(settings, 8))).not.toEqual(forward);
  });

  it.each([
    [{ feedMs: -1, orderMs: 0, responseMs: 0 }, 'feedMs must be whole milliseconds and not negative, was -1'],
    [
      { feedMs: 0, orderMs: 1.5, responseMs: 0 },
      'orderMs must be whole milliseconds and not negative, was 1.5',
    ],
    [
      {
        feedMs: 0,
        orderMs: 0,
        responseMs: 0,
        variation: { kind: 'empirical', feedMs: [], orderMs: [1], responseMs: [1] },
      } as const,
      'feedMs must have a sample to draw from, had none',
    ],
  ])('are refused when they make no sense', (settings, message) => {
    expect(() => latencyModelOf(settings, 1)).toThrow(message);
  });
});
