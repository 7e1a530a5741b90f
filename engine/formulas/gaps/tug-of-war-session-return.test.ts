import { describe, expect, it } from 'vitest';
import { unixMs } from '../../domain/units/time.ts';
import { barsOfReturns } from '../contract-tests/bars-of-returns.ts';
import { normals } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../contract-tests/reading-of.ts';
import { LegMoments, tugOfWar, tugOfWarSessionReturn } from './tug-of-war-session-return.ts';

const HALF_HOUR_MS = 1_800_000;
const PER_DAY = 48;
/** Place in the day of the first bar of the session and of the first behind it. */
const SESSION = { from: 27, to: 40 };

/** Half-hour bars with these returns, the first of which opens at 13:00 UTC. */
const halfHours = (returns: readonly number[]) =>
  barsOfReturns(returns).map((bar, index) => ({
    ...bar,
    openTime: unixMs((26 + index) * HALF_HOUR_MS),
    intervalMs: HALF_HOUR_MS,
  }));
/** Returns of `days` days that gain `night` a bar by night and `session` a bar in the session. */
const days = (count: number, night: number, session: number) =>
  normals(233, count * PER_DAY).map((z, i) => {
    const place = (27 + i) % PER_DAY;
    return 0.0005 * z + (place >= SESSION.from && place < SESSION.to ? session : night);
  });
const params = { halflife: 30, warmup: 10 };

describe('the tug of war between night and session', () => {
  it('is that of the catalogue check', () => {
    const night = new LegMoments(0.5);
    const session = new LegMoments(0.5);
    [0.01, 0.02].forEach((each) => night.push(each));
    [-0.01, 0].forEach((each) => session.push(each));
    expect(night.variance).toBeCloseTo(6.25e-5, 12);
    expect(tugOfWar(night, session, 0.5)).toBeCloseTo(3.09838667697, 10);
  });

  it('measures both legs from price to price', () => {
    const returns = days(10, 0.0002, -0.0003);
    const run = tugOfWarSessionReturn.start(params);
    halfHours(returns).forEach(run);
    const night = new LegMoments(1 - 2 ** (-1 / 30));
    for (let day = 0; day < 10; day += 1) {
      const from = day * PER_DAY + (SESSION.to - SESSION.from);
      night.push(returns.slice(from, (day + 1) * PER_DAY).reduce((sum, each) => sum + each, 0));
    }
    expect(readingOf(run, 'nightMean')).toBeCloseTo(night.mean, 12);
  });

  it('leans by the leg that runs', () => {
    const run = tugOfWarSessionReturn.start(params);
    const signals = halfHours(days(14, 0.0003, -0.0006)).map((bar) => {
      run(bar);
      return [(bar.openTime / HALF_HOUR_MS + 1) % PER_DAY, readingOf(run, 'signal')] as const;
    });
    const lastAt = (place: number) => signals.filter(([each]) => each === place).at(-1)?.[1];
    expect(lastAt(SESSION.from)).toBe(-1);
    expect(lastAt(SESSION.to - 1)).toBe(-1);
    expect(lastAt(SESSION.to)).toBe(1);
    expect(lastAt(0)).toBe(1);
    expect(lastAt(SESSION.from - 1)).toBe(1);
  });

  it('leaves out a leg whose beginning was not seen', () => {
    const run = tugOfWarSessionReturn.start({ ...params, warmup: 1 });
    const bars = halfHours(days(3, 0.001, 0.001));
    const withoutDay = bars.filter((_, i) => i < 5 || i > 50);
    const values = withoutDay.map(run);
    // The session of the second day is the first that is whole, the night behind it the first of its kind.
    const first = withoutDay[values.findIndex((value) => value !== undefined)];
    expect((first?.openTime ?? 0) / HALF_HOUR_MS).toBe(26 + 2 * PER_DAY);
  });
});

describeFormulaContract(tugOfWarSessionReturn, { ...params, warmup: 2 }, halfHours(days(4, 0.0003, -0.0003)));
