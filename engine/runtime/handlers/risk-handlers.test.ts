import { afterEach, describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../domain/risk/risk-limits.ts';
import { LIMIT_NAMES } from '../../domain/risk/limit-rules.ts';
import { DEFAULT_RULES } from '../../domain/risk/risk-policy.ts';
import { startEngine, temporaryFolders } from '../engine-with-host.fixture.ts';

const BTC = 'sandbox:BTC/USDT:USDT';
const DAY_MS = 86_400_000;

const mine = {
  id: 'mine',
  title: 'Mine',
  zone: 'Europe/Prague',
  openPositions: 1,
  onDailyBreach: 'protect-only',
  onTotalBreach: 'freeze',
} as const;

describe('questions about risk', () => {
  const folders = temporaryFolders();
  afterEach(folders.removeAll);

  const open = async () => {
    const engine = await startEngine(folders.newFolder());
    await engine.pass(3000);
    const risk = async () => {
      const answer = await engine.ask('risk', {});
      if (!answer.ok) throw new Error(answer.failure.detail);
      return answer.reply;
    };
    return { ...engine, risk };
  };

  it('are answered for a new account: default limits, nothing used, nothing reached', async () => {
    const { risk } = await open();
    const view = await risk();
    expect(view.limits.map(({ name, value }) => [name, value])).toEqual(
      LIMIT_NAMES.map((name) => [name, DEFAULT_LIMITS[name]]),
    );
    expect(view).toMatchObject({
      kill: { tradingState: 'active', isFlattening: false, positionsLeft: 0, isHeldByLimit: false },
      hits: [],
      packs: [],
      pendingPacks: null,
      distances: [],
      maker: [],
      allocation: { isEnough: true },
    });
    expect(view.presetPacks.map(({ id }) => id)).toContain('ftmo-two-step');
    expect(view.presetPlans.map(({ id }) => id)).toContain('three-to-one');
    expect(view.presetHolds).toHaveLength(8);
    expect(view.regimes).toEqual([]);
    // What is shown can be sent back as it is: rules and nothing else.
    expect(view.rules).toEqual(DEFAULT_RULES);
  });

  it('show what is used of a limit', async () => {
    const { ask, pass, risk } = await open();
    await ask('placeOrder', { instrument: BTC, side: 'buy', sizeBase: '0.01', type: 'market' });
    await pass(3000);
    const used = new Map((await risk()).limits.map((limit) => [limit.name, limit.used]));
    expect(used.get('openPositions')).toBe(1);
    expect(used.get('accountEntriesPerMinute')).toBe(1);
    expect(used.get('leverage')).toBeGreaterThan(0.03);
    expect(used.get('dayFees')).toBeGreaterThan(0);
    expect(used.get('slippage')).toBeNull();
  });

  it('lower a limit at once and raise it later, and the loss of a day not before tomorrow', async () => {
    const { ask, confirm, risk } = await open();
    expect(await ask('setLimit', { limit: 'openPositions', value: 1 })).toMatchObject({ ok: true });
    await confirm({ kind: 'set-limit', limit: 'dailyLoss', value: 0.1 });
    const { limits, timeMs } = await risk();
    expect(limits.find(({ name }) => name === 'openPositions')).toMatchObject({ value: 1, pending: null });
    const daily = limits.find(({ name }) => name === 'dailyLoss');
    expect(daily).toMatchObject({ value: 0.045, holdsTheDay: true, pending: { value: 0.1 } });
    const tomorrow = (Math.floor(timeMs / DAY_MS) + 1) * DAY_MS;
    expect(daily?.pending?.fromMs).toBeGreaterThanOrEqual(tomorrow);
  });

  it.each([
    ['riskPerTrade', 0.5, 'riskPerTrade must lie in 0.01 % to 2 %, was 50 %'],
    ['openPositions', 1.5, 'openPositions must be a whole number, was 1.5'],
  ] as const)('refuse %s of %s by name', async (limit, value, detail) => {
    const { ask } = await open();
    expect(await ask('setLimit', { limit, value })).toEqual({
      ok: false,
      failure: { code: 'invalid-parameter', detail },
    });
  });

  it('read a pack, switch it on, and show how far it is from being broken', async () => {
    const { ask, risk } = await open();
    const read = await ask('readRulePack', { text: JSON.stringify(mine) });
    expect(read).toEqual({ ok: true, reply: { pack: mine } });
    expect(await ask('readRulePack', { text: '{"id": 7}' })).toMatchObject({
      ok: false,
      failure: { code: 'file-refused' },
    });
    const [twoStep] = (await risk()).presetPacks.filter(({ id }) => id === 'ftmo-two-step');
    if (!twoStep) throw new Error('there must be a two-step pack');
    expect(await ask('setRulePacks', { packs: [mine, twoStep] })).toMatchObject({ ok: true });
    const { distances, equityQuote, limits, packs } = await risk();
    expect(packs.map(({ id }) => id)).toEqual(['mine', 'ftmo-two-step']);
    expect(limits.find(({ name }) => name === 'openPositions')).toMatchObject({ value: 3, inForce: 1 });
    expect(distances).toMatchObject([
      { packId: 'ftmo-two-step', rule: 'daily-loss', distanceQuote: 0.05 * equityQuote, used: 0 },
      { packId: 'ftmo-two-step', rule: 'total-loss', distanceQuote: 0.1 * equityQuote, resetsAtMs: null },
    ]);
  });

  it('refuse packs that share an id or live nowhere', async () => {
    const { ask } = await open();
    for (const packs of [[mine, mine], [{ ...mine, zone: 'Europe/Atlantis' }]])
      expect(await ask('setRulePacks', { packs })).toMatchObject({
        ok: false,
        failure: { code: 'invalid-parameter' },
      });
  });

  it('set stricter rules', async () => {
    const { ask, risk } = await open();
    const rules = { ...DEFAULT_RULES, correlation: { preset: 'corrected', limit: 0.6 } } as const;
    expect(await ask('setRiskRules', { rules })).toEqual({ ok: true, reply: {} });
    expect((await risk()).rules).toEqual(rules);
  });

  it('refuse numbers of rules beyond what anybody may set, with the rule and the value', async () => {
    const { ask, confirm, risk } = await open();
    const sized = (kellyShare: number) => ({
      ...DEFAULT_RULES,
      sizing: { ...DEFAULT_RULES.sizing, kelly: 'as-described' as const, kellyShare },
    });
    const answer = await ask('setRiskRules', { rules: sized(1.5) });
    expect(answer).toMatchObject({ ok: false, failure: { code: 'malformed-request' } });
    expect(answer.ok ? '' : answer.failure.detail).toContain(
      'kellyShare must lie in 1 % to 100 %, was 150 %',
    );
    expect((await risk()).rules).toEqual(DEFAULT_RULES);
    // Within its bounds a number loosens only once it was confirmed.
    expect(await ask('setRiskRules', { rules: sized(0.5) })).toEqual({ ok: true, reply: {} });
    expect(await ask('setRiskRules', { rules: sized(0.9) })).toMatchObject({
      failure: { code: 'needs-confirmation' },
    });
    await confirm({ kind: 'set-risk-rules', rules: sized(0.9) as never });
    expect((await risk()).rules.sizing.kellyShare).toBe(0.9);
  });

  it('R-IPC-09: loosen nothing, whatever a window asks', async () => {
    const { ask, risk } = await open();
    const strict = { ...DEFAULT_RULES, correlation: { preset: 'corrected', limit: 0.6 } } as const;
    await ask('setRiskRules', { rules: strict });
    await ask('setRulePacks', { packs: [mine] });
    await ask('setTradingState', { state: 'halted' });
    const before = await risk();
    const looser = [
      await ask('setLimit', { limit: 'openPositions', value: 4 }),
      await ask('setLimit', { limit: 'symbolPauseMs', value: 60_000 }),
      await ask('setRulePacks', { packs: [] }),
      await ask('setRulePacks', { packs: [{ ...mine, openPositions: 2 }] }),
      await ask('setRiskRules', { rules: DEFAULT_RULES }),
      await ask('setTradingState', { state: 'reduce-only' }),
    ];
    expect(looser.map((answer) => (answer.ok ? 'done' : answer.failure.code))).toEqual(
      looser.map(() => 'needs-confirmation'),
    );
    const after = await risk();
    expect({ ...after, timeMs: before.timeMs }).toEqual(before);
    const active = { state: 'active' } as unknown as { state: 'halted' };
    expect(await ask('setTradingState', active)).toMatchObject({ failure: { code: 'malformed-request' } });
  });

  it('take an order that was clicked twice once', async () => {
    const { ask, pass, view } = await open();
    const order = { instrument: BTC, side: 'buy', sizeBase: '0.01', type: 'market', key: 'once' } as const;
    await ask('placeOrder', order);
    await ask('placeOrder', order);
    await pass(3000);
    const { fills, refusals } = await view();
    expect(fills.length).toBeGreaterThan(0);
    expect(refusals.map(({ code }) => code)).toEqual(['duplicate-intent']);
  });
});
