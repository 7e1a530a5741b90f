import { describe, expect, it } from 'vitest';
import { moneyFromDecimal } from '../../domain/units/money.ts';
import { unixMs } from '../../domain/units/time.ts';
import { NO_LIMITS } from '../../domain/risk/limit-rules.ts';
import {
  type Boundary,
  size,
  sale,
  closing,
  under,
  standsAt,
  limitedBy,
  clear,
  holds,
  entries,
  correlates,
  edge,
} from './boundaries.fixture.ts';
import { held } from './limited.fixture.ts';
import { calm, openOrder, standing } from './situation.fixture.ts';
import { conditions } from './conditions.ts';
import { entrySpacing } from './entry-spacing.ts';
import { signalAge } from './signal-age.ts';
import { minimumHold } from './minimum-hold.ts';
import { entryFrequency } from './entry-frequency.ts';
import { openOrders } from './open-orders.ts';
import { positionCount } from './position-count.ts';
import { correlatedPosition } from './correlated-position.ts';
import { expectedValueZone } from './expected-value-zone.ts';
import { equityTier } from './equity-tier.ts';

const PASSES: readonly Boundary[] = [
  {
    name: 'a clock ahead by as much as is trusted',
    gate: conditions,
    on: [size(100), clear({ clockOffsetMs: 5000 })],
  },
  {
    name: 'a clock behind by as much as is trusted',
    gate: conditions,
    on: [size(100), clear({ clockOffsetMs: -5000 })],
  },
  {
    name: 'a round trip as long as is trusted',
    gate: conditions,
    on: [size(100), clear({ clockRoundTripMs: 2000 })],
  },
  {
    name: 'an exit whatever the clock says',
    gate: conditions,
    on: [closing(100), clear({ clockOffsetMs: 9000, isReconciling: true, isArmed: false, isDiskLow: true })],
  },
  {
    name: 'an entry once the space is over',
    gate: entrySpacing,
    on: [size(100), under({ lastEntrySentAt: unixMs(999_000) })],
  },
  {
    name: 'a signal of the oldest age',
    gate: signalAge,
    on: [size(100, { signal: { at: unixMs(999_000), validMs: 1000 } }), calm],
  },
  {
    name: 'a wish once the hold is over',
    gate: minimumHold,
    on: [closing(100, { isWish: true }), holds(1000)],
  },
  {
    name: 'an exit of the plan within the hold',
    gate: minimumHold,
    on: [closing(100, { isPlanned: true }), holds(1001)],
  },
  { name: 'a person within the hold', gate: minimumHold, on: [closing(100), holds(1001, true)] },
  { name: 'an entry within the hold', gate: minimumHold, on: [size(100, { isWish: true }), holds(1001)] },
  {
    name: 'a wish where nothing has to be held',
    gate: minimumHold,
    on: [closing(100, { isWish: true }), standsAt({ heldSince: unixMs(999_999) })],
  },
  {
    name: 'a wish where nothing is held',
    gate: minimumHold,
    on: [closing(100, { isWish: true }), standsAt({ minimumHold: { ms: 1001, blocksProtection: true } })],
  },
  {
    name: 'the last entry of a minute',
    gate: entryFrequency,
    on: [
      size(100),
      under({
        standing: {
          ...standing,
          accountEntries: entries(9, 9, 9),
          limits: { ...NO_LIMITS, accountEntriesPerMinute: 10 },
        },
      }),
    ],
  },
  {
    name: 'the rest of an entry of a strategy that may begin no more',
    gate: entryFrequency,
    on: [
      size(100, { isContinued: true }),
      under({
        standing: {
          ...standing,
          strategyEntries: entries(9, 9, 9),
          limits: { ...NO_LIMITS, strategyEntriesPerDay: 9 },
        },
      }),
    ],
  },
  {
    name: 'a person whatever strategies did',
    gate: entryFrequency,
    on: [
      size(100, { runId: 'manual' }),
      under({
        standing: {
          ...standing,
          strategyEntries: entries(9, 9, 9),
          limits: { ...NO_LIMITS, strategyEntriesPerDay: 9 },
        },
      }),
    ],
  },
  {
    name: 'the last open order',
    gate: openOrders,
    on: [size(100), limitedBy({ openOrders: 2 }, { openOrders: [openOrder()] })],
  },
  { name: 'the last position', gate: positionCount, on: [size(100), under({ openPositions: 1 })] },
  {
    name: 'more of a position when all are open',
    gate: positionCount,
    on: [size(100), under({ openPositions: 2, runLots: 100 })],
  },
  {
    name: 'a correlation at the limit',
    gate: correlatedPosition,
    on: [size(100), correlates('as-described', 0.5, 1)],
  },
  {
    name: 'a shrunk correlation at the limit',
    gate: correlatedPosition,
    on: [size(100), correlates('corrected', 1, 0.5)],
  },
  {
    name: 'a position against the one that is held',
    gate: correlatedPosition,
    on: [sale(100), correlates('corrected', 1, 0.9)],
  },
  {
    name: 'what moves together where nobody asks',
    gate: correlatedPosition,
    on: [
      size(100),
      standsAt({ correlation: { preset: 'off', limit: 0.5 }, correlations: held(0.9, 0.9, 10) }),
    ],
  },
  {
    name: 'an exit from what moves together',
    gate: correlatedPosition,
    on: [closing(100, { side: 'buy' }), correlates('as-described', 0.9, 0.9)],
  },
  {
    name: 'more of what is held',
    gate: correlatedPosition,
    on: [size(100), { ...correlates('as-described', 0.9, 0), netLots: 1 }],
  },
  {
    name: 'what closes all of what is held',
    gate: correlatedPosition,
    on: [sale(100), { ...correlates('as-described', 0.9, 0), netLots: 100 }],
  },
  {
    name: 'an opposite correlation against it',
    gate: correlatedPosition,
    on: [size(100), correlates('corrected', 1, -0.9)],
  },
  { name: 'the lowest green edge', gate: expectedValueZone(), on: edge(1.5, '1000') },
  { name: 'the smallest yellow account', gate: expectedValueZone(), on: edge(0, '6') },
  { name: 'the largest yellow account', gate: expectedValueZone(), on: edge(0, '25') },
  {
    name: 'a share of the smallest order',
    gate: equityTier,
    on: [size(100), standsAt({ equityTiers: 'as-described', tradedSymbols: 100 })],
  },
  {
    name: 'a share of twice the smallest order',
    gate: equityTier,
    on: [size(100), standsAt({ equityTiers: 'corrected', tradedSymbols: 50 })],
  },
];

