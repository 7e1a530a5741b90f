import { describe, expect, it } from 'vitest';
import { effectiveLimits } from './effective-limits.ts';
import { parseRulePack } from './parse-rule-pack.ts';
import { PRESET_PACKS } from './preset-packs.ts';
import { DEFAULT_LIMITS } from '../../domain/risk/risk-limits.ts';

const mine = {
  id: 'mine',
  title: 'Mine',
  zone: 'Europe/Prague',
  riskPerTrade: 0.005,
  openPositions: 2,
  onDailyBreach: 'protect-only',
  onTotalBreach: 'freeze',
} as const;

const withoutGaps = (pack: object): unknown => JSON.parse(JSON.stringify(pack));

describe('a rule pack in JSON', () => {
  it.each(PRESET_PACKS)('is read as it was written: $id', (pack) => {
    expect(parseRulePack(JSON.stringify(pack))).toEqual({ ok: true, pack });
  });

  it.each([
    ['a risk of a trade', { ...mine, openPositions: undefined }],
    ['a number of positions', { ...mine, riskPerTrade: undefined }],
    [
      'a loss of a day',
      {
        ...mine,
        riskPerTrade: undefined,
        openPositions: undefined,
        dailyLoss: { share: 0.05, of: 'initial-capital', from: 'balance-at-midnight' },
      },
    ],
    [
      'a loss in all',
      {
        ...mine,
        riskPerTrade: undefined,
        openPositions: undefined,
        totalLoss: { share: 0.1, of: 'initial-capital', trails: 'static' },
      },
    ],
  ])('may have one rule alone: %s', (_rule, pack) => {
    expect(parseRulePack(JSON.stringify(pack))).toEqual({ ok: true, pack: withoutGaps(pack) });
  });

  it.each([
    ['is no JSON', '{', 'a rule pack must be JSON'],
    ['is a list', '[]', 'rule pack: '],
    ['is nothing', 'null', 'rule pack: '],
    ['has a field nobody knows', JSON.stringify({ ...mine, martingale: true }), 'martingale'],
    ['is its own prototype', '{"__proto__": {"id": "mine"}}', 'id: '],
    ['lacks a title', JSON.stringify({ ...mine, title: undefined }), 'title: '],
    ['lives nowhere', JSON.stringify({ ...mine, zone: 'Europe/Atlantis' }), 'zone: '],
    ['has an id with a slash', JSON.stringify({ ...mine, id: '../x' }), 'id: '],
    ['may lose more than all', JSON.stringify({ ...mine, riskPerTrade: 1.5 }), 'riskPerTrade: '],
    ['may lose nothing', JSON.stringify({ ...mine, riskPerTrade: 0 }), 'riskPerTrade: '],
    ['has half a position', JSON.stringify({ ...mine, openPositions: 1.5 }), 'openPositions: '],
    ['has a text for a number', JSON.stringify({ ...mine, riskPerTrade: '0.01' }), 'riskPerTrade: '],
    ['has a number JSON cannot hold', JSON.stringify({ ...mine, riskPerTrade: NaN }), 'riskPerTrade: '],
    [
      'trails the peak of the first capital',
      JSON.stringify({ ...mine, totalLoss: { share: 0.1, of: 'initial-capital', trails: 'peak' } }),
      'totalLoss: ',
    ],
    [
      'has no rule',
      JSON.stringify({ ...mine, riskPerTrade: undefined, openPositions: undefined }),
      'at least one rule',
    ],
    ['is endless', JSON.stringify({ ...mine, title: 'x'.repeat(20_000) }), 'at most 20000 characters'],
  ])('is refused by name when it %s', (_what, text, because) => {
    const parsed = parseRulePack(text);
    expect(parsed).toMatchObject({ ok: false });
    expect(parsed.ok ? '' : parsed.because).toContain(because);
  });
});

describe('the packs that come with the product', () => {
  it('have the numbers they are described with', () => {
    const numbers = PRESET_PACKS.map(({ dailyLoss, id, openPositions, riskPerTrade, totalLoss }) => [
      id,
      dailyLoss?.share,
      totalLoss?.share,
      riskPerTrade,
      openPositions,
    ]);
    expect(numbers).toEqual([
      ['ftmo-as-described', 0.045, 0.09, 0.02, 3],
      ['ftmo-fast-as-described', 0.045, 0.09, 0.005, 5],
      ['ftmo-two-step', 0.05, 0.1, undefined, undefined],
      ['ftmo-one-step', 0.05, 0.1, undefined, undefined],
    ]);
  });

  it('may be as long as 20,000 characters, to the last', () => {
    const text = JSON.stringify(PRESET_PACKS[0]);
    expect(parseRulePack(text.padEnd(20_000))).toMatchObject({ ok: true });
    expect(parseRulePack(text.padEnd(20_001))).toMatchObject({ ok: false });
  });
});

describe('limits under packs', () => {
  it('are those of the strictest', () => {
    const strict = { ...mine, dailyLoss: undefined };
    const { openPositions: _positions, riskPerTrade: _risk, ...silent } = mine;
    const packs = [strict, { ...mine, id: 'other', riskPerTrade: 0.02, openPositions: 9 }, silent] as never;
    expect(effectiveLimits(DEFAULT_LIMITS, packs)).toEqual({
      ...DEFAULT_LIMITS,
      riskPerTrade: 0.005,
      openPositions: 2,
    });
  });
});
