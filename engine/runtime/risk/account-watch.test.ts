import { describe, expect, it } from 'vitest';
import type { RulePack } from '../../domain/risk/rule-pack.ts';
import { AccountWatch } from './account-watch.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const pack = (zone: string): RulePack => ({
  id: 'house',
  title: 'House',
  zone,
  dailyLoss: { share: 0.05, of: 'equity-at-midnight', from: 'equity-at-midnight' },
  onDailyBreach: 'freeze',
  onTotalBreach: 'freeze',
});

const account = (equity: number) => ({ equity, balance: equity, deposits: 1000, fees: 0 });

describe('a rule pack that is moved to another zone', () => {
  it('has its days end at midnight there from the day it holds on', () => {
    const watch = new AccountWatch([pack('Europe/Prague')]);
    watch.passTime(0, () => account(1000));
    watch.setPacks([pack('UTC')], HOUR_MS, () => account(1000));
    for (const time of [23 * HOUR_MS, DAY_MS]) watch.passTime(time, () => account(1000));
    expect(watch.packs).toEqual([pack('UTC')]);
    // 23:00 UTC is midnight in Prague in winter: no day ends there any more.
    watch.passTime(DAY_MS + 23 * HOUR_MS, () => account(960));
    expect(watch.distances(account(960))).toMatchObject([{ floorQuote: 950, resetsAt: 2 * DAY_MS }]);
    watch.passTime(2 * DAY_MS, () => account(960));
    expect(watch.distances(account(960))).toMatchObject([{ floorQuote: 912, resetsAt: 3 * DAY_MS }]);
  });
});
