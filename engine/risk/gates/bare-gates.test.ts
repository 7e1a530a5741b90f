import { describe, expect, it } from 'vitest';
import type { OrderIntent } from '../../domain/order/order-intent.ts';
import { lots } from '../../domain/units/lots.ts';
import { moneyFromDecimal } from '../../domain/units/money.ts';
import { ticks } from '../../domain/units/ticks.ts';
import { unixMs } from '../../domain/units/time.ts';
import type { Gate, Situation } from '../gate.ts';
import { referenceTicks } from '../reference-price.ts';
import { review } from '../review.ts';
import { balance } from './balance.ts';
import { confirmSize } from './confirm-size.ts';
import { entrySpacing } from './entry-spacing.ts';
import { expectedValueZone, zoneOf } from './expected-value-zone.ts';
import { equityTier } from './equity-tier.ts';
import { exposureLimit } from './exposure-limit.ts';
import { limited } from './limited.fixture.ts';
import { marketBand } from './market-band.ts';
import { marketIsLive } from './market-is-live.ts';
import { minimumHold } from './minimum-hold.ts';
import { notionalLimits } from './notional-limits.ts';
import { oneIntentInFlight } from './one-intent-in-flight.ts';
import { regimeGate } from './regime-gate.ts';
import { riskPerTrade } from './risk-per-trade.ts';
import { calm, entry, exit, FIXED, openOrder, perpetual, standing } from './situation.fixture.ts';
import { stopDistance } from './stop-distance.ts';
import { stopRequired } from './stop-required.ts';
import { venueLimits } from './venue-limits.ts';

/** An order at market where there is no price to judge it by. */
const dark: Situation = { ...limited, fixedLimits: FIXED, bestBid: 0, bestAsk: 0 };

const blind: readonly (readonly [string, Gate])[] = [
  ['risk per trade', riskPerTrade],
  ['stop distance', stopDistance],
  ['stop', stopRequired],
  ['exposure', exposureLimit],
  ['notional', notionalLimits],
  ['confirmation', confirmSize],
  ['balance', balance],
  ['market band', marketBand],
  ['limits of the venue', venueLimits],
];

describe('gates without a price', () => {
  it.each(blind)('have nothing to object: %s', (_name, gate) => {
    expect(referenceTicks(entry, dark)).toBeUndefined();
    expect(gate({ ...entry, lots: lots(99_999) }, dark)).toBeUndefined();
  });

  it.each(blind)('have nothing against an exit: %s', (_name, gate) => {
    expect(gate({ ...exit, lots: lots(99_999) }, { ...limited, fixedLimits: FIXED })).toBeUndefined();
  });
});

describe('gates of entries', () => {
  // On spot an exit carries no word that it may only reduce.
  const sale: OrderIntent = { ...exit, lots: lots(99_999), reduceOnly: false, protectiveStop: ticks(1) };

  it('have nothing against an exit that does not say it only reduces', () => {
    for (const gate of [riskPerTrade, notionalLimits])
      expect(gate(sale, { ...limited, fixedLimits: FIXED })).toBeUndefined();
  });

  it('let an exit leave beside an entry that is on its way', () => {
    const openOrders = [openOrder({ role: 'entry' })];
    expect(oneIntentInFlight(entry, { ...calm, openOrders })?.code).toBe('intent-in-flight');
    expect(oneIntentInFlight({ ...entry, role: 'exit' }, { ...calm, openOrders })).toBeUndefined();
    expect(oneIntentInFlight({ ...entry, runId: 'manual' }, { ...calm, openOrders })).toBeUndefined();
  });
});

describe('a feed that is not live', () => {
  it('is told with its age where that is known, and without a word of it where it is not', () => {
    const silent: Situation = { ...calm, feedIsLive: false };
    const codeAnd = (measured: object) => ({ code: 'feed-not-live', measured });
    expect(marketIsLive(entry, { ...silent, feedAgeMs: undefined })).toStrictEqual(codeAnd({}));
    expect(marketIsLive(entry, { ...silent, feedAgeMs: 7 })).toStrictEqual(codeAnd({ ageMs: 7 }));
  });
});

