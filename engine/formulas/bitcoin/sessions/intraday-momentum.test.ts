import { describe, expect, it } from 'vitest';
import { unixMs } from '../../../domain/units/time.ts';
import { barsOfReturns } from '../../contract-tests/bars-of-returns.ts';
import { normals } from '../../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../../contract-tests/describe-formula-contract.ts';
import { dayForecast, intradayMomentum } from './intraday-momentum.ts';

const HALF_HOUR_MS = 1_800_000;
const { defaults } = intradayMomentum;
const FIRSTS = [0.01, -0.005, 0.002, 0.008, -0.01];
const LASTS = [0.002, -0.001, 0.0005, 0.001, -0.0015];

/** Half-hour bars: the last of a day, then those with these returns. */
const halfHours = (returns: readonly number[]) =>
  barsOfReturns(returns).map((bar, index) => ({
    ...bar,
    openTime: unixMs((47 + index) * HALF_HOUR_MS),
    intervalMs: HALF_HOUR_MS,
  }));
/** Days that move only in their first and last half hour. */
const days = (firsts: readonly number[], lasts: readonly number[]) =>
  firsts.flatMap((first, day) => [first, ...Array.from({ length: 46 }, () => 0), lasts[day] ?? 0]);

describe('intraday momentum', () => {
  const fit = dayForecast(Float64Array.from(FIRSTS), Float64Array.from(LASTS), 0.006);

  it('has the line and the forecast of the catalogue check', () => {
    expect(fit?.slope).toBeCloseTo(0.166666666667, 10);
    expect(fit?.intercept).toBeCloseTo(0.0000333333333333, 12);
    expect(fit?.forecast).toBeCloseTo(0.00103333333333, 12);
  });

  it('is made half an hour before the day ends, and leans only then', () => {
    const run = intradayMomentum.start({ ...defaults, min_obs: 5 });
    const bars = halfHours(days([...FIRSTS, 0.006], [...LASTS, 0.01]));
    const values = bars.map((bar) => [
      run(bar),
      run.readings?.['signal']?.(),
      run.readings?.['confidence']?.(),
    ]);
    const [value, signal, confidence] = values.at(-2) ?? [];
    expect(values.at(-3)?.[0]).toBeUndefined();
    expect(value).toBeCloseTo(fit?.value ?? NaN, 8);
    expect(signal).toBeCloseTo(Math.min(1, 3 * (fit?.value ?? 0)), 8);
    expect(confidence).toBe(Math.min(1, (fit?.slopeT ?? 0) / 3));
    expect(values.at(-1)).toEqual([value, 0, 0]);
  });

  it('leaves out a first half hour whose night began with a bar that is missing', () => {
    const run = intradayMomentum.start({ ...defaults, min_obs: 5 });
    const bars = halfHours(days([...FIRSTS, 0.006], [...LASTS, 0.01]));
    // The bar that ends the fifth day: neither its last half hour nor the first one after it is known.
    const missing = 48 * 5;
    expect(
      bars
        .filter((_, place) => place !== missing)
        .map(run)
        .at(-2),
    ).toBeUndefined();
    const known = intradayMomentum.start({ ...defaults, min_obs: 4 });
    expect(
      bars
        .filter((_, place) => place !== missing)
        .map(known)
        .at(-2),
    ).toBeUndefined();
  });

  it('expects nothing where the first half hours are all alike', () => {
    const same = Float64Array.from([0.01, 0.01, 0.01]);
    expect(dayForecast(same, Float64Array.from([1, 2, 3]), 0.01)?.value).toBe(0);
  });

  it('is none where every past day lies on the line', () => {
    const firsts = Float64Array.from(FIRSTS);
    expect(
      dayForecast(
        firsts,
        firsts.map((each) => 0.5 * each),
        0.01,
      ),
    ).toBeUndefined();
  });
});

describeFormulaContract(
  intradayMomentum,
  { ...defaults, lookback: 4, min_obs: 3 },
  halfHours(normals(5, 48 * 7).map((z) => 0.003 * z)),
);
