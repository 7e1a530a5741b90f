import { describe, expect, it } from 'vitest';
import type { RefusalCode } from '../domain/order/refusal.ts';
import { lots } from '../domain/units/lots.ts';
import { moneyFromDecimal } from '../domain/units/money.ts';
import { ticks } from '../domain/units/ticks.ts';
import { unixMs } from '../domain/units/time.ts';
import { exit, openOrder, perpetual } from './gates/situation.fixture.ts';
import {
  type Case,
  clear,
  counts,
  held,
  hit,
  judged,
  limitAt,
  small,
  unitless,
} from './gates/limited.fixture.ts';
import { measured } from '../test/reliability/measured.ts';

const cases: readonly (readonly [RefusalCode, string, Case])[] = [
  ['not-armed', 'live entries are not armed', clear({ isArmed: false })],
  ['reconciling', 'record and venue are being compared', clear({ isReconciling: true })],
  [
    'clock-not-trusted',
    'the venue’s clock is 5001 ms off',
    { ...clear({ clockOffsetMs: -5001 }), measured: { clockOffsetMs: -5001, clockRoundTripMs: 0 } },
  ],
  ['clock-not-trusted', 'its round trip takes 2001 ms', clear({ clockRoundTripMs: 2001 })],
  [
    'disk-low',
    'the disk has 63.5 MiB',
    {
      ...clear({ isDiskLow: true, disk: { freeBytes: 63.5 * 1_048_576, neededBytes: 64 * 1_048_576 } }),
      measured: { freeMiB: 63.5, neededMiB: 64 },
    },
  ],
  [
    'disk-low',
    'a record does not say how full the disk was',
    { ...clear({ isDiskLow: true }), measured: {} },
  ],
  ['computer-asleep', 'the computer goes to sleep', clear({ isAsleep: true })],
  ['symbol-frozen', 'somebody has to look at the symbol', clear({ frozen: [perpetual.id] })],
  ['instrument-halted', 'the venue does not trade it', clear({ halted: [perpetual.id] })],
  [
    'unsupported-order-type',
    'the venue takes limits alone',
    { standing: { orderTypes: new Set(['limit']) } },
  ],
  [
    'unsupported-time-in-force',
    'the venue knows no fill-or-kill',
    {
      intent: { kind: limitAt(1000, 'fok'), protectiveStop: ticks(990) },
      standing: { timesInForce: new Set(['gtc', 'ioc']) },
    },
  ],
  ['size-not-on-lot', 'half a lot is asked for', { intent: { lots: 0.5 as never }, measured: { lots: 0.5 } }],
  ['size-not-on-lot', 'a negative size is asked for', { intent: { lots: -1 as never } }],
  ['size-not-on-lot', 'the size is no number', { intent: { lots: NaN as never }, measured: {} }],
  [
    'price-not-on-tick',
    'a limit lies between two ticks',
    { intent: { kind: { ...limitAt(1000), limit: 999.5 as never } }, measured: { limitTicks: 999.5 } },
  ],
  [
    'price-not-on-tick',
    'a trigger is zero',
    { intent: { kind: { type: 'stop-market', trigger: 0 as never } }, measured: { triggerTicks: 0 } },
  ],
  [
    'price-not-on-tick',
    'a distance is negative',
    {
      intent: { kind: { type: 'trailing-stop', distance: -1 as never } },
      measured: { distanceTicks: -1 },
    },
  ],
  [
    'price-not-on-tick',
    'a stop lies between two ticks',
    { intent: { protectiveStop: 995.5 as never }, measured: { stopTicks: 995.5 } },
  ],
  [
    'duplicate-intent',
    'the same wish arrives again',
    { intent: { key: 'click-1' }, standing: { isKeyKnown: (key) => key === 'click-1' } },
  ],
  [
    'signal-too-old',
    'its signal is 5001 ms old',
    {
      intent: { signal: { at: unixMs(994_999), validMs: 5000 } },
      measured: { ageMs: 5001, validMs: 5000 },
    },
  ],
  [
    'entries-per-minute',
    'the strategy has entered this minute',
    {
      standing: { strategyEntries: counts(1, 1, 1) },
      measured: { strategyEntries: 1, limit: 1 },
    },
  ],
  [
    'entries-per-hour',
    'the strategy has entered ten times this hour',
    { standing: { strategyEntries: counts(0, 10, 10) }, measured: { strategyEntries: 10, limit: 10 } },
  ],
  [
    'entries-per-day',
    'the strategy has entered fifty times today',
    { standing: { strategyEntries: counts(0, 0, 50) }, measured: { strategyEntries: 50, limit: 50 } },
  ],
  [
    'entries-per-minute',
    'the account has entered ten times this minute',
    { standing: { accountEntries: counts(10, 10, 10) }, measured: { accountEntries: 10, limit: 10 } },
  ],
  [
    'entries-per-hour',
    'the account has entered sixty times this hour',
    { standing: { accountEntries: counts(0, 60, 60) }, measured: { accountEntries: 60, limit: 60 } },
  ],
  [
    'entries-per-day',
    'the account has entered two hundred times today',
    { standing: { accountEntries: counts(0, 0, 200) }, measured: { accountEntries: 200, limit: 200 } },
  ],
  [
    'too-many-open-orders',
    'fifty orders are open',
    {
      situation: {
        openOrders: Array.from({ length: 50 }, (_, i) => openOrder({ id: `o-${i}`, role: 'stop' })),
      },
      measured: { openOrders: 50, limit: 50 },
    },
  ],
  [
    'too-many-positions',
    'three positions are open',
    {
      situation: { openPositions: 3 },
      measured: { openPositions: 3, opening: 0, limit: 3 },
    },
  ],
  // 90 lots lose 90 x (101 x 0.001 quote + 5.5 bps of 1001 + 900 ticks each x 0.001) at a stop 101 ticks away.
  [
    'risk-per-trade',
    '0.9 AAA would lose 9.09 and 0.094 of fees at its stop, of 1000',
    {
      intent: { protectiveStop: ticks(891) },
      situation: { equity: moneyFromDecimal('910') },
      measured: { lossQuote: expect.closeTo(9.9936, 3), equityQuote: 910, limit: 0.01 },
    },
  ],
  [
    'order-needs-confirmation',
    'a strategy would put in 100.1 of 1000',
    {
      intent: { lots: lots(100) },
      measured: { notionalQuote: expect.closeTo(100.1, 9), limitQuote: 100 },
    },
  ],
  [
    'order-needs-confirmation',
    'it is more than three times what is usual',
    {
      standing: { medianEntryQuote: 30 },
      measured: { notionalQuote: expect.closeTo(90.09, 9), limitQuote: 90 },
    },
  ],
  [
    'order-needs-confirmation',
    'a person asks for it where the money is real',
    { intent: { runId: 'manual', lots: lots(100) }, standing: { confirmsByHand: true } },
  ],
  [
    'symbol-notional-above-limit',
    'four tenths of equity would be passed: 3.1 and 0.9 AAA are 400.4',
    {
      situation: { netLots: 310 },
      measured: { share: expect.closeTo(0.4004, 9), limit: 0.4 },
    },
  ],
  [
    'account-notional-above-limit',
    'twelve tenths of equity would be passed in all',
    {
      situation: { grossExposure: moneyFromDecimal('1110') },
      measured: { share: expect.closeTo(1.20009, 9), limit: 1.2 },
    },
  ],
  [
    'leverage-above-limit',
    'all positions would be worth more than twice equity',
    {
      situation: { grossExposure: moneyFromDecimal('1950') },
      measured: { leverage: expect.closeTo(2.04009, 9), limit: 2 },
    },
  ],
  [
    'price-outside-band',
    'the ask is 1.5 % from the mid',
    {
      situation: { bestBid: 970, bestAsk: 1000 },
      intent: { protectiveStop: ticks(960) },
      measured: { distance: expect.closeTo(15 / 985, 12), limit: 0.01, priceTicks: 1000 },
    },
  ],
  [
    'stop-too-close',
    'the stop is inside the spread',
    { intent: { protectiveStop: ticks(999) }, measured: { stopTicks: 999, touchTicks: 999 } },
  ],
  [
    'stop-too-close',
    'a short has its stop at the ask',
    {
      intent: { side: 'sell', protectiveStop: ticks(1001) },
      measured: { stopTicks: 1001, touchTicks: 1001 },
    },
  ],
  [
    'stop-too-close',
    'the stop is 1 bps away',
    {
      situation: { bestBid: 9999, bestAsk: 10_000 },
      intent: { lots: lots(9), kind: limitAt(10_000), protectiveStop: ticks(9999) },
      measured: { stopBps: expect.closeTo(1, 9), limitBps: 2 },
    },
  ],
  [
    'daily-loss-limit',
    'the day has lost its limit',
    hit('daily-loss', 'protect-only', { until: unixMs(2_000_000) }),
  ],
  ['drawdown-limit', 'the drawdown has reached its limit', hit('drawdown', 'freeze')],
  ['fee-guard', 'fees have eaten the day', hit('day-fees', 'protect-only')],
  ['fee-guard', 'fees have eaten the gains', hit('fees-of-gains', 'protect-only')],
  ['rule-pack-limit', 'a pack’s day is broken', hit('pack-daily-loss', 'flatten')],
  ['rule-pack-limit', 'a pack is broken', hit('pack-total-loss', 'flatten')],
  ['entry-ceiling', 'entries ran into their ceiling again and again', hit('entry-ceiling', 'freeze')],
  ['venue-rejects', 'the venue turned away twenty orders', hit('reject-storm', 'freeze')],
  [
    'symbol-paused',
    'the symbol has lost five times',
    hit('losses-in-a-row', 'pause-symbol', { instrument: perpetual.id }),
  ],
  [
    'strategy-paused',
    'the strategy was stopped out four times',
    hit('stop-outs', 'pause-strategy', { strategyId: 'a-strategy' }),
  ],
  [
    'strategy-paused',
    'its orders were rejected',
    hit('rejects', 'pause-strategy', { strategyId: 'a-strategy' }),
  ],
  ['strategy-paused', 'its fills slipped', hit('slippage', 'pause-strategy', { strategyId: 'a-strategy' })],
  ['strategies-stopped', 'exits ran into their ceiling', hit('exit-ceiling', 'stop-strategies')],
  [
    'correlated-position',
    'it moves like what is held, whichever way, as described',
    {
      intent: { side: 'sell', protectiveStop: ticks(1010) },
      standing: { correlation: { preset: 'as-described', limit: 0.7 }, correlations: held(0.71, 0.5) },
      measured: { correlation: 0.71, limit: 0.7 },
    },
  ],
  [
    'correlated-position',
    'it moves against what is held and points the other way, corrected',
    {
      standing: { correlation: { preset: 'corrected', limit: 0.7 }, correlations: held(-0.9, -0.8, -5) },
      measured: { correlation: 0.8, limit: 0.7 },
    },
  ],
  [
    'regime-rules',
    'a bear trend takes shorts alone',
    {
      intent: { conviction: 0.9 },
      standing: { regimeRules: 'as-described', regime: { regime: 'bear-trend', probability: 0.9 } },
      measured: { conviction: 0.9, leastConviction: 0.65, probability: 0.9 },
    },
  ],
  [
    'equity-tier',
    'a share of 40 over 5 symbols is below the venue’s smallest order of 10',
    {
      intent: { lots: lots(4), kind: { type: 'market' } },
      situation: {
        equity: moneyFromDecimal('40'),
        instrument: { ...perpetual, minLots: lots(1), minNotional: moneyFromDecimal('4') },
      },
      standing: { equityTiers: 'corrected', tradedSymbols: 6 },
      measured: { perSymbolQuote: 40 / 6, neededQuote: 8, tradedSymbols: 6 },
    },
  ],
  [
    'minimum-hold',
    'a strategy wishes to leave after 299 s of 300',
    {
      intent: { ...exit, lots: lots(90), isWish: true },
      situation: { runLots: 90, netLots: 90 },
      standing: { minimumHold: { ms: 300_000, blocksProtection: false }, heldSince: unixMs(701_000) },
      measured: { heldMs: 299_000, minimumMs: 300_000 },
    },
  ],
];

describe('R-OR-07: review under the limits of an account', () => {
  it('lets an entry within all of them pass', () => {
    expect(judged({})).toEqual({ ok: true, order: small });
  });

  it.each(cases)('refuses with %s when %s', (code, _when, each) => {
    const { measured, ...rest } = each;
    const refusal = measured === undefined ? { code } : { code, measured };
    expect(judged(rest)).toMatchObject({ ok: false, refusal });
  });

  it('names every number it refuses by with its unit', () => {
    const without = cases.flatMap(([code, , each]) =>
      unitless(judged(each)).map((name) => `${code}: ${name}`),
    );
    const codes = new Set(cases.map(([code]) => code)).size;
    measured('R-OR-07', `${codes} codes of refusal reached, ${without.length} numbers without a unit`);
    expect(without).toEqual([]);
  });
});