describe('a book with one side', () => {
  it('lets out what meets the side that is there, and nothing else', () => {
    const [onlyAsks, onlyBids] = [
      { ...calm, bestBid: 0 },
      { ...calm, bestAsk: 0 },
    ];
    const cover: OrderIntent = { ...exit, side: 'buy', reduceOnly: true };
    const sale: OrderIntent = { ...exit, side: 'sell', reduceOnly: true };
    expect(marketIsLive(cover, onlyAsks)).toBeUndefined();
    expect(marketIsLive(cover, onlyBids)?.code).toBe('no-market');
    expect(marketIsLive(sale, onlyBids)).toBeUndefined();
    expect(marketIsLive(sale, onlyAsks)?.code).toBe('no-market');
    expect(marketIsLive(entry, onlyAsks)?.code).toBe('no-market');
  });
});

describe('bands and distances at their edges', () => {
  it('ask nothing of a market with one side alone', () => {
    expect(marketBand(entry, { ...limited, bestBid: 0 })).toBeUndefined();
    expect(marketBand({ ...entry, side: 'sell' }, { ...limited, bestAsk: 0 })).toBeUndefined();
    expect(
      stopDistance({ ...entry, protectiveStop: ticks(500) }, { ...limited, bestBid: 0 }),
    ).toBeUndefined();
  });

  it('let a price exactly at the band pass, and a stop exactly at its nearest', () => {
    // 1 % of a mid of 1000 is 10 ticks.
    expect(marketBand(entry, { ...limited, bestBid: 990, bestAsk: 1010 })).toBeUndefined();
    expect(marketBand(entry, { ...limited, bestBid: 989, bestAsk: 1011 })).toBeDefined();
    const kind = { type: 'limit', limit: ticks(10_000), timeInForce: 'gtc', postOnly: false } as const;
    const at = { ...limited, bestBid: 9999, bestAsk: 10_000 };
    expect(stopDistance({ ...entry, kind, protectiveStop: ticks(9998) }, at)).toBeUndefined();
    expect(stopDistance({ ...entry, kind, protectiveStop: ticks(9999) }, at)).toBeDefined();
  });
});

describe('the balance', () => {
  const rich: Situation = {
    ...calm,
    fixedLimits: { ...FIXED, maxExposurePerInstrument: 99, maxExposureTotal: 99 },
  };

  it('carries equity times leverage and no more: 100 AAA are 10,010 of 10 x 1000', () => {
    const intent: OrderIntent = { ...entry, lots: lots(10_000) };
    expect(review(intent, rich)).toMatchObject({
      ok: false,
      refusal: {
        code: 'balance-too-small',
        measured: { grossQuote: expect.closeTo(10_010, 6), equityQuote: 1000, maxLeverage: 10 },
      },
    });
    expect(balance({ ...intent, lots: lots(9990) }, rich)).toBeUndefined();
  });

  it('counts sales of spot that are on their way, and buys as no promise', () => {
    const spot = { ...perpetual, kind: 'spot', maxLeverage: 1 } as const;
    const sale: OrderIntent = { ...entry, side: 'sell', lots: lots(6), protectiveStop: ticks(1010) };
    const situation = { ...calm, instrument: spot, netLots: 10 };
    const waiting = openOrder({ side: 'sell', lots: lots(5) });
    expect(balance(sale, { ...situation, openOrders: [waiting] })).toMatchObject({
      measured: { heldLots: 10, promisedLots: 5, soldLots: 6 },
    });
    expect(balance(sale, { ...situation, openOrders: [openOrder({ lots: lots(5) })] })).toBeUndefined();
    const done = openOrder({ side: 'sell', lots: lots(5), filledLots: lots(1) });
    expect(balance(sale, { ...situation, openOrders: [done] })).toBeUndefined();
  });

  it('is too small of an account that is worth nothing', () => {
    expect(exposureLimit(entry, { ...calm, equity: moneyFromDecimal('0') })).toEqual({
      code: 'balance-too-small',
      measured: { equityQuote: 0 },
    });
  });
});

describe('spacing', () => {
  it('lets an entry pass after a second, and the first of all', () => {
    expect(entrySpacing(entry, { ...calm, lastEntrySentAt: unixMs(999_000) })).toBeUndefined();
    expect(entrySpacing(entry, { ...calm, lastEntrySentAt: unixMs(999_001) })).toMatchObject({
      measured: { sinceLastMs: 999, entrySpacingMs: 1000 },
    });
    expect(entrySpacing(entry, calm)).toBeUndefined();
    expect(entrySpacing(exit, { ...calm, lastEntrySentAt: unixMs(1_000_000) })).toBeUndefined();
  });
});

