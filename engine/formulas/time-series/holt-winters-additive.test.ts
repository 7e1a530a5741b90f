import { describe, expect, it } from 'vitest';
import type { Bar } from '../../domain/market/bar.ts';
import { AdditiveSeasons } from '../../numerics/additive-seasons.ts';
import { walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../contract-tests/reading-of.ts';
import { holtWintersAdditive } from './holt-winters-additive.ts';

const QUARTER_MS = 900_000;
const params = { season: 4, alpha: 0.2, beta: 0.01, gamma: 0.1 };

/** Bars of a quarter of an hour, the first at the beginning of an hour. */
const quarters = (volumes: readonly number[]): Bar[] =>
  walkBars(44, volumes.length).map((bar, i) => ({
    ...bar,
    openTime: (i * QUARTER_MS) as Bar['openTime'],
    intervalMs: QUARTER_MS,
    volumeBase: volumes[i] ?? 0,
  }));
/** Busy and quiet hours in turns: 40 and 8 an hour. */
const ordinary = Array.from({ length: 60 }, (_, i) => (Math.floor(i / 4) % 2 === 0 ? 10 : 2));

describe('the volume of the hour against its season', () => {
  it('rests on the smoothing of the catalogue check', () => {
    const model = new AdditiveSeasons(2, { alpha: 0.5, beta: 0.3, gamma: 0.2 });
    [10, 14, 12, 17, 13, 19, 15].forEach((each) => model.push(each));
    expect(model.level).toBeCloseTo(17.5989664062, 9);
    expect(model.trend).toBeCloseTo(1.04224601562, 9);
    expect(model.forecast).toBeCloseTo(20.6947686719, 9);
  });

  it('is zero and the gate open where every hour is as it always is', () => {
    const run = holtWintersAdditive.start(params);
    const values = quarters(ordinary).map(run);
    expect(values[31]).toBeUndefined();
    values.slice(32).forEach((value) => expect(value).toBeCloseTo(0, 12));
    expect(readingOf(run, 'gate')).toBeCloseTo(1, 12);
    expect(readingOf(run, 'expectedVolume')).toBeCloseTo(40, 9);
  });

  it('closes with the volume that is missing', () => {
    // A busy hour of which the first half has traded a quarter as usual.
    const run = holtWintersAdditive.start(params);
    const value = quarters([...ordinary.slice(0, 40), 2.5, 2.5])
      .map(run)
      .at(-1);
    expect(value).toBeCloseTo(Math.log(11 / 41), 12);
    expect(readingOf(run, 'gate')).toBeCloseTo(1 + Math.log(11 / 41) / 2, 12);
  });

  it('does not go below three tenths', () => {
    const run = holtWintersAdditive.start(params);
    quarters([...ordinary.slice(0, 40), 0]).forEach(run);
    expect(readingOf(run, 'gate')).toBe(0.3);
  });

  it('passes over an hour of which a bar is missing', () => {
    const run = holtWintersAdditive.start(params);
    // A quiet hour of which one bar was not seen; after it the busy hour is expected all the same.
    const values = quarters(ordinary)
      .filter((_, i) => i !== 37)
      .map(run);
    expect(values.at(-1)).toBeCloseTo(0, 12);
    const other = holtWintersAdditive.start(params);
    const broken = quarters(ordinary).filter((_, i) => i !== 5);
    expect(broken.map(other)[31]).toBeUndefined();
  });

  it('knows nothing of bars longer than an hour', () => {
    const days = quarters(ordinary).map((bar) => ({ ...bar, intervalMs: 14_400_000 }));
    expect(days.map(holtWintersAdditive.start(params)).every((value) => value === undefined)).toBe(true);
  });
});

describeFormulaContract(holtWintersAdditive, params, quarters(ordinary));
