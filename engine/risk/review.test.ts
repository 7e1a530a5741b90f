import { describe, expect, it } from 'vitest';
import type { OrderIntent } from '../domain/order/order-intent.ts';
import { lots } from '../domain/units/lots.ts';
import { moneyFromDecimal } from '../domain/units/money.ts';
import { ticks } from '../domain/units/ticks.ts';
import { unixMs } from '../domain/units/time.ts';
import type { Situation } from './gate.ts';
import { unitless } from './gates/limited.fixture.ts';
import { calm, entry, exit, openOrder, perpetual } from './gates/situation.fixture.ts';
import { review } from './review.ts';

const limitAt = (limit: number) =>
  ({ type: 'limit', limit: ticks(limit), timeInForce: 'gtc', postOnly: false }) as const;

type Case = readonly [string, Partial<OrderIntent>, Partial<Situation>, object];

const refused: readonly Case[] = [
  ['the kill switch is engaged', {}, { tradingState: 'halted' }, { code: 'kill-switch-engaged' }],
  ['only reductions are allowed', {}, { tradingState: 'reduce-only' }, { code: 'reduce-only-state' }],
  ['the feed is not live', {}, { feedIsLive: false }, { code: 'feed-not-live', measured: { ageMs: 250 } }],
  [
    'the feed has not begun',
    {},
    { feedIsLive: false, feedAgeMs: undefined },
    { code: 'feed-not-live', measured: {} },
  ],
  [
    'a side of the book is empty',
    {},
    { bestAsk: 0 },
    { code: 'no-market', measured: { bestBidTicks: 999, bestAskTicks: 0 } },
  ],
  [
    'the last entry was sent 999 ms ago',
    {},
    { lastEntrySentAt: unixMs(999_001) },
    { code: 'entry-spacing', measured: { sinceLastMs: 999, entrySpacingMs: 1000 } },
  ],
  [
    'the run has an entry in flight',
    {},
    { openOrders: [openOrder()] },
    { code: 'intent-in-flight', measured: { entriesInFlight: 1 } },
  ],
  [
    'there is no stop on the wrong side of a buy',
    { protectiveStop: ticks(1001) },
    {},
    { code: 'stop-on-wrong-side' },
  ],
  ['a short has its stop below', { side: 'sell' }, {}, { code: 'stop-on-wrong-side' }],
  [
    'the expected value is red',
    { edgeBps: -10 },
    {},
    { code: 'ev-red', measured: { edgeBps: -10, redBps: -10 } },
  ],
  [
    'the expected value is yellow and the account is not small',
    { edgeBps: 1.4 },
    {},
    { code: 'ev-yellow-equity', measured: { edgeBps: 1.4, greenBps: 1.5, equityQuote: 1000 } },
  ],
  ['the size is zero', { lots: lots(0) }, {}, { code: 'size-is-zero', measured: { lots: 0 } }],
  [
    'the size is below the smallest',
    { lots: lots(4) },
    {},
    { code: 'below-min-size', measured: { lots: 4, minLots: 5 } },
  ],
  ['the size is above the largest', { lots: lots(100_001) }, {}, { code: 'above-max-size' }],
  [
    'the value is below the smallest: 0.09 x 100.1 = 9.009',
    { lots: lots(9) },
    {},
    {
      code: 'below-min-notional',
      measured: { notionalQuote: expect.closeTo(9.009, 9), minNotionalQuote: 10 },
    },
  ],
  [
    'a limit is 6 % from the mid',
    { kind: limitAt(940), protectiveStop: ticks(930) },
    {},
    {
      code: 'price-outside-band',
      measured: { distance: expect.closeTo(0.06, 9), limit: 0.05, priceTicks: 940 },
    },
  ],
  ['all positions are taken', {}, { openPositions: 2 }, { code: 'too-many-positions' }],
  [
    'an opening entry of somebody else takes the last place',
    {},
    { openPositions: 1, openingPositions: 1, openOrders: [openOrder({ runId: 'run-2' })] },
    { code: 'too-many-positions', measured: { openPositions: 1, opening: 1, limit: 2 } },
  ],
  [
    'more than half of equity would ride on one instrument: 5 x 100.1 of 1000',
    { lots: lots(500) },
    {},
    { code: 'exposure-above-limit', measured: { share: expect.closeTo(0.5005, 9), limit: 0.5 } },
  ],
  [
    'entries still on their way count',
    { lots: lots(300) },
    { openOrders: [openOrder({ runId: 'manual', lots: lots(200) })] },
    { code: 'exposure-above-limit' },
  ],
  [
    'all instruments together would pass the limit',
    {},
    { grossExposure: moneyFromDecimal('950') },
    { code: 'exposure-above-limit', measured: { totalShare: expect.closeTo(1.0501, 9), limit: 1 } },
  ],
  [
    'entries on their way in other instruments would pass the limit together with what is held',
    {},
    { grossExposure: moneyFromDecimal('450'), pendingElsewhere: moneyFromDecimal('500') },
    { code: 'exposure-above-limit', measured: { totalShare: expect.closeTo(1.0501, 9), limit: 1 } },
  ],
  ['an exit has nothing to reduce', exit, {}, { code: 'reduce-only-without-position' }],
  [
    'an exit is larger than what is held',
    exit,
    { runLots: 99, netLots: 99 },
    { code: 'reduce-only-would-increase' },
  ],
  [
    'an exit points the way of the position',
    { ...exit, side: 'buy' },
    { runLots: 100 },
    { code: 'reduce-only-would-increase' },
  ],
];

