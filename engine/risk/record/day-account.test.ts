import { describe, expect, it } from 'vitest';
import { type AccountNumbers, DayAccount } from './day-account.ts';

const DAY_MS = 86_400_000;

const money = (equity: number, deposits: number, fees = 0): AccountNumbers => ({
  equity,
  balance: equity,
  deposits,
  fees,
});

/** A day that begins with 1,000 of 1,000 that were put in, and has a peak of 1,200. */
function begun(): DayAccount {
  const day = new DayAccount();
  day.passTime(0, () => money(1000, 1000, 3));
  day.see(money(1200, 1000, 5));
  return day;
}

const restarted = (day: DayAccount): DayAccount => {
  const next = new DayAccount();
  next.restore(structuredClone(day.state()));
  return next;
};

describe('the day of an account that money is put into', () => {
  it('has lost the same part as before, whether that is seen in its course or as the next day begins', () => {
    const day = begun();
    // 600 of 1,200 are left; 600 are put in.
    day.see(money(600, 1000));
    day.see(money(1200, 1600));
    expect([day.lossOf(money(1200, 1600)), day.drawdownOf(money(1200, 1600))]).toEqual([0.4, 0.5]);
    // Half is taken out again over midnight: a peak of 2,400 becomes one of 1,200.
    day.passTime(DAY_MS, () => money(600, 1000));
    expect([day.startEquity, day.peakEquity]).toEqual([600, 1200]);
  });

  it('counts what was put in while nobody was there from what was known before', () => {
    const next = restarted(begun());
    next.see(money(2400, 2200));
    expect([next.startEquity, next.peakEquity]).toEqual([2000, 2400]);
    expect(next.lossOf(money(1800, 2200))).toBeCloseTo(0.1, 12);
  });

  it('takes a record from before transfers were booked for one into which nothing was put since', () => {
    const { deposits, ...old } = begun().state();
    expect(deposits).toBe(1000);
    const next = new DayAccount();
    next.restore(old);
    expect(next.state()).not.toHaveProperty('deposits');
    next.see(money(2400, 2200));
    expect([next.startEquity, next.peakEquity, next.state().deposits]).toEqual([1000, 2400, 2200]);
  });

  it('goes on with its fees and its day over a restart', () => {
    const next = restarted(begun());
    next.passTime(DAY_MS - 1, () => {
      throw new Error('nobody asks');
    });
    expect(next.feesToday(money(1000, 1000, 9))).toBe(6);
    expect(next.state()).toEqual(begun().state());
  });
});
