import { describe, expect, it } from 'vitest';
import { playwrightTotals, sumOf, totalsOfRun, vitestTotals } from './test-totals.ts';

const passing = { status: 'passed', assertionResults: [{ status: 'passed' }] };

describe('vitestTotals', () => {
  it('takes the counts of passed and failed tests', () => {
    const failing = { status: 'failed', assertionResults: [{ status: 'failed' }, { status: 'passed' }] };
    const report = { numPassedTests: 2, numFailedTests: 1, testResults: [passing, failing] };
    expect(vitestTotals(JSON.stringify(report))).toEqual({ passed: 2, failed: 1 });
  });

  it('counts a file that broke before its first test as one failure', () => {
    const broken = { status: 'failed', assertionResults: [] };
    const report = { numPassedTests: 1, numFailedTests: 0, testResults: [passing, broken] };
    expect(vitestTotals(JSON.stringify(report))).toEqual({ passed: 1, failed: 1 });
  });
});

describe('playwrightTotals', () => {
  it('counts a test that passed on a second try as passed', () => {
    const report = { stats: { expected: 3, flaky: 1, unexpected: 2, skipped: 5 } };
    expect(playwrightTotals(JSON.stringify(report))).toEqual({ passed: 4, failed: 2 });
  });

  it('counts an error outside of any test as one failure', () => {
    const report = { stats: { expected: 3, flaky: 0, unexpected: 0 }, errors: [{ message: 'no config' }] };
    expect(playwrightTotals(JSON.stringify(report))).toEqual({ passed: 3, failed: 1 });
  });
});

describe('totalsOfRun', () => {
  it('believes a clean run', () => {
    expect(totalsOfRun(0, { passed: 7, failed: 0 })).toEqual({ passed: 7, failed: 0 });
  });

  it('keeps the failures a run has named', () => {
    expect(totalsOfRun(1, { passed: 7, failed: 3 })).toEqual({ passed: 7, failed: 3 });
  });

  it('counts one failure for a run that went wrong without naming a test', () => {
    expect(totalsOfRun(1, { passed: 7, failed: 0 })).toEqual({ passed: 7, failed: 1 });
    expect(totalsOfRun(undefined, { passed: 7, failed: 0 })).toEqual({ passed: 7, failed: 1 });
  });

  it('counts one failure for a run that left no report', () => {
    expect(totalsOfRun(0, undefined)).toEqual({ passed: 0, failed: 1 });
  });
});

describe('sumOf', () => {
  it('adds runs up', () => {
    const runs = [
      { passed: 1, failed: 2 },
      { passed: 30, failed: 40 },
    ];
    expect(sumOf(runs)).toEqual({ passed: 31, failed: 42 });
  });
});
