import { describe, expect, it } from 'vitest';
import type { AccountNumbers } from '../record/day-account.ts';
import { at } from './iso.fixture.ts';
import { PackWatch } from './pack-watch.ts';
import { PRESET_PACKS } from './preset-packs.ts';

const packOf = (id: string) => {
  const pack = PRESET_PACKS.find((each) => each.id === id);
  if (!pack) throw new Error(`there is no pack ${id}`);
  return pack;
};

const money = (balance: number, equity = balance): AccountNumbers => ({
  balance,
  equity,
  deposits: 100_000,
  fees: 0,
});

/** A pack of an account that begins with 100,000. */
function begin(id: string, time = at('2026-03-02T12:00:00Z')): PackWatch {
  const watch = new PackWatch(packOf(id));
  watch.passTime(time, () => money(100_000));
  return watch;
}

const floors = (watch: PackWatch, account: AccountNumbers) =>
  Object.fromEntries(watch.distances(account).map(({ floorQuote, rule }) => [rule, floorQuote]));

describe('FTMO, two-step', () => {
  it('lets a day lose 5 % of the first capital from the balance at midnight CE(S)T', () => {
    const watch = begin('ftmo-two-step');
    expect(floors(watch, money(100_000))).toEqual({ 'daily-loss': 95_000, 'total-loss': 90_000 });
    // Midnight in Prague is 23:00 UTC in winter. The balance of then counts, not equity.
    watch.passTime(at('2026-03-02T22:59:59Z'), () => money(103_000, 104_000));
    expect(floors(watch, money(103_000))['daily-loss']).toBe(95_000);
    watch.passTime(at('2026-03-02T23:00:00Z'), () => money(103_000, 104_000));
    expect(floors(watch, money(103_000))).toEqual({ 'daily-loss': 98_000, 'total-loss': 90_000 });
  });

  it('counts open positions: the day is broken at the floor though nothing was closed', () => {
    const watch = begin('ftmo-two-step');
    expect(watch.breaches(money(100_000, 95_000.01))).toEqual([]);
    expect(watch.breaches(money(100_000, 95_000))).toEqual([
      {
        code: 'pack-daily-loss',
        action: 'flatten',
        pack: 'ftmo-two-step',
        measured: { equityQuote: 95_000, floorQuote: 95_000 },
        until: at('2026-03-02T23:00:00Z'),
      },
    ]);
  });

  it('begins its day an hour earlier by UTC in summer', () => {
    const watch = begin('ftmo-two-step', at('2026-07-01T12:00:00Z'));
    const [daily] = watch.distances(money(100_000));
    expect(watch.dayEnds(at('2026-07-01T21:59:59.999Z'))).toBe(at('2026-07-01T22:00:00Z'));
    expect(watch.dayEnds(at('2026-07-01T22:00:00Z'))).toBe(at('2026-07-02T22:00:00Z'));
    expect(daily?.resetsAt).toBe(at('2026-07-01T22:00:00Z'));
  });

  it('may lose 10 % of the first capital in all, however high it was before', () => {
    const watch = begin('ftmo-two-step');
    watch.see(money(130_000));
    watch.passTime(at('2026-03-03T23:00:00Z'), () => money(130_000));
    const [, total] = watch.distances(money(100_000, 91_000));
    expect(total).toMatchObject({ rule: 'total-loss', floorQuote: 90_000, distanceQuote: 1000 });
    expect(total?.used).toBeCloseTo(0.9, 12);
    expect(watch.breaches(money(90_000)).map(({ code }) => code)).toContain('pack-total-loss');
  });
});

describe('FTMO, one-step', () => {
  // The example of FTMO's own page: 104,000 at the first midnight, 103,000 at the second.
  it('trails the highest balance of any midnight and never goes down again', () => {
    const watch = begin('ftmo-one-step');
    expect(floors(watch, money(100_000))['total-loss']).toBe(90_000);
    watch.see(money(100_000, 120_000));
    expect(floors(watch, money(100_000))['total-loss']).toBe(90_000);
    watch.passTime(at('2026-03-02T23:00:00Z'), () => money(104_000));
    expect(floors(watch, money(104_000))['total-loss']).toBe(94_000);
    watch.passTime(at('2026-03-03T23:00:00Z'), () => money(103_000));
    expect(floors(watch, money(103_000))['total-loss']).toBe(94_000);
  });
});

