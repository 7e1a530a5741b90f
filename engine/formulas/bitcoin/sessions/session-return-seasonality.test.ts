import { describe, expect, it } from 'vitest';
import type { Bar } from '../../../domain/market/bar.ts';
import { unixMs } from '../../../domain/units/time.ts';
import { barsOfReturns } from '../../contract-tests/bars-of-returns.ts';
import { normals } from '../../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../../contract-tests/describe-formula-contract.ts';
import { sessionReturnSeasonality, shrunkMean } from './session-return-seasonality.ts';

const SESSION_MS = 28_800_000;
const { defaults } = sessionReturnSeasonality;

/** Bars of a third of a day: one that begins at midnight, then those with these returns. */
const sessions = (...returns: number[]): Bar[] =>
  barsOfReturns(returns).map((bar, index) => ({
    ...bar,
    openTime: unixMs(index * SESSION_MS),
    intervalMs: SESSION_MS,
  }));
/** Days whose first session gains about `gain`, the others nothing on the mean. */
const days = (count: number, gain: number) =>
  Array.from({ length: count }, (_, day) => {
    const wiggle = day % 2 === 0 ? 0.001 : -0.001;
    return [gain + wiggle, wiggle, -wiggle];
  }).flat();

describe('the seasonality of sessions', () => {
  it('has the shrunk mean and its distance from zero of the catalogue check', () => {
    const { mean, t } = shrunkMean({ count: 90, deviation: 0.01, mean: 0.002 }, 0.0005, 60);
    expect(mean).toBeCloseTo(0.0014, 12);
    expect(t).toBeCloseTo(1.32815661727, 10);
  });

  it('speaks of the session that begins', () => {
    const run = sessionReturnSeasonality.start(defaults);
    const values = sessions(...days(40, 0.002).slice(1)).map(run);
    // After the last session of a day the first of the next begins: the one that gains.
    expect(values.at(-1)).toBeGreaterThan(3);
    expect(run.readings?.['signal']?.()).toBe(1);
    expect(run.readings?.['confidence']?.()).toBe(1);
    // The sessions in between are drawn up by the first, but their own mean is next to nothing.
    expect(values.at(-2)).toBeLessThan(values.at(-1) ?? 0);
  });

  it('is 0 until thirty sessions of the kind were seen', () => {
    const values = sessions(...days(40, 0.002).slice(1)).map(sessionReturnSeasonality.start(defaults));
    // The first third of the first day has no return, so the second is the first to have thirty: its bars are
    // 1, 4, …, 88, and bar 90 ends where it begins again.
    expect(values.findIndex((value) => value !== 0)).toBe(90);
  });

  it('is the same from shorter bars', () => {
    const closes = sessions(...days(40, 0.002).slice(1));
    const halves = closes.flatMap((bar) =>
      [0, 1].map((half) => ({
        ...bar,
        openTime: unixMs(bar.openTime + (half * SESSION_MS) / 2),
        intervalMs: SESSION_MS / 2,
        close: half === 0 ? bar.open : bar.close,
      })),
    );
    const run = sessionReturnSeasonality.start(defaults);
    const values = closes.map(sessionReturnSeasonality.start(defaults));
    expect(halves.map(run).filter((_, index) => index % 2 === 1)).toEqual(values);
  });
});

describeFormulaContract(
  sessionReturnSeasonality,
  { ...defaults, window: 40 },
  sessions(...normals(3, 150).map((z) => 0.01 * z)),
);
