import { describe, expect, it } from 'vitest';
import { FIXED_REASONS } from './fixed-reasons.ts';
import { fixedReasonOf, type Reason, reasonText, toldReason } from './reason.ts';

describe('a reason', () => {
  it.each<readonly [Reason, string]>([
    [
      {
        code: 'flow-score',
        values: {
          score: 0.4091,
          parts: [
            { component: 'profileBias', share: 0.2727 },
            { component: 'imbalance', share: -0.1364 },
          ],
        },
      },
      'order flow scores 0.41: profile bias +0.27, book imbalance -0.14',
    ],
    [
      { code: 'score-too-small', values: { score: 0.3636, limit: 0.4 } },
      'the score of 0.36 is not beyond 0.4',
    ],
    [
      { code: 'vote-flat', values: { because: 'tie', voices: 3.21, quorum: 5 } },
      'the vote is FLAT: LONG and SHORT tie (3.2 of 5 independent voices)',
    ],
    [
      {
        code: 'vote-worth-measured',
        values: { votes: 80, meanBps: 3.456, errorBps: 1, costBps: 11.4, edgeBps: -9.7 },
      },
      '80 votes were worth 3.46 ± 1.00 bps before costs of 11.40: -9.70 bps after cost',
    ],
    [{ code: 'plan-target-taken', values: { target: 1, of: 2, gain: 0.005 } }, 'target 1 of 2 at 0.50 %'],
    [
      { code: 'no-skill', values: { skill: null, count: 12 } },
      'its forecasts are not shown to be better than the base rate (skill unknown of 12)',
    ],
    [{ code: 'target-reached' }, 'the target is reached'],
    [{ words: 'its own words' }, 'its own words'],
  ])('is recorded in English: %j', (reason, text) => {
    expect(reasonText(reason)).toBe(text);
  });

  it('is recorded with its code where it has numbers, and known by its text where it has none', () => {
    const numbered = { code: 'no-fit', values: { known: 0, needed: 200 } } as const;
    expect(toldReason(numbered)).toEqual({
      reason: 'no fit, no vote: 0 outcomes are known, 200 that moved are needed',
      said: numbered,
    });
    expect(toldReason({ code: 'holding' })).toEqual({ reason: 'holding' });
    for (const [code, text] of Object.entries(FIXED_REASONS)) expect(fixedReasonOf(text)).toBe(code);
    expect(fixedReasonOf('what nobody has said')).toBeUndefined();
  });
});
