import { afterEach, describe, expect, it } from 'vitest';
import type { SafetyWish } from '../../contract/safety-wish.ts';
import { DEFAULT_RULES } from '../../domain/risk/risk-policy.ts';
import { startEngine, temporaryFolders } from '../engine-with-host.fixture.ts';

const mine = {
  id: 'mine',
  title: 'Mine',
  zone: 'Europe/Prague',
  openPositions: 2,
  onDailyBreach: 'protect-only',
  onTotalBreach: 'freeze',
} as const;
const strict = { ...DEFAULT_RULES, correlation: { preset: 'corrected', limit: 0.6 } } as const;

describe('what loosens safety', () => {
  const folders = temporaryFolders();
  afterEach(folders.removeAll);

  const open = async (historyMs = 3000) => {
    const engine = await startEngine(folders.newFolder());
    await engine.pass(historyMs);
    const risk = async () => {
      const answer = await engine.ask('risk', {});
      if (!answer.ok) throw new Error(answer.failure.detail);
      return answer.reply;
    };
    const review = (wish: SafetyWish) => engine.question({ kind: 'review-safety', wish });
    return { ...engine, review, risk };
  };

  it('R-OR-06: is shown as it would be and done when it was confirmed', async () => {
    const { confirm, review, risk } = await open();
    const wish = { kind: 'set-limit', limit: 'openPositions', value: 5 } as const;
    const shown = { accountName: null, changes: [{ kind: 'limit', limit: 'openPositions', from: 3, to: 5 }] };
    expect(await review(wish)).toEqual({ ok: true, files: [], safety: shown });
    expect((await risk()).limits.find(({ name }) => name === 'openPositions')?.pending).toBeNull();
    await confirm(wish);
    expect((await risk()).limits.find(({ name }) => name === 'openPositions')?.pending).toMatchObject({
      value: 5,
    });
  });

  it('of rule packs is what goes or allows more, of what holds and of what waits', async () => {
    const { ask, confirm, review, risk } = await open();
    const stricter = { ...mine, openPositions: 1 };
    await ask('setRulePacks', { packs: [mine] });
    expect(await ask('setRulePacks', { packs: [stricter] })).toMatchObject({ ok: true });
    // The stricter one holds later, and is promised from now on.
    expect(await ask('setRulePacks', { packs: [mine] })).toMatchObject({
      failure: { code: 'needs-confirmation' },
    });
    expect(await review({ kind: 'set-packs', packs: [] })).toMatchObject({
      safety: { changes: [{ kind: 'pack', title: 'Mine', isLeftOut: true }] },
    });
    await confirm({ kind: 'set-packs', packs: [] });
    expect((await risk()).pendingPacks).toMatchObject({ packs: [] });
  });

  it('of rules is named one by one', async () => {
    const { ask, confirm, risk } = await open();
    await ask('setRiskRules', { rules: strict });
    const { changes } = await confirm({ kind: 'set-risk-rules', rules: DEFAULT_RULES as never });
    expect(changes).toEqual([
      {
        kind: 'rule',
        rule: {
          rule: 'correlation',
          from: { preset: 'corrected', numbers: [0.6] },
          to: { preset: 'off', numbers: [0.7] },
        },
      },
    ]);
    expect((await risk()).rules).toEqual(DEFAULT_RULES);
  });

  it('of a freeze is its release, with the reason it was frozen for', async () => {
    const { ask, confirm, review, risk } = await open();
    const release = { kind: 'set-trading-state', state: 'active' } as const;
    expect(await review(release)).toEqual({ ok: false, detail: 'nothing-to-loosen' });
    await ask('setTradingState', { state: 'halted' });
    const { changes } = await confirm({ kind: 'set-trading-state', state: 'reduce-only' });
    expect(changes).toEqual([
      {
        kind: 'trading-state',
        from: 'halted',
        to: 'reduce-only',
        because: 'set by hand',
        isFlattening: false,
      },
    ]);
    await confirm(release);
    expect((await risk()).kill.tradingState).toBe('active');
  });

  it('that was shown before something became stricter is not done', async () => {
    const { ask, question, review, risk } = await open();
    await ask('setTradingState', { state: 'reduce-only' });
    const wish = { kind: 'set-trading-state', state: 'active' } as const;
    const shown = await review(wish);
    if (!shown.ok || !('safety' in shown)) throw new Error('it must be shown');
    await ask('setTradingState', { state: 'halted' });
    expect(await question({ kind: 'confirm-safety', wish, shown: shown.safety })).toEqual({
      ok: false,
      detail: 'changed-meanwhile',
    });
    expect((await risk()).kill.tradingState).toBe('halted');
  });

  it('is measured by what waits for the history of the market, too', async () => {
    const { ask, review } = await open(0);
    expect(await ask('setLimit', { limit: 'openPositions', value: 1 })).toMatchObject({ ok: true });
    expect(await ask('setRulePacks', { packs: [mine] })).toMatchObject({ ok: true });
    expect(await ask('setRiskRules', { rules: strict })).toMatchObject({ ok: true });
    for (const answer of [
      await ask('setLimit', { limit: 'openPositions', value: 3 }),
      await ask('setRulePacks', { packs: [] }),
      await ask('setRiskRules', { rules: DEFAULT_RULES }),
    ])
      expect(answer).toMatchObject({ failure: { code: 'needs-confirmation' } });
    expect(await review({ kind: 'set-limit', limit: 'openPositions', value: 3 })).toMatchObject({
      safety: { changes: [{ from: 1, to: 3 }] },
    });
  });

  it.each<[SafetyWish, string]>([
    [{ kind: 'end-pause', of: { kind: 'account' } }, 'nothing-to-loosen'],
    [{ kind: 'set-limit', limit: 'openPositions', value: 2 }, 'nothing-to-loosen'],
    [{ kind: 'release-symbol', instrument: 'sandbox:BTC/USDT:USDT' }, 'nothing-to-loosen'],
    [
      { kind: 'set-limit', limit: 'leverage', value: 6 },
      'leverage must lie in 0.01 times to 5 times, was 6 times',
    ],
    [{ kind: 'set-packs', packs: [mine, mine] }, 'every rule pack must have an id of its own'],
  ])('is not asked about where there is nothing or it cannot be: %o', async (wish, detail) => {
    const { review } = await open();
    expect(await review(wish)).toEqual({ ok: false, detail });
  });
});
