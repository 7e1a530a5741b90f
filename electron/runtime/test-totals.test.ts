import { describe, expect, it } from 'vitest';
import { playwrightTotals, sumOf, totalsOfRun, vitestTotals } from './test-totals.ts';

const test = (status: string, failureMessages: readonly string[] = []) => ({
  status,
  fullName: `adds ${status}`,
  failureMessages,
});
const passing = { name: 'a.test.ts', status: 'passed', message: '', assertionResults: [test('passed')] };
const clean = { passed: 7, failed: 0, failures: [] };

describe('vitestTotals', () => {
  it('takes the counts of passed and failed tests, and names these with the first line of what went wrong', () => {
    const assertionResults = [test('failed', ['Error: 3 is not 4\n    at somewhere']), test('passed')];
    const failing = { name: 'b.test.ts', status: 'failed', message: '', assertionResults };
    const report = { numPassedTests: 2, numFailedTests: 1, testResults: [passing, failing] };
    expect(vitestTotals(JSON.stringify(report))).toEqual({
      passed: 2,
      failed: 1,
      failures: ['b.test.ts > adds failed: Error: 3 is not 4'],
    });
  });

  it('counts a file that broke before its first test as one failure', () => {
    const broken = { name: 'c.test.ts', status: 'failed', message: 'no such module', assertionResults: [] };
    const report = { numPassedTests: 1, numFailedTests: 0, testResults: [passing, broken] };
    expect(vitestTotals(JSON.stringify(report))).toEqual({
      passed: 1,
      failed: 1,
      failures: ['c.test.ts > broke before its first test: no such module'],
    });
  });
});

describe('playwrightTotals', () => {
  it('counts a test that passed on a second try as passed, and names those that failed in every try', () => {
    const spec = (title: string, status: string, message: string) => ({
      title,
      file: 'd.spec.ts',
      tests: [{ status, results: [{ errors: [{ message: 'first try' }] }, { errors: [{ message }] }] }],
    });
    const inner = { specs: [spec('trades', 'unexpected', 'no fill\nwithin 15 s')] };
    const report = {
      stats: { expected: 3, flaky: 1, unexpected: 1, skipped: 5 },
      suites: [{ specs: [spec('opens', 'flaky', 'never')], suites: [inner] }],
    };
    expect(playwrightTotals(JSON.stringify(report))).toEqual({
      passed: 4,
      failed: 1,
      failures: ['d.spec.ts > trades: no fill'],
    });
  });

  it('counts an error outside of any test as one failure', () => {
    const stats = { expected: 3, flaky: 0, unexpected: 0 };
    const report = { stats, suites: [], errors: [{ message: 'no config' }] };
    expect(playwrightTotals(JSON.stringify(report))).toEqual({
      passed: 3,
      failed: 1,
      failures: ['journeys > outside of any test: no config'],
    });
  });
});

describe('totalsOfRun', () => {
  it('believes a clean run', () => {
    expect(totalsOfRun(0, clean)).toEqual(clean);
  });

  it('keeps the failures a run has named', () => {
    const named = { passed: 7, failed: 1, failures: ['a.test.ts > adds: no'] };
    expect(totalsOfRun(1, named)).toEqual(named);
  });

  it('counts one failure for a run that went wrong without naming a test', () => {
    const failures = [expect.stringContaining('ended with 1')];
    expect(totalsOfRun(1, clean)).toEqual({ passed: 7, failed: 1, failures });
    expect(totalsOfRun(undefined, clean)).toMatchObject({ passed: 7, failed: 1 });
  });

  it('counts one failure for a run that left no report', () => {
    expect(totalsOfRun(0, undefined)).toMatchObject({ passed: 0, failed: 1 });
  });
});

describe('sumOf', () => {
  it('adds runs up', () => {
    const runs = [
      { passed: 1, failed: 2, failures: ['a', 'b'] },
      { passed: 30, failed: 1, failures: ['c'] },
    ];
    expect(sumOf(runs)).toEqual({ passed: 31, failed: 3, failures: ['a', 'b', 'c'] });
  });
});