describe('FTMO, as described', () => {
  it('lets a day lose 4.5 % of equity at midnight and all 9 % from the highest equity', () => {
    const watch = begin('ftmo-as-described');
    expect(floors(watch, money(100_000))).toEqual({ 'daily-loss': 95_500, 'total-loss': 91_000 });
    watch.see(money(100_000, 110_000));
    expect(floors(watch, money(100_000))['total-loss']).toBeCloseTo(100_100, 9);
    watch.passTime(at('2026-03-03T00:00:00Z'), () => money(100_000, 110_000));
    expect(floors(watch, money(100_000))['daily-loss']).toBeCloseTo(105_050, 9);
    watch.passTime(at('2026-03-04T00:00:00Z'), () => money(100_000));
    expect(floors(watch, money(100_000))['total-loss']).toBeCloseTo(100_100, 9);
    watch.passTime(at('2026-03-05T00:00:00Z'), () => money(100_000, 120_000));
    expect(floors(watch, money(100_000))['total-loss']).toBeCloseTo(109_200, 9);
  });
});

describe('a pack of one’s own', () => {
  it('counts a share of the balance at midnight from there', () => {
    const watch = new PackWatch({
      id: 'mine',
      title: 'Mine',
      zone: 'Asia/Kathmandu',
      dailyLoss: { share: 0.1, of: 'balance-at-midnight', from: 'equity-at-midnight' },
      onDailyBreach: 'protect-only',
      onTotalBreach: 'freeze',
    });
    watch.see(money(2000));
    expect([watch.state(), watch.distances(money(1000))]).toEqual([undefined, []]);
    watch.passTime(at('2026-05-05T00:00:00Z'), () => money(1000, 1200));
    const [daily, ...more] = watch.distances(money(1000));
    expect(more).toEqual([]);
    expect(daily).toMatchObject({ floorQuote: 1100, resetsAt: at('2026-05-05T18:15:00Z') });
    expect(watch.breaches(money(1000))).toMatchObject([{ action: 'protect-only' }]);
  });

  it('has used all of a loss that nothing is left of', () => {
    const nothing = { balance: 0, equity: 0, deposits: 0, fees: 0 };
    const watch = new PackWatch(packOf('ftmo-as-described'));
    watch.passTime(at('2026-03-02T12:00:00Z'), () => nothing);
    expect(watch.distances(nothing).map(({ distanceQuote, used }) => [distanceQuote, used])).toEqual([
      [0, 1],
      [0, 1],
    ]);
  });

  it('may forbid a loss in all alone, and does something of its own about each loss', () => {
    const { dailyLoss, ...inAll } = packOf('ftmo-as-described');
    expect(dailyLoss).toBeDefined();
    const watch = new PackWatch(inAll);
    watch.passTime(0, () => money(100_000));
    expect(watch.distances(money(91_000)).map(({ rule }) => rule)).toEqual(['total-loss']);
    const both = begin('ftmo-as-described').breaches(money(91_000));
    expect(both.map(({ action, code }) => [code, action])).toEqual([
      ['pack-daily-loss', 'protect-only'],
      ['pack-total-loss', 'freeze'],
    ]);
  });

  it('says what is used of a loss of less than one', () => {
    const watch = new PackWatch(packOf('ftmo-as-described'));
    watch.passTime(0, () => money(10));
    // 4.5 % and 9 % of 10 are 0.45 and 0.9, of which 0.36 are lost.
    const used = watch.distances(money(9.64)).map((each) => each.used);
    expect(used[0]).toBeCloseTo(0.8, 12);
    expect(used[1]).toBeCloseTo(0.4, 12);
  });

  it('begins with what was put in where a part of it is lost already', () => {
    const watch = new PackWatch(packOf('ftmo-one-step'));
    watch.passTime(at('2026-03-02T12:00:00Z'), () => money(95_000));
    expect(floors(watch, money(95_000))).toEqual({ 'daily-loss': 90_000, 'total-loss': 90_000 });
  });

  it('waits with a new day for what the account is worth', () => {
    const watch = begin('ftmo-two-step');
    watch.passTime(at('2026-03-02T23:00:00Z'), () => undefined);
    expect(floors(watch, money(100_000))['daily-loss']).toBe(95_000);
    watch.passTime(at('2026-03-02T23:00:01Z'), () => money(99_000));
    expect(floors(watch, money(99_000))['daily-loss']).toBe(94_000);
  });

  it('goes on from what it was left with', () => {
    const before = begin('ftmo-one-step');
    before.passTime(at('2026-03-02T23:00:00Z'), () => money(104_000));
    const after = new PackWatch(packOf('ftmo-one-step'), before.state());
    after.passTime(at('2026-03-03T10:00:00Z'), () => money(90_000));
    expect(floors(after, money(104_000))).toEqual(floors(before, money(104_000)));
  });
});

