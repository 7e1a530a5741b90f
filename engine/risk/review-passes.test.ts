import { describe, expect, it } from 'vitest';
import type { OrderIntent } from '../domain/order/order-intent.ts';
import { ALL_CLEAR } from '../domain/risk/trading-conditions.ts';
import { lots } from '../domain/units/lots.ts';
import { moneyFromDecimal } from '../domain/units/money.ts';
import { ticks } from '../domain/units/ticks.ts';
import { unixMs } from '../domain/units/time.ts';
import type { RiskStanding } from './gate.ts';
import { exit, perpetual } from './gates/situation.fixture.ts';
import { type Case, counts, held, hit, judged, limitAt } from './gates/limited.fixture.ts';

describe('R-OR-07: review under the limits of an account, when nothing is against an order', () => {
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
