import { describe, expect, it } from 'vitest';
import { defineInstrument } from '../../domain/instrument/instrument.ts';
import { type Money, money, moneyFromDecimal, moneyToDecimal } from '../../domain/units/money.ts';
import { ticks } from '../../domain/units/ticks.ts';
import { explainFill } from '../explain-fill.ts';
import { INSTRUMENT, limitAt, ScriptedMarket } from '../fixtures/scripted-market.ts';
import { recomputeFill } from '../recompute-fill.ts';
import { MarginTiers } from './margin-tiers.ts';

const USDT = (text: string) => moneyFromDecimal(text);
const paper = (mode: 'cross' | 'isolated') => ({ margin: { mode, liquidationFeePpm: 5_000 } }) as const;

/** 100 lots long at 101 with 1,100 USDT: 10,100 of value, 1,010 to open it, 5.555 of fee paid. */
function marketHeld(mode: 'cross' | 'isolated', deposit = '1100'): ScriptedMarket {
  const told = new ScriptedMarket({ paper: paper(mode), deposit: USDT(deposit) });
  told.snapshot(1_000, [99, 5_000], [101, 5_000]);
  told.trade(1_000, 100, 1, 'buy');
  told.send('buy', 100);
  told.wait(1_001);
  expect(told.filled).toEqual(['100@101']);
  return told;
}

describe('margin tiers', () => {
  const marginTiers = [
    { upToQuote: '1000', initialPpm: 10_000, maintenancePpm: 5_000 },
    { upToQuote: '5000', initialPpm: 20_000, maintenancePpm: 10_000 },
    { upToQuote: '9000', initialPpm: 50_000, maintenancePpm: 25_000 },
  ];
  const tiers = new MarginTiers({ id: 'x', marginTiers, maxLeverage: 100 });
  const told = (amount: Money) => moneyToDecimal(amount);

  it('open all of a position at the rate of its size', () => {
    expect([1_000, 1_001, 5_000, 20_000].map((value) => told(tiers.initial(USDT(String(value)))))).toEqual([
      '10',
      '20.02',
      '100',
      '1000',
    ]);
  });

  it('keep each part of it at its own rate, so that nothing jumps', () => {
    // 1,000 at 0.5 % is 5; up to 5,000 at 1 % is 40 more; the rest of 10,000 at 2.5 % is 125 more.
    expect(
      [1_000, 1_001, 5_000, 10_000].map((value) => told(tiers.maintenance(USDT(String(value))))),
    ).toEqual(['5', '5.01', '45', '170']);
  });

  it('follow from the highest leverage where a venue names none: half of what opens keeps', () => {
    const flat = new MarginTiers({ id: 'x', maxLeverage: 20 });
    expect(told(flat.initial(USDT('1000')))).toBe('50');
    expect(told(flat.maintenance(USDT('1000')))).toBe('25');
  });

  it('must grow', () => {
    const shrinking = [marginTiers[1], marginTiers[0]] as typeof marginTiers;
    expect(() => new MarginTiers({ id: 'x', marginTiers: shrinking, maxLeverage: 1 })).toThrow(
      'x: margin tier 2 must end above',
    );
  });
});

