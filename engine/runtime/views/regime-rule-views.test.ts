import { describe, expect, it } from 'vitest';
import { DEFAULT_RULES } from '../../domain/risk/risk-policy.ts';
import type { RulePreset } from '../../domain/risk/sizing-settings.ts';
import { regimeRuleViews } from './regime-rule-views.ts';

const views = (regime: RulePreset, reversion: readonly string[] = []) =>
  regimeRuleViews({ ...DEFAULT_RULES, reversion, sizing: { ...DEFAULT_RULES.sizing, regime } });
const enteringIn = (found: ReturnType<typeof views>) =>
  Object.fromEntries(
    found.map(({ regime, strategies }) => [regime, strategies.map(({ strategyId }) => strategyId)]),
  );

describe('what the rules by the state of a market show', () => {
  it('is nothing while they are off', () => {
    expect(views('off')).toEqual([]);
  });

  it('is corrected every strategy on its sides, and in a consolidation only what fades', () => {
    const found = views('corrected');
    const two = ['renaissance-gate', 'order-flow', 'formula-vote'];
    const all = expect.arrayContaining([...two, 'buy-and-hold']);
    expect(enteringIn(found)).toEqual({
      'bull-trend': all,
      'bear-trend': expect.not.arrayContaining(['buy-and-hold']),
      'high-volatility-range': all,
      'low-volatility-range': all,
      breakout: all,
      consolidation: ['renaissance-gate'],
    });
    expect(found.at(-1)).toMatchObject({
      sides: 'reversion',
      leastConviction: 0.65,
      sizeFactor: 0.8,
      strategies: [
        {
          presets: ['as-described', 'as-described-conservative', 'as-described-aggressive'],
          isWhole: false,
        },
      ],
    });
    expect(found.map(({ sides }) => sides)).toEqual([
      'long',
      'short',
      'both',
      'both',
      'breakout',
      'reversion',
    ]);
  });

  it('is as described the votes of formulas alone, and nobody in a consolidation', () => {
    const found = enteringIn(views('as-described'));
    expect(found).toMatchObject({ 'bull-trend': ['formula-vote'], consolidation: [] });
    expect(views('as-described').find(({ regime }) => regime === 'breakout')?.sizeFactor).toBe(1.2);
  });

  it('counts whom the owner has told to trade the way back', () => {
    expect(enteringIn(views('as-described', ['formula-vote']))).toMatchObject({
      consolidation: ['formula-vote'],
    });
  });
});
