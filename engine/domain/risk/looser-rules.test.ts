import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ExitPlan } from './exit-plan.ts';
import { looserRules } from './looser-rules.ts';
import { DEFAULT_RULES, type RiskRules } from './risk-policy.ts';

const sized = (sizing: Partial<RiskRules['sizing']>): RiskRules => ({
  ...DEFAULT_RULES,
  sizing: { ...DEFAULT_RULES.sizing, ...sizing },
});
const planned = (plan: ExitPlan): RiskRules => ({ ...DEFAULT_RULES, exits: { fade: plan } });
const held = (ms: number, blocksProtection: boolean): RiskRules => ({
  ...DEFAULT_RULES,
  minimumHolds: { fade: { ms, blocksProtection } },
});
const namesOf = (from: RiskRules, to: RiskRules) => looserRules(from, to).map(({ rule }) => rule);

const strict: RiskRules = {
  ...sized({
    kelly: 'corrected',
    volatilityTarget: 'corrected',
    cvar: 'corrected',
    regime: 'corrected',
    drawdownGovernor: 'corrected',
    equityTiers: 'corrected',
  }),
  correlation: { preset: 'corrected', limit: 0.7 },
};

describe('risk rules', () => {
  it('are no looser when all are switched on, and all looser when they are switched off', () => {
    expect(looserRules(DEFAULT_RULES, strict)).toEqual([]);
    expect(namesOf(strict, DEFAULT_RULES)).toEqual([
      'kelly',
      'volatilityTarget',
      'cvar',
      'regime',
      'drawdownGovernor',
      'equityTiers',
      'correlation',
    ]);
  });

  it('may be looser when one reading takes the place of the other', () => {
    expect(namesOf(strict, { ...strict, sizing: { ...strict.sizing, kelly: 'as-described' } })).toEqual([
      'kelly',
    ]);
  });

  it.each([
    ['kellyShare', 'kelly'],
    ['kellyCap', 'kelly'],
    ['yearlyVolatility', 'volatilityTarget'],
    ['dailyShortfall', 'cvar'],
  ] as const)('are looser with a larger %s, and not with a smaller one', (number, rule) => {
    const value = strict.sizing[number];
    const withNumber = (to: number) => ({ ...strict, sizing: { ...strict.sizing, [number]: to } });
    expect(looserRules(strict, withNumber(value * 1.1))).toEqual([
      expect.objectContaining({ rule, from: expect.objectContaining({ preset: 'corrected' }) }),
    ]);
    expect(looserRules(strict, withNumber(value * 0.9))).toEqual([]);
    expect(looserRules(DEFAULT_RULES, sized({ [number]: value * 1.1 }))).toEqual([]);
  });

  it('are looser with a larger correlation that is let in', () => {
    const withLimit = (limit: number) => ({
      ...strict,
      correlation: { preset: 'corrected', limit } as const,
    });
    expect(namesOf(strict, withLimit(0.8))).toEqual(['correlation']);
    expect(namesOf(strict, withLimit(0.6))).toEqual([]);
  });

  it('are looser when another strategy trades the way back while the state of the market is asked', () => {
    expect(namesOf(strict, { ...strict, reversion: ['fade'] })).toEqual(['reversion']);
    expect(namesOf(DEFAULT_RULES, { ...DEFAULT_RULES, reversion: ['fade'] })).toEqual([]);
    const two = { ...strict, reversion: ['fade', 'vote'] };
    expect(namesOf(two, { ...strict, reversion: ['vote', 'fade'] })).toEqual([]);
  });

  it('speak of entries that rest without being looser', () => {
    const maker = {
      place: 'inside-touch',
      improvement: 0.001,
      restMs: 60_000,
      fallback: 'market',
      requotes: 0,
    };
    const resting = { ...DEFAULT_RULES, maker: { fade: maker } } as RiskRules;
    expect([looserRules(DEFAULT_RULES, resting), looserRules(resting, DEFAULT_RULES)]).toEqual([[], []]);
  });
});

