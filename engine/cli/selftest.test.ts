import { describe, expect, it } from 'vitest';
import type { FormulaResult, SelfTestReport } from '../runtime/selftest/self-test.ts';
import { hasPassed, selfTestText } from './selftest-report.ts';

const result = (id: string, change: Partial<FormulaResult> = {}): FormulaResult => ({
  id,
  key: `key-of-${id}`,
  family: 'volatility',
  state: 'ready',
  seen: 100,
  needed: 10,
  spanMs: 0,
  neededMs: 0,
  values: 90,
  medianUs: 0.5,
  p99Us: 20,
  totalMs: 3,
  ...change,
});
const report = (results: FormulaResult[], refused: string[] = []): SelfTestReport => ({
  results,
  seconds: 60,
  barMinutes: 100,
  plannedMinutes: 4310,
  events: 2000,
  liveMinutes: 5,
  refused,
});

describe('the report of a self test', () => {
  it('sums up families: how many stand how, the middle of the medians, the largest of the tails', () => {
    const text = selfTestText(
      report([
        result('F1', { medianUs: 1 }),
        result('F2', { state: 'warming', seen: 3, values: 0, medianUs: 2, p99Us: 50 }),
        result('F3', { state: 'warming', values: 0, medianUs: 9, spanMs: 5_400_000, neededMs: 86_400_000 }),
        result('F4', { family: 'gaps', state: 'silent', values: 0 }),
      ]),
    );
    expect(text).toMatch(/^gaps +1 +0 +0 +1 +0 +0 +0\.50 +20 +3$/m);
    expect(text).toMatch(/^volatility +3 +1 +2 +0 +0 +90 +2\.00 +50 +9$/m);
    expect(text).toContain('had nothing to say yet:\n  F4 key-of-F4');
    expect(text).toContain('still warming up:\n  F2 key-of-F2 3 of 10\n  F3 key-of-F3 1.5 of 24.0 hours');
    expect(text.trimEnd().split('\n').at(-1)).toBe(
      'passed: 4 formulas, 1 ready, 2 warming, 1 silent, 0 failed; 90 values, every one finite and in its range',
    );
  });

  it('does not pass when a formula that had all it needs is silent, and names it', () => {
    const silent = { ...report([result('F150', { state: 'silent', values: 0 })]), barMinutes: 4310 };
    expect(hasPassed(silent)).toBe(false);
    expect(selfTestText(silent)).toContain('not as it has to be: F150 was fed enough and said nothing');
  });

  it.each([
    [
      'a formula that failed',
      report([result('F1', { state: 'failed', failure: 'it threw: no root' })]),
      '  F1 key-of-F1: it threw: no root',
    ],
    ['an input that cannot be', report([result('F1')], ['btc bar: was NaN']), 'refused: btc bar: was NaN'],
  ])('does not pass with %s and names it', (_what, failing, line) => {
    expect(hasPassed(failing)).toBe(false);
    expect(selfTestText(failing)).toContain(line);
    expect(selfTestText(failing)).toContain('FAILED: 1 formulas');
  });
});
