import { describe, expect, it } from 'vitest';
import type { FormulaResult } from './self-test.ts';
import { unexpectedStates } from './unexpected-states.ts';

const DAY_MS = 86_400_000;
const result = (id: string, change: Partial<FormulaResult>): FormulaResult => ({
  id,
  key: '',
  family: '',
  state: 'silent',
  seen: 100,
  needed: 10,
  spanMs: 0,
  neededMs: 0,
  values: 0,
  medianUs: 0,
  p99Us: 0,
  totalMs: 0,
  ...change,
});
/** What is said of formulas at the end of a test with so many of 4310 minutes. */
const said = (barMinutes: number, ...results: FormulaResult[]) =>
  unexpectedStates({ barMinutes, plannedMinutes: 4310, results }).map(
    ({ because, id }) => `${id} ${because}`,
  );

describe('what a formula has to be at the end of a self test', () => {
  it('is not silent, unless it is known to be or has spoken before', () => {
    expect(
      said(
        4310,
        result('F150', {}),
        result('F189', {}),
        result('F151', { values: 3 }),
        result('F97', { needed: 5000 }),
      ),
    ).toEqual(['F150 was fed enough and said nothing']);
  });

  it('is warm where the test has all it needs', () => {
    const warming = { state: 'warming', seen: 3 } as const;
    expect(
      said(
        4310,
        result('F150', { ...warming, needed: 14 }),
        result('F280', { ...warming, needed: 43_201 }),
        result('F234', { ...warming, needed: 2, neededMs: 14 * DAY_MS }),
        result('F300', { ...warming, needed: 91 }),
        result('F355', { state: 'warming', seen: 17_000, needed: 2, neededMs: 365 * DAY_MS }),
      ),
    ).toEqual([
      'F150 was fed 3 of 14 inputs in a test that has them all',
      'F300 was fed 3 of 91 inputs in a test that has them all',
    ]);
  });

  it('is not known of minutes that there was no time for, nor of a tape that is hours long', () => {
    expect(said(300, result('F150', {}), result('F101', { state: 'warming' }))).toEqual([]);
    expect(said(300, result('F300', {}))).toEqual(['F300 was fed enough and said nothing']);
  });
});
