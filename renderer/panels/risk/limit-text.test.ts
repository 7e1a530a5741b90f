import { describe, expect, it } from 'vitest';
import { limitText } from '../../formatting/limit-value.ts';
import { fieldText, fieldValue, ruleText } from './limit-text.ts';

describe('a limit as text', () => {
  it.each([
    [0.045, 'share', '4.50%'],
    [200, 'count', '200'],
    [2, 'times', '2×'],
    [0.180375, 'times', '0.18×'],
    [14_400_000, 'ms', '4h'],
    [2, 'bps', '2 bps'],
    [null, 'share', '–'],
  ] as const)('%d as %s is %s', (value, unit, text) => {
    expect(limitText(value, unit)).toBe(text);
  });

  it.each([
    [0.045, 'share', '4.5'],
    [0.0001, 'share', '0.01'],
    [14_400_000, 'ms', '240'],
    [3, 'times', '3'],
    [45_000, 'seconds', '45'],
    [0.000_001, 'share', '0.0001'],
    [0.7, 'plain', '0.7'],
  ] as const)('%d is typed as a %s and read back', (value, unit, text) => {
    expect(fieldText(value, unit)).toBe(text);
    expect(fieldValue(text, unit)).toBe(value);
  });

  it.each([
    [0.000_001, 'share', '0.0001 %'],
    [86_400_000, 'ms', '1,440 min'],
    [30_000, 'seconds', '30 s'],
    [500, 'count', '500'],
    [0.7, 'plain', '0.7'],
  ] as const)('%d of a rule, a %s, is read as %s', (value, unit, text) => {
    expect(ruleText(value, unit)).toBe(text);
  });

  it('takes a decimal comma and nothing that is no number', () => {
    expect(fieldValue('4,5', 'share')).toBe(0.045);
    for (const text of ['', 'x', '-1', '1e3', '4.5 %', 'Infinity'])
      expect(fieldValue(text, 'share')).toBeUndefined();
  });
});
