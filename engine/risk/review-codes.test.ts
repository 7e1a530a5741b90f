import { describe, expect, it } from 'vitest';
import type { OrderIntent } from '../domain/order/order-intent.ts';
import type { RefusalCode } from '../domain/order/refusal.ts';
import type { LimitAction, LimitHit, LimitHitCode } from '../domain/risk/limit-hit.ts';
import { DEFAULT_LIMITS } from '../domain/risk/risk-limits.ts';
import { ALL_CLEAR } from '../domain/risk/trading-conditions.ts';
import { lots } from '../domain/units/lots.ts';
import { moneyFromDecimal } from '../domain/units/money.ts';
import { ticks } from '../domain/units/ticks.ts';
import { unixMs } from '../domain/units/time.ts';
import type { RiskStanding, Situation } from './gate.ts';
import { calm, entry, exit, openOrder, perpetual, standing } from './gates/situation.fixture.ts';
import { review } from './review.ts';

/** An account of 1000 with the limits of a new one. 1 AAA is 100 lots and worth 100.1. */
const limited: Situation = { ...calm, standing: { ...standing, limits: DEFAULT_LIMITS } };

/** An entry small enough for every limit: 0.9 AAA worth 90.09, stop 0.5 below, so 0.45 and its fees are at risk. */
const small: OrderIntent = { ...entry, lots: lots(90) };

interface Case {
  readonly intent?: Partial<OrderIntent>;
  readonly situation?: Partial<Situation>;
  readonly standing?: Partial<RiskStanding>;
  readonly measured?: object;
}

const clear = (over: Partial<RiskStanding['conditions']>) => ({
  standing: { conditions: { ...ALL_CLEAR, ...over } },
});
const hit = (code: LimitHitCode, action: LimitAction, over: Partial<LimitHit> = {}) => ({
  standing: { hits: [{ code, action, measured: { lost: 0.05 }, ...over }] },
});
const counts = (minute: number, hour: number, day: number) => ({ minute, hour, day });
const limitAt = (limit: number, timeInForce: 'gtc' | 'fok' = 'gtc') =>
  ({ type: 'limit', limit: ticks(limit), timeInForce, postOnly: false }) as const;
const held = (sample: number, shrunk: number, signedLots = 10) => [
  { instrument: 'test:BBB/USDT:USDT', signedLots, sample, shrunk },
];

