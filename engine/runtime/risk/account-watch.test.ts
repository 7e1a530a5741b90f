import { describe, expect, it } from 'vitest';
import type { RulePack } from '../../domain/risk/rule-pack.ts';
import { at } from '../../risk/packs/iso.fixture.ts';
import { AccountWatch } from './account-watch.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const pack = (zone: string, id = 'house'): RulePack => ({
  id,
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

describe('a rule pack that is switched off', () => {
  /** Begun at noon with 1000, switched off at that time with 952 left. */
  const switchedOff = (text: string, packs = [pack('Europe/Prague')]) => {
    const watch = new AccountWatch(packs);
    watch.passTime(at(text) - 12 * HOUR_MS, () => account(1000));
    const time = at(text);
    watch.passTime(time, () => account(1000));
    const from = watch.setPacks([], time, () => account(952));
    return { watch, from, time };
  };

  it.each([
    // Midnight in Prague is 23:00 UTC in winter and 22:00 in summer; ten minutes before 00:00 UTC its day is young.
    ['2026-01-14T23:50:00Z', '2026-01-15T23:00:00Z'],
    ['2026-07-14T23:50:00Z', '2026-07-15T22:00:00Z'],
    ['2026-07-14T21:50:00Z', '2026-07-14T22:00:00Z'],
    // Days of 23 and of 25 hours.
    ['2026-03-28T23:50:00Z', '2026-03-29T22:00:00Z'],
    ['2026-10-24T22:50:00Z', '2026-10-25T23:00:00Z'],
  ])('at %s stays until its own day is over, at %s', (off, end) => {
    const { from, watch } = switchedOff(off);
    expect(from).toBe(at(end));
    watch.passTime(at(end) - 1, () => account(952));
    expect(watch.packs).toHaveLength(1);
    // The day began with 1000: what is lost of it still counts.
    expect(watch.distances(account(952))).toMatchObject([{ floorQuote: 950 }]);
    watch.passTime(at(end), () => account(952));
    expect(watch.packs).toEqual([]);
    expect(watch.pending).toBeUndefined();
  });

  it('leaves no earlier because it is asked again, and every pack leaves with its own day', () => {
    const { from, watch, time } = switchedOff('2026-01-14T23:50:00Z', [
      pack('Europe/Prague', 'prague'),
      pack('UTC', 'utc'),
    ]);
    watch.setPacks([], time + 60_000, () => account(952));
    expect(watch.pending).toMatchObject({ from, packs: [] });
    watch.passTime(at('2026-01-15T00:00:00Z'), () => account(952));
    expect(watch.packs.map(({ id }) => id)).toEqual(['prague']);
    watch.passTime(from, () => account(952));
    expect(watch.packs).toEqual([]);
  });

  it('goes on as if nothing had been asked when it is switched on again', () => {
    const { from, watch, time } = switchedOff('2026-01-14T23:50:00Z');
    watch.setPacks([pack('Europe/Prague')], time + 60_000, () => account(952));
    expect(watch.pending).toBeUndefined();
    expect(watch.distances(account(952))).toMatchObject([{ floorQuote: 950, resetsAt: from }]);
  });

  it('is held across a restart, also by a record that does not say which pack leaves when', () => {
    const { from, watch } = switchedOff('2026-01-14T23:50:00Z');
    const state = watch.state();
    const older = { ...state, pending: { packs: [], from } };
    for (const record of [state, older]) {
      const next = new AccountWatch([]);
      next.restore(record);
      next.passTime(from - 1, () => account(952));
      expect(next.packs).toHaveLength(1);
      next.passTime(from, () => account(952));
      expect(next.packs).toEqual([]);
    }
  });
});