describe('zones of the expected value', () => {
  it.each([
    [-10.01, 'red'],
    [-10, 'red'],
    [-9.99, 'yellow'],
    [1.49, 'yellow'],
    [1.5, 'green'],
  ] as const)('%s bps are %s', (edgeBps, zone) => {
    expect(zoneOf(edgeBps)).toBe(zone);
  });

  it.each([
    [1.5, '1000', true],
    [0, '5.99', false],
    [0, '6', true],
    [0, '25', true],
    [0, '25.01', false],
    [-10, '10', false],
  ] as const)('%s bps of an account of %s pass: %s', (edgeBps, quote, passes) => {
    const situation = { ...calm, equity: moneyFromDecimal(quote) };
    expect(expectedValueZone()({ ...entry, edgeBps }, situation) === undefined).toBe(passes);
  });

  it('are asked of entries that claim an edge alone', () => {
    expect(expectedValueZone()(entry, calm)).toBeUndefined();
    expect(expectedValueZone()({ ...exit, edgeBps: -99 }, calm)).toBeUndefined();
  });
});

describe('the state of the market', () => {
  const reading = { regime: 'bull-trend', probability: 0.9 } as const;
  const under = (regimeRules: 'as-described' | 'corrected', over: Partial<typeof entry> = {}) =>
    regimeGate({ ...entry, ...over }, { ...calm, standing: { ...standing, regimeRules, regime: reading } });

  it('is not enough, as described, for an entry that does not say how sure it is', () => {
    // There is no conviction, so none is told: not even one of zero.
    expect(under('as-described')).toEqual({
      code: 'regime-rules',
      measured: { leastConviction: 0.65, probability: 0.9 },
    });
  });

  it('judges such an entry by its direction when corrected', () => {
    expect(under('corrected')).toBeUndefined();
    expect(under('corrected', { side: 'sell' })).toMatchObject({ code: 'regime-rules' });
    expect(under('corrected', { conviction: 0.64 })).toMatchObject({ measured: { conviction: 0.64 } });
  });
});

describe('a minimum hold', () => {
  it('is asked of exits alone, and only where there is one', () => {
    const hold = { minimumHold: { ms: 1000, blocksProtection: false }, heldSince: unixMs(999_999) };
    const held = { ...calm, standing: { ...standing, ...hold } };
    expect(minimumHold({ ...exit, isWish: true }, held)).toBeDefined();
    expect(minimumHold({ ...entry, isWish: true }, held)).toBeUndefined();
    expect(minimumHold({ ...exit, isWish: true }, calm)).toBeUndefined();
  });
});

describe('equity tiers', () => {
  const poor = { ...calm, equity: moneyFromDecimal('11') };
  const under = (preset: 'off' | 'as-described' | 'corrected', tradedSymbols = 2): Situation => ({
    ...poor,
    standing: { ...standing, equityTiers: preset, tradedSymbols },
  });

  it('are asked of entries by strategies alone, where they are on', () => {
    expect(equityTier(entry, under('corrected'))).toBeDefined();
    expect(equityTier(entry, under('as-described'))).toBeDefined();
    expect(equityTier(entry, under('off'))).toBeUndefined();
    expect(equityTier(exit, under('corrected'))).toBeUndefined();
    expect(equityTier({ ...entry, runId: 'manual' }, under('corrected'))).toBeUndefined();
    expect(equityTier(entry, under('as-described', 1))).toBeUndefined();
  });
});

describe('notional limits', () => {
  it('count entries on their way, what is held at its mark, and what is elsewhere', () => {
    const situation = {
      ...limited,
      netLots: 100,
      grossExposure: moneyFromDecimal('100'),
      pendingElsewhere: moneyFromDecimal('1000'),
      openOrders: [openOrder({ runId: 'other', lots: lots(100) })],
    };
    // Held, waiting and asked for are 3 AAA worth 300.3; elsewhere are 100 - 100.1 + 1000.
    expect(notionalLimits(entry, situation)).toMatchObject({
      code: 'account-notional-above-limit',
      measured: { share: expect.closeTo(1.3002, 9), limit: 1.2 },
    });
  });

  it('let a position be turned no larger than a new one', () => {
    const turn: OrderIntent = { ...entry, side: 'sell', lots: lots(500), protectiveStop: ticks(1010) };
    expect(notionalLimits(turn, { ...limited, netLots: 50 })).toMatchObject({
      code: 'symbol-notional-above-limit',
      measured: { share: expect.closeTo(0.44955, 9), limit: 0.4 },
    });
    expect(notionalLimits({ ...turn, lots: lots(440) }, { ...limited, netLots: 50 })).toBeUndefined();
  });
});