const plan: ExitPlan = {
  trailing: { activation: 0.01, distance: 0.005 },
  breakEven: { activation: 0.01, level: 'entry-with-cost' },
  longestMs: 3_600_000,
  targets: { gains: [0.01, 0.02], share: 0.5 },
  asymmetric: { stop: 0.005, target: 0.015 },
  reversion: { window: 240, refit: 60, discount: 0.001 },
};

describe('rules of exits', () => {
  it.each<[string, ExitPlan]>([
    ['the same', plan],
    ['follows closer and sooner', { ...plan, trailing: { activation: 0.005, distance: 0.004 } }],
    ['gives nothing back sooner', { ...plan, breakEven: { activation: 0.005, level: 'entry-with-cost' } }],
    ['ends sooner', { ...plan, longestMs: 60_000 }],
    ['takes more, nearer and once more', { ...plan, targets: { gains: [0.01, 0.015, 0.3], share: 0.6 } }],
    ['stops nearer', { ...plan, asymmetric: { stop: 0.004, target: 0.01 } }],
  ])('are no looser where a plan %s', (_, to) => {
    expect(looserRules(planned(plan), planned(to))).toEqual([]);
  });

  it.each<[string, ExitPlan]>([
    ['follows from farther away', { ...plan, trailing: { activation: 0.01, distance: 0.006 } }],
    ['follows later', { ...plan, trailing: { activation: 0.011, distance: 0.005 } }],
    ['gives the cost back', { ...plan, breakEven: { activation: 0.01, level: 'entry' } }],
    ['gives nothing back later', { ...plan, breakEven: { activation: 0.02, level: 'entry-with-cost' } }],
    ['ends later', { ...plan, longestMs: 3_600_001 }],
    ['takes less', { ...plan, targets: { gains: [0.01, 0.02], share: 0.4 } }],
    ['takes farther away', { ...plan, targets: { gains: [0.01, 0.03], share: 0.5 } }],
    ['takes less often', { ...plan, targets: { gains: [0.01], share: 0.5 } }],
    ['stops farther away', { ...plan, asymmetric: { stop: 0.006, target: 0.015 } }],
    ['wants more', { ...plan, asymmetric: { stop: 0.005, target: 0.02 } }],
    ['is fitted otherwise', { ...plan, reversion: { window: 60, refit: 60, discount: 0.001 } }],
  ])('may be looser where a plan %s', (_, to) => {
    expect(looserRules(planned(plan), planned(to))).toEqual([{ rule: 'exits', strategyId: 'fade' }]);
  });

  it('are looser with every part that goes, and with none that comes', () => {
    const parts = Object.keys(plan) as (keyof ExitPlan)[];
    fc.assert(
      fc.property(fc.subarray(parts), fc.subarray(parts), (had, has) => {
        const of = (names: readonly (keyof ExitPlan)[]) =>
          planned(Object.fromEntries(names.map((name) => [name, plan[name]])));
        const isLooser = looserRules(of(had), of(has)).length > 0;
        expect(isLooser).toBe(had.some((name) => !has.includes(name)));
      }),
    );
    expect(namesOf(planned(plan), DEFAULT_RULES)).toEqual(['exits']);
    expect(namesOf(DEFAULT_RULES, planned(plan))).toEqual([]);
  });

  it('are looser when a hold keeps exits that protect back, or longer', () => {
    expect(namesOf(DEFAULT_RULES, held(1000, true))).toEqual(['minimumHold']);
    expect(namesOf(held(1000, false), held(1000, true))).toEqual(['minimumHold']);
    expect(namesOf(held(1000, true), held(2000, true))).toEqual(['minimumHold']);
    expect(namesOf(held(2000, true), held(1000, true))).toEqual([]);
    expect(namesOf(held(2000, true), DEFAULT_RULES)).toEqual([]);
    expect(namesOf(DEFAULT_RULES, held(2000, false))).toEqual([]);
  });
});