describe('an account of a pack that money is put into', () => {
  const more = (equity: number, deposits: number): AccountNumbers => ({ ...money(equity), deposits });

  it('has everything it is measured from grow along, and nothing where nothing was put in', () => {
    const watch = begin('ftmo-two-step');
    expect(floors(watch, money(98_000))).toEqual({ 'daily-loss': 95_000, 'total-loss': 90_000 });
    const before = watch.state();
    for (const equity of [98_000, 100_000]) watch.see(money(98_000, equity));
    expect(watch.state()).toBe(before);
    // As much again as there is: every floor is twice as high.
    watch.see(more(196_000, 198_000));
    expect(floors(watch, more(196_000, 198_000))).toEqual({ 'daily-loss': 190_000, 'total-loss': 180_000 });
    expect(watch.state()).toMatchObject({
      deposits: 198_000,
      initialCapital: 200_000,
      equityAtMidnight: 200_000,
      balanceAtMidnight: 200_000,
      peakEquity: 200_000,
      bestMidnight: 200_000,
    });
  });

  it('has nothing broken by money that is taken out, and says what is once it is lost', () => {
    const watch = begin('ftmo-two-step');
    watch.see(more(50_000, 50_000));
    expect(watch.breaches(more(50_000, 50_000))).toEqual([]);
    const [daily, ...others] = watch.breaches(more(47_500, 50_000));
    expect(others).toEqual([]);
    expect(daily).toEqual({
      code: 'pack-daily-loss',
      action: packOf('ftmo-two-step').onDailyBreach,
      pack: 'ftmo-two-step',
      measured: { equityQuote: 47_500, floorQuote: 47_500 },
      until: at('2026-03-02T23:00:00Z'),
    });
    const total = watch.breaches(more(45_000, 50_000)).find(({ code }) => code === 'pack-total-loss');
    expect(total).toEqual({
      code: 'pack-total-loss',
      action: packOf('ftmo-two-step').onTotalBreach,
      pack: 'ftmo-two-step',
      measured: { equityQuote: 45_000, floorQuote: 45_000 },
    });
  });

  it('keeps its first capital over midnight, which is not what was put in once something was gained', () => {
    const watch = begin('ftmo-two-step');
    watch.see(money(150_000));
    // As much again as the account is worth: the first capital counts twice, not 250,000.
    watch.see(more(300_000, 250_000));
    watch.passTime(at('2026-03-02T23:00:00Z'), () => more(300_000, 250_000));
    expect(floors(watch, more(300_000, 250_000))).toEqual({ 'daily-loss': 290_000, 'total-loss': 180_000 });
  });

  it('takes a record from before transfers were booked for one into which nothing was put since', () => {
    const left = begin('ftmo-two-step').state();
    if (!left) throw new Error('a pack that has begun must have a state');
    const { deposits, ...old } = left;
    expect(deposits).toBe(100_000);
    const watch = new PackWatch(packOf('ftmo-two-step'), old);
    watch.see(more(150_000, 150_000));
    expect(watch.state()).toEqual({ ...left, deposits: 150_000, peakEquity: 150_000 });
  });
});