describe('review', () => {
  it('lets a sound entry pass', () => {
    expect(review(entry, calm)).toEqual({ ok: true, order: entry });
  });

  it.each(refused)('refuses when %s', (_what, intent, situation, refusal) => {
    const verdict = review({ ...entry, ...intent }, { ...calm, ...situation });
    expect(verdict).toMatchObject({ ok: false, refusal });
    expect(unitless(verdict)).toEqual([]);
  });

  it('refuses an entry without a protective stop', () => {
    const { protectiveStop: _left, ...naked } = entry;
    expect(review(naked, calm)).toMatchObject({
      ok: false,
      refusal: { code: 'no-protective-stop', measured: { lots: 100 } },
    });
  });

  it.each([
    ['the kill switch is engaged', { tradingState: 'halted' }],
    ['the feed is stale', { feedIsLive: false }],
    ['the account is far over its limits', { openPositions: 9, grossExposure: moneyFromDecimal('90000') }],
    ['the account is worth nothing', { equity: moneyFromDecimal('0') }],
  ] as const)('lets a position be closed although %s', (_what, situation) => {
    expect(review(exit, { ...calm, runLots: 100, netLots: 100, ...situation }).ok).toBe(true);
  });

  it('lets the rest of a position be closed below the venue’s smallest order', () => {
    expect(review({ ...exit, lots: lots(1) }, { ...calm, runLots: 1, netLots: 1 }).ok).toBe(true);
  });

  it('counts a flip through zero as a new position', () => {
    const flip = { ...entry, side: 'sell', lots: lots(600), protectiveStop: ticks(1010) } as const;
    expect(review(flip, { ...calm, runLots: 50, netLots: 50 })).toMatchObject({
      ok: false,
      refusal: { code: 'exposure-above-limit' },
    });
  });

  it('lets a yellow expected value pass for a small account', () => {
    const situation = { ...calm, equity: moneyFromDecimal('25') };
    expect(review({ ...entry, lots: lots(11), edgeBps: 0 }, situation).ok).toBe(true);
  });

  it('sells nothing on spot that is not held', () => {
    const spot = { ...perpetual, kind: 'spot', maxLeverage: 1 } as const;
    const sale = { ...entry, side: 'sell', protectiveStop: ticks(1010) } as const;
    expect(review(sale, { ...calm, instrument: spot })).toMatchObject({
      ok: false,
      refusal: { code: 'balance-too-small' },
    });
  });
});