describe('a position nothing backs any more', () => {
  it('stays while equity is what keeps it', () => {
    const told = marketHeld('cross');
    // At 95: 1,100 - 5.555 - 600 = 494.445 against 5 % of 9,500, 475.
    told.snapshot(1_009, [94, 5_000], [96, 5_000]);
    told.trade(1_010, 95, 1, 'sell');
    told.wait(1_020);
    expect(told.fills.length).toBe(1);
  });

  it('is closed by force into the book, no worse than where nothing is left, with the fee for it', () => {
    const told = marketHeld('cross');
    told.snapshot(1_009, [93, 60, 91, 20, 80, 50], [96, 5_000]);
    // At 94: 394.445 against 470. Nothing is left at (9400 - 394.445) / (100 x (1 - 0.00555)) = 90.558: 91 ticks.
    told.trade(1_010, 94, 1, 'sell');
    told.wait(1_020);
    expect(told.filled).toEqual(['100@101', '60@93', '20@91', '20@91']);
    expect(told.fills.map((fill) => fill.cause.model)).toEqual([
      'walked-book',
      'walked-book',
      'walked-book',
      'taken-over',
    ]);
    const [, first, , last] = told.fills;
    // 60 x 93 at 5.5 bps and 50 bps.
    expect(moneyToDecimal(first?.fee as Money)).toBe('30.969');
    expect(last?.cause.liquidation).toMatchObject({ mode: 'cross', markTicks: 94, bankruptcyTicks: 91 });
    expect(moneyToDecimal(last?.cause.liquidation?.equity as Money)).toBe('394.445');
    for (const fill of told.fills) {
      expect(recomputeFill(fill, INSTRUMENT)).toEqual({ ticks: fill.ticks, fee: fill.fee });
    }
    const story = last ? explainFill(last, INSTRUMENT) : [];
    expect(story).toContainEqual({
      code: 'liquidated-account',
      values: { mark: 94, equity: '394.445', maintenance: '470', quote: 'USDT' },
    });
    expect(story).toContainEqual({ code: 'taken-over', values: { size: 20, base: 'BTC', price: 91 } });
    expect(told.venue.openOrders()).toEqual([]);
  });

  it('leaves nothing owed, however far the market jumped', () => {
    const told = marketHeld('cross');
    told.snapshot(1_009, [50, 5_000], [51, 5_000]);
    told.trade(1_010, 50, 1, 'sell');
    told.wait(1_020);
    const account = told.venue.snapshot().account;
    expect(account?.positions).toEqual([]);
    // 1,100 - 5.555 - 100 x (101 - p) - fee, with p rounded up to the tick: something below a tick of 100 lots is left.
    expect(account?.cash).toBeGreaterThanOrEqual(0n);
    expect(account?.cash).toBeLessThan(money(100n * 100_000_000n));
    expect(told.fills.at(-1)?.cause.model).toBe('taken-over');
  });

  it('takes entries back first, and the stop goes with the position', () => {
    const told = new ScriptedMarket({ paper: paper('cross'), deposit: USDT('1200') });
    told.snapshot(1_000, [99, 5_000], [101, 5_000]);
    told.trade(1_000, 100, 1, 'buy');
    told.send('buy', 100, { protectiveStop: ticks(60) });
    const resting = told.send('sell', 1, { kind: limitAt(150) });
    told.wait(1_001);
    expect(told.stops).toEqual(['100@60']);
    told.snapshot(1_009, [90, 5_000], [92, 5_000]);
    told.trade(1_010, 90, 1, 'sell');
    told.wait(1_020);
    expect(told.fate(resting)).toBe('canceled: liquidation: nothing backs another position');
    expect(told.venue.openOrders()).toEqual([]);
    expect(told.outcomes.filter((each) => each.kind === 'notice')).toHaveLength(1);
  });

  it('loses no more than was posted for it where margin is isolated', () => {
    const told = marketHeld('isolated', '5000');
    // Posted 1,010 at 101. At 96: 510 against 480; at 95: 410 against 475.
    told.snapshot(1_009, [95, 5_000], [97, 5_000]);
    told.trade(1_010, 96, 1, 'sell');
    told.wait(1_011);
    expect(told.fills.length).toBe(1);
    told.snapshot(1_012, [50, 5_000], [97, 5_000]);
    told.trade(1_013, 95, 1, 'sell');
    told.wait(1_020);
    // Nothing of the 1,010 is left at (9500 - 410) / (100 x 0.99445) = 91.41: 92 ticks.
    expect(told.filled.at(-1)).toBe('100@92');
    const cash = told.venue.snapshot().account?.cash ?? money(0n);
    expect(cash).toBeGreaterThanOrEqual(USDT('3984.445'));
  });

  it('of a short is closed the same way upward', () => {
    const told = new ScriptedMarket({ paper: paper('cross'), deposit: USDT('1100') });
    told.snapshot(1_000, [99, 5_000], [101, 5_000]);
    told.trade(1_000, 100, 1, 'buy');
    told.send('sell', 100);
    told.wait(1_001);
    told.snapshot(1_009, [104, 5_000], [105, 10]);
    // At 106: 1,100 - 5.445 - 700 = 394.555 against 530; nothing left at (10600 + 394.555) / (100 x 1.00555): 109.
    told.trade(1_010, 106, 1, 'buy');
    told.wait(1_020);
    expect(told.filled).toEqual(['100@99', '10@105', '90@109']);
  });

  it('is judged by the mark price once the venue names one', () => {
    const told = marketHeld('cross');
    told.mark(1_005, 100);
    told.trade(1_010, 60, 1, 'sell');
    told.wait(1_015);
    expect(told.fills.length).toBe(1);
    told.mark(1_020, 90);
    told.wait(1_030);
    expect(told.fills.length).toBeGreaterThan(1);
  });

  it('is never taken of a spot account', () => {
    const spot = defineInstrument({ ...INSTRUMENT, symbol: 'BTC/USDT', kind: 'spot', maxLeverage: 1 });
    const told = new ScriptedMarket(
      { instruments: [spot], paper: paper('cross'), deposit: USDT('20000') },
      spot,
    );
    told.snapshot(1_000, [99, 5_000], [101, 5_000]);
    told.trade(1_000, 100, 1, 'buy');
    told.send('buy', 190);
    told.wait(1_001);
    told.trade(1_010, 1, 1, 'sell');
    told.wait(1_020);
    expect(told.filled).toEqual(['190@101']);
  });
});

describe('a position of several runs', () => {
  it.each(['cross', 'isolated'] as const)('leaves nothing owed where margin is %s', (mode) => {
    const told = new ScriptedMarket({ paper: paper(mode), deposit: USDT('1100') });
    told.snapshot(1_000, [99, 5_000], [101, 5_000]);
    told.trade(1_000, 100, 1, 'buy');
    told.send('buy', 50);
    told.send('buy', 50, { runId: 'other' });
    told.wait(1_001);
    expect(told.filled).toEqual(['50@101', '50@101']);
    told.snapshot(1_009, [50, 5_000], [102, 5_000]);
    told.trade(1_010, 94, 1, 'sell');
    told.wait(1_020);
    const account = told.venue.snapshot().account;
    expect(account?.positions).toEqual([]);
    expect(account?.cash).toBeGreaterThanOrEqual(0n);
    for (const fill of told.fills)
      expect(recomputeFill(fill, INSTRUMENT)).toEqual({ ticks: fill.ticks, fee: fill.fee });
  });

  it('leaves nothing owed where one run is short and the other is long', () => {
    const told = new ScriptedMarket({ paper: paper('cross'), deposit: USDT('1100') });
    told.snapshot(1_000, [99, 5_000], [101, 5_000]);
    told.trade(1_000, 100, 1, 'buy');
    told.send('buy', 100);
    told.wait(1_001);
    told.send('sell', 10, { runId: 'other' });
    told.wait(1_002);
    told.snapshot(1_009, [50, 5_000], [150, 5_000]);
    told.trade(1_010, 94, 1, 'sell');
    told.trade(1_011, 91, 1, 'sell');
    told.wait(1_020);
    const account = told.venue.snapshot().account;
    expect(account?.positions).toEqual([]);
    expect(account?.cash).toBeGreaterThanOrEqual(0n);
  });
});