const cases: readonly (readonly [RefusalCode, string, Case])[] = [
  ['not-armed', 'live entries are not armed', clear({ isArmed: false })],
  ['reconciling', 'record and venue are being compared', clear({ isReconciling: true })],
  [
    'clock-not-trusted',
    'the venue’s clock is 5001 ms off',
    { ...clear({ clockOffsetMs: -5001 }), measured: { clockOffsetMs: -5001, clockRoundTripMs: 0 } },
  ],
  ['clock-not-trusted', 'its round trip takes 2001 ms', clear({ clockRoundTripMs: 2001 })],
  ['disk-low', 'the disk is nearly full', clear({ isDiskLow: true })],
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
      situation: { openPositions: 3, settings: { ...calm.settings, maxOpenPositions: 9 } },
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
      situation: { netLots: 310, settings: { ...calm.settings, maxExposurePerInstrument: 9 } },
      measured: { share: expect.closeTo(0.4004, 9), limit: 0.4 },
    },
  ],
  [
    'account-notional-above-limit',
    'twelve tenths of equity would be passed in all',
    {
      situation: {
        grossExposure: moneyFromDecimal('1110'),
        settings: { ...calm.settings, maxExposureTotal: 9 },
      },
      measured: { share: expect.closeTo(1.20009, 9), limit: 1.2 },
    },
  ],
  [
    'leverage-above-limit',
    'all positions would be worth more than twice equity',
    {
      situation: {
        grossExposure: moneyFromDecimal('1950'),
        settings: { ...calm.settings, maxExposureTotal: 9 },
      },
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
  ['entry-ceiling', 'entries ran into their ceiling again and again', hit('entry-ceiling', 'protect-only')],
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

const judged = ({ intent, situation, standing: over }: Case) =>
  review({ ...small, ...intent }, { ...limited, ...situation, standing: { ...limited.standing, ...over } });

describe('R-OR-07: review under the limits of an account', () => {
  it('lets an entry within all of them pass', () => {
    expect(judged({})).toEqual({ ok: true, order: small });
  });

  it.each(cases)('refuses with %s when %s', (code, _when, each) => {
    const { measured, ...rest } = each;
    const refusal = measured === undefined ? { code } : { code, measured };
    expect(judged(rest)).toMatchObject({ ok: false, refusal });
  });

  const passing: readonly (readonly [string, Case])[] = [
    ['a person asks for a large order on paper', { intent: { runId: 'manual', lots: lots(100) } }],
    [
      'a person has confirmed a large order',
      { intent: { runId: 'manual', lots: lots(100), isConfirmed: true }, standing: { confirmsByHand: true } },
    ],
    ['a warning stands', hit('daily-loss-warning', 'warn')],
    ['another symbol pauses', hit('losses-in-a-row', 'pause-symbol', { instrument: 'test:BBB/USDT:USDT' })],
    ['another strategy pauses', hit('stop-outs', 'pause-strategy', { strategyId: 'another' })],
    [
      'strategies are stopped and a person asks',
      {
        intent: { runId: 'manual' },
        standing: { ...hit('exit-ceiling', 'stop-strategies').standing, strategyId: 'manual' },
      },
    ],
    [
      'a person enters again within the minute of a strategy',
      { intent: { runId: 'manual' }, standing: { strategyEntries: counts(9, 9, 9) } },
    ],
    ['its signal is as old as it may be', { intent: { signal: { at: unixMs(995_000), validMs: 5000 } } }],
    ['its key is new', { intent: { key: 'click-2' } }],
    [
      'the venue knows its time in force',
      {
        intent: { kind: limitAt(1000), protectiveStop: ticks(990) },
        standing: { timesInForce: new Set(['gtc']), orderTypes: new Set(['limit']) },
      },
    ],
    [
      'what is held in it moves like itself',
      {
        standing: {
          correlation: { preset: 'corrected', limit: 0.7 },
          correlations: [{ instrument: perpetual.id, signedLots: 5, sample: 1, shrunk: 1 }],
        },
      },
    ],
    [
      'it moves like what is not held any more',
      { standing: { correlation: { preset: 'as-described', limit: 0.7 }, correlations: held(1, 1, 0) } },
    ],
    [
      'it works against what is held, corrected',
      {
        intent: { side: 'sell', protectiveStop: ticks(1010) },
        standing: { correlation: { preset: 'corrected', limit: 0.7 }, correlations: held(0.9, 0.9) },
      },
    ],
    [
      'it adds to a position, whatever that moves like',
      {
        situation: { runLots: 10, netLots: 10 },
        standing: { correlation: { preset: 'as-described', limit: 0.7 }, correlations: held(1, 1) },
      },
    ],
    [
      'a person goes against the state of the market',
      {
        intent: { runId: 'manual' },
        standing: { regimeRules: 'as-described', regime: { regime: 'bear-trend', probability: 0.9 } },
      },
    ],
    [
      'the state of the market is with it',
      {
        intent: { conviction: 0.7 },
        standing: { regimeRules: 'corrected', regime: { regime: 'bull-trend', probability: 0.9 } },
      },
    ],
    [
      'a small account has a share for each of two symbols',
      { standing: { equityTiers: 'corrected', tradedSymbols: 2 } },
    ],
    [
      'an account beyond the micro tier trades many symbols, as described',
      { standing: { equityTiers: 'as-described', tradedSymbols: 900 } },
    ],
  ];

  it.each(passing)('lets it pass when %s', (_when, each) => {
    expect(judged(each)).toMatchObject({ ok: true });
  });

  const closing = { situation: { runLots: 90, netLots: 90 }, intent: { ...exit, lots: lots(90) } };
  const hold = { minimumHold: { ms: 300_000, blocksProtection: true }, heldSince: unixMs(999_000) };
  const never: readonly (readonly [string, Partial<RiskStanding>, Partial<OrderIntent>])[] = [
    [
      'nothing is armed and the disk is low',
      { conditions: { ...ALL_CLEAR, isArmed: false, isDiskLow: true } },
      {},
    ],
    ['every limit is reached', { hits: [{ code: 'drawdown', action: 'freeze', measured: {} }] }, {}],
    [
      'every ceiling is reached',
      { accountEntries: counts(99, 99, 999), strategyEntries: counts(99, 99, 999) },
      {},
    ],
    ['a protective exit comes before the minimum hold', hold, {}],
    [
      'the plan closes before a hold that spares protection',
      { ...hold, minimumHold: { ms: 300_000, blocksProtection: false } },
      { isPlanned: true },
    ],
    ['a wish comes after the minimum hold', { ...hold, heldSince: unixMs(700_000) }, { isWish: true }],
    [
      'a wish comes and nobody knows since when it is held',
      { ...hold, heldSince: undefined },
      { isWish: true },
    ],
  ];

  it.each(never)('never keeps an exit back: %s', (_when, over, intent) => {
    const each = { ...closing, intent: { ...closing.intent, ...intent }, standing: over };
    expect(judged(each)).toMatchObject({ ok: true });
  });

  it('holds back an exit of the plan where the hold is kept as first described', () => {
    const each = { ...closing, intent: { ...closing.intent, isPlanned: true }, standing: hold };
    expect(judged(each)).toMatchObject({ ok: false, refusal: { code: 'minimum-hold' } });
  });

  it('lets a position shrink by an entry the other way, however large it is', () => {
    const shrinking = {
      intent: { side: 'sell', protectiveStop: ticks(1010) } as const,
      situation: { netLots: 5000, grossExposure: moneyFromDecimal('5000') },
    };
    expect(judged(shrinking)).toMatchObject({ ok: true });
  });
});