const REFUSED: readonly (Boundary & { readonly code: string })[] = [
  {
    code: 'clock-not-trusted',
    name: 'a clock a ms too far ahead',
    gate: conditions,
    on: [size(100), clear({ clockOffsetMs: 5001 })],
  },
  {
    code: 'clock-not-trusted',
    name: 'a clock a ms too far behind',
    gate: conditions,
    on: [size(100), clear({ clockOffsetMs: -5001 })],
  },
  {
    code: 'clock-not-trusted',
    name: 'a round trip a ms too long',
    gate: conditions,
    on: [size(100), clear({ clockRoundTripMs: 2001 })],
  },
  {
    code: 'entry-spacing',
    name: 'an entry a ms too soon',
    gate: entrySpacing,
    on: [size(100), under({ lastEntrySentAt: unixMs(999_001) })],
  },
  {
    code: 'signal-too-old',
    name: 'a signal a ms too old',
    gate: signalAge,
    on: [size(100, { signal: { at: unixMs(998_999), validMs: 1000 } }), calm],
  },
  {
    code: 'minimum-hold',
    name: 'a wish a ms too soon',
    gate: minimumHold,
    on: [closing(100, { isWish: true }), holds(1001)],
  },
  {
    code: 'minimum-hold',
    name: 'an exit of the plan that has to wait',
    gate: minimumHold,
    on: [closing(100, { isPlanned: true }), holds(1001, true)],
  },
  {
    code: 'entries-per-minute',
    name: 'an entry more in a minute',
    gate: entryFrequency,
    on: [
      size(100),
      under({
        standing: {
          ...standing,
          accountEntries: entries(10, 10, 10),
          limits: { ...NO_LIMITS, accountEntriesPerMinute: 10 },
        },
      }),
    ],
  },
  {
    code: 'too-many-open-orders',
    name: 'an order more',
    gate: openOrders,
    on: [size(100), limitedBy({ openOrders: 2 }, { openOrders: [openOrder(), openOrder()] })],
  },
  {
    code: 'too-many-positions',
    name: 'a position more',
    gate: positionCount,
    on: [size(100), under({ openPositions: 1, openingPositions: 1 })],
  },
  {
    code: 'correlated-position',
    name: 'a correlation above the limit',
    gate: correlatedPosition,
    on: [size(100), correlates('as-described', 0.501, 0)],
  },
  {
    code: 'correlated-position',
    name: 'a position the other way by a lot',
    gate: correlatedPosition,
    on: [sale(100), { ...correlates('as-described', 0.9, 0), netLots: 99 }],
  },
  {
    code: 'correlated-position',
    name: 'a correlation above it, whichever way',
    gate: correlatedPosition,
    on: [sale(100), correlates('as-described', 0.501, 0)],
  },
  {
    code: 'correlated-position',
    name: 'a shrunk correlation above the limit',
    gate: correlatedPosition,
    on: [size(100), correlates('corrected', 0, 0.501)],
  },
  {
    code: 'correlated-position',
    name: 'two shorts that move alike',
    gate: correlatedPosition,
    on: [sale(100), correlates('corrected', 0, 0.501, -10)],
  },
  {
    code: 'correlated-position',
    name: 'a sale against what moves the other way',
    gate: correlatedPosition,
    on: [sale(100), correlates('corrected', 0, -0.501)],
  },
  { code: 'ev-red', name: 'the highest red edge', gate: expectedValueZone(), on: edge(-10, '1000') },
  {
    code: 'ev-yellow-equity',
    name: 'an edge just below green',
    gate: expectedValueZone(),
    on: edge(1.49, '1000'),
  },
  {
    code: 'ev-yellow-equity',
    name: 'an account below yellow',
    gate: expectedValueZone(),
    on: edge(0, '5.99'),
  },
  {
    code: 'ev-yellow-equity',
    name: 'an account above yellow',
    gate: expectedValueZone(),
    on: edge(0, '25.01'),
  },
  {
    code: 'equity-tier',
    name: 'less than the smallest order for each',
    gate: equityTier,
    on: [
      size(100),
      under({
        equity: moneyFromDecimal('50'),
        standing: { ...standing, equityTiers: 'as-described', tradedSymbols: 6 },
      }),
    ],
  },
  {
    code: 'equity-tier',
    name: 'less than twice the smallest order for each',
    gate: equityTier,
    on: [size(100), standsAt({ equityTiers: 'corrected', tradedSymbols: 51 })],
  },
];

describe('gates for limits of time and number, at the last value that passes and the first that does not', () => {
  it.each(PASSES)('R-OR-07: let pass $name', ({ gate, on }) => {
    expect(gate(...on)).toBeUndefined();
  });

  it.each(REFUSED)('R-OR-07: refuse $name as $code', ({ code, gate, on }) => {
    expect(gate(...on)).toMatchObject({ code });
  });
});
