import { describe, expect, it } from 'vitest';
import { CORRECTED_MAKER } from './maker-terms.ts';
import { riskRulesSchema } from './policy-schema.ts';
import { DEFAULT_RULES, type RiskRules } from './risk-policy.ts';
import { RULE_NUMBER_NAMES, RULE_NUMBERS, ruleNumberObjection } from './rule-numbers.ts';

const complaint = (rules: unknown) =>
  riskRulesSchema.safeParse(rules).error?.issues.map(({ message }) => message);
const sized = (sizing: Partial<RiskRules['sizing']>) => ({
  ...DEFAULT_RULES,
  sizing: { ...DEFAULT_RULES.sizing, ...sizing },
});
const planned = (plan: object) => ({ ...DEFAULT_RULES, exits: { fade: plan } });
const resting = (terms: object) => ({ ...DEFAULT_RULES, maker: { fade: { ...CORRECTED_MAKER, ...terms } } });

describe('numbers of risk rules', () => {
  it.each(RULE_NUMBER_NAMES)('let %s be its usual value and both of its bounds', (name) => {
    const { least, most, usual } = RULE_NUMBERS[name];
    for (const value of [usual, least, most]) expect(ruleNumberObjection(name, value)).toBeUndefined();
    expect(ruleNumberObjection(name, most * 1.01)).toContain(name);
    expect(ruleNumberObjection(name, least - 1)).toContain(name);
    expect(ruleNumberObjection(name, Number.NaN)).toBe(`${name} must be a finite number, was NaN`);
  });

  it.each([
    [sized({ kellyShare: 1.5 }), 'kellyShare must lie in 1 % to 100 %, was 150 %'],
    [sized({ kellyCap: 0 }), 'kellyCap must lie in 1 % to 100 %, was 0 %'],
    [sized({ yearlyVolatility: 3 }), 'yearlyVolatility must lie in 1 % to 200 %, was 300 %'],
    [sized({ dailyShortfall: 0.21 }), 'dailyShortfall must lie in 0.01 % to 20 %, was 21 %'],
    [
      { ...DEFAULT_RULES, correlation: { preset: 'off', limit: 0.99 } },
      'correlationLimit must lie in 0.1 to 0.95, was 0.99',
    ],
    [planned({ longestMs: 1000 }), 'longestTime must lie in 1 min to 44640 min, was 0.0166667 min'],
    [planned({ longestMs: 90_000.5 }), 'longestTime must be a whole number, was 90000.5'],
    [planned({ asymmetric: { stop: 0.3, target: 0.5 } }), 'fixedStop must lie in 0.01 % to 20 %, was 30 %'],
    [
      planned({ targets: { gains: [0.03, 0.01], share: 0.5 } }),
      'gains of targets must rise, were [0.03,0.01]',
    ],
    [resting({ restMs: 500 }), 'makerRest must lie in 1 s to 3600 s, was 0.5 s'],
    [
      resting({ fallback: 'requote', requotes: 0 }),
      'makerRequotes must be at least 1 where the fallback is requote, was 0',
    ],
    [
      { ...DEFAULT_RULES, minimumHolds: { fade: { ms: 172_800_000, blocksProtection: false } } },
      'holdTime must lie in 1 min to 1440 min, was 2880 min',
    ],
  ])('are refused beyond their bounds with the thing, the rule and the value: %#', (rules, message) => {
    expect(complaint(rules)).toEqual([message]);
  });

  it('are taken within them, with every fallback', () => {
    for (const fallback of ['market', 'cancel', 'requote'])
      expect(complaint(resting({ fallback, requotes: 2 }))).toBeUndefined();
    expect(complaint(sized({ kellyShare: 0.1, kellyCap: 0.05, dailyShortfall: 0.01 }))).toBeUndefined();
  });
});
