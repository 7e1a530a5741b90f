import { describe, expect, it } from 'vitest';
import { autocorrelations } from './autocorrelation.ts';
import { Random } from './random.ts';
import { RollingAutocorrelation } from './rolling-autocorrelation.ts';

describe('rolling autocorrelations', () => {
  it('are those of the window, before it is full and after', () => {
    const random = new Random(3);
    const values = Array.from({ length: 200 }, () => 0.001 + 0.01 * random.normal());
    const rolling = new RollingAutocorrelation(40, 5);
    values.forEach((value, t) => {
      rolling.push(value);
      const window = values.slice(Math.max(0, t - 39), t + 1);
      const expected = autocorrelations(window, 5);
      expect([...rolling.correlations()]).toEqual([...expected].map((each) => expect.closeTo(each, 11)));
      expect(rolling.isFull).toBe(t >= 39);
    });
  });

  it('forget a value far from the others when it has left', () => {
    const rolling = new RollingAutocorrelation(4, 1);
    [1e5, 0.01, -0.01, 0.02, 0.005].forEach((each) => rolling.push(each));
    expect(rolling.correlations()[1]).toBeCloseTo(
      autocorrelations([0.01, -0.01, 0.02, 0.005], 1)[1] ?? NaN,
      12,
    );
    expect(rolling.mean).toBeCloseTo(0.00625, 15);
  });

  it('are zero of values that do not vary', () => {
    const rolling = new RollingAutocorrelation(5, 2);
    for (let t = 0; t < 12; t += 1) rolling.push(0.3);
    expect([...rolling.correlations()]).toEqual([1, 0, 0]);
  });

  it('need more values than lags', () => {
    expect(() => new RollingAutocorrelation(3, 3)).toThrow(RangeError);
  });
});
