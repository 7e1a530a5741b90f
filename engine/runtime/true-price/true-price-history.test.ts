import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { utcDayStart } from '../../archive/utc-day.ts';
import { truePrice } from '../../formulas/bitcoin/chain/true-price-terms.ts';
import { Random } from '../../numerics/random.ts';
import { CHECK_CASE } from './answer-true-price.ts';
import { DifficultyHistory } from './difficulty-history.ts';
import { truePriceHistory } from './true-price-history.ts';
import { parseRetargets } from './typed-retargets.ts';

const folder = process.env['EDGEWRIGHT_DATA'];
const whyNot = folder === undefined ? ' (needs EDGEWRIGHT_DATA)' : '';
const { inputs } = CHECK_CASE;
const DAY_S = 86_400;

describe('the difficulty of the past', () => {
  const rows = [
    { time: 1_000_000, height: 2016, difficulty: 5 },
    { time: 2_000_000, height: 4032, difficulty: 7 },
  ];

  it('holds from each change to the next, while the height goes on between', () => {
    const history = new DifficultyHistory(rows);
    expect(history.at(999_999)).toBeUndefined();
    expect(history.at(1_000_000)).toEqual({ height: 2016, difficulty: 5 });
    expect(history.at(1_500_000)).toEqual({ height: 3024, difficulty: 5 });
    // A block every ten minutes, and nothing once the next change is due.
    expect(history.at(2_000_000 + 6000)).toEqual({ height: 4042, difficulty: 7 });
    expect(history.at(2_000_000 + 2016 * 600)).toBeUndefined();
  });

  it('ends with the newest block where that is known and of the same period', () => {
    const history = new DifficultyHistory(rows, { blockTime: 2_010_000, height: 4052 });
    expect(history.at(2_005_000)).toEqual({ height: 4042, difficulty: 7 });
    expect(history.at(2_010_000)).toBeUndefined();
    const later = new DifficultyHistory(rows, { blockTime: 9_000_000, height: 9000 });
    expect(later.at(9_000_000 - 1)).toBeUndefined();
  });
});

describe('typed changes of difficulty', () => {
  it('are lines of time, height and difficulty', () => {
    expect(
      parseRetargets(
        'time,height,difficulty\n2024-04-11, 838656, 8.6e13\n\n1714000000;840672;88104191118793',
      ),
    ).toEqual({
      ok: true,
      rows: [
        { time: 1_712_793_600, height: 838_656, difficulty: 8.6e13 },
        { time: 1_714_000_000, height: 840_672, difficulty: 88_104_191_118_793 },
      ],
    });
  });

  it.each([
    ['2024-04-11 838656', 'line 1: time, height and difficulty are three values, had 1'],
    ['2024-13-11,1,1', 'line 1: a time is a day such as 2024-04-20 or unix seconds, was "2024-13-11"'],
    ['2024-04-11,1.5,1', 'line 1: a height is a whole number from 0, was "1.5"'],
    ['2024-04-11,1,0', 'line 1: a difficulty is a number from 1, was "0"'],
    ['2024-04-11,9,1\n2024-04-12,9,1', 'line 2: times and heights go up, had "9" after 9'],
    ['2024-04-11,9,NaN', 'line 1: a difficulty is a number from 1, was "NaN"'],
  ])('of %j are refused', (text, detail) => {
    expect(parseRetargets(text)).toEqual({ ok: false, detail });
  });
});

/** Days of a market that lies around TRUE PRICE or wanders off by itself. */
function madeUp(isBound: boolean) {
  const made = new Random(11);
  const noise = () => made.uniform();
  const start = 1_600_000_000;
  const rows = Array.from({ length: 40 }, (_, at) => ({
    time: start + at * 14 * DAY_S,
    height: 648_000 + at * 2016,
    difficulty: 2e13 * Math.exp(0.04 * (noise() - 0.45) * at),
  }));
  const difficulties = new DifficultyHistory(rows);
  let wandering = 10;
  const days = Array.from({ length: 500 }, (_, at) => {
    const time = start + (at + 1) * DAY_S;
    const moment = difficulties.at(time) ?? { height: 0, difficulty: 1 };
    wandering += 0.04 * (noise() - 0.5);
    const bound = truePrice({ ...inputs, ...moment, blockTime: time })?.truePrice ?? NaN;
    return {
      timeMs: time * 1000,
      close: isBound ? bound * Math.exp(0.1 * (noise() - 0.5)) : Math.exp(wandering),
    };
  });
  const kept = { instruments: ['a:BTC/USD'], instrument: 'a:BTC/USD', days };
  return truePriceHistory(kept, difficulties, inputs);
}

describe('the history of TRUE PRICE', () => {
  it('finds a market that comes back to it, and none that does not', () => {
    const of = (view: ReturnType<typeof madeUp>) => view.tests.find((test) => test.of === 'pair');
    const bound = madeUp(true);
    expect(of(bound)).toMatchObject({ rejectedAt: '1%' });
    expect(bound.line?.slope).toBeCloseTo(1, 1);
    const free = of(madeUp(false));
    expect(free?.rejectedAt).toBeNull();
    expect(free?.probability).toBeGreaterThan(0.1);
    expect(bound.missing).toEqual([]);
    expect([bound.days, bound.daysWithout, bound.timesMs.length]).toEqual([500, 0, 500]);
  });

  it('makes no test of a few days, and says where prices and difficulty do not meet', () => {
    const rows = [{ time: 1_600_000_000, height: 648_000, difficulty: 2e13 }];
    const day = (time: number) => ({ timeMs: time * 1000, close: 1e4 });
    const historyOf = (days: ReturnType<typeof day>[]) =>
      truePriceHistory({ instruments: ['a'], instrument: 'a', days }, new DifficultyHistory(rows), inputs);
    expect(historyOf([day(1_600_000_600)])).toMatchObject({ days: 1, tests: [], line: null, missing: [] });
    expect(historyOf([day(1_500_000_000)])).toMatchObject({ days: 0, daysWithout: 1, missing: ['overlap'] });
  });

  it.skipIf(folder === undefined)(`of the real chain since 2015 does not hold the price${whyNot}`, () => {
    const table = (name: string) =>
      gunzipSync(readFileSync(join(folder ?? '', 'onchain', `${name}.csv.gz`)))
        .toString()
        .trim()
        .split('\n')
        .slice(1)
        .map((line) => line.split(','))
        .map(([date = '', value]) => ({ time: (utcDayStart(date) ?? 0) / 1000, value: Number(value) }));
    const days = table('btc_price_volume_daily').map(({ time, value }) => ({
      timeMs: (time + DAY_S) * 1000,
      close: value,
    }));
    const isSame = (a: number, b = 0) => Math.abs(a / b - 1) < 1e-9;
    // On the day of a change the table has a mean of two difficulties; that day is left out.
    const changes = table('btc_difficulty_daily')
      .filter(({ time }) => time > 1_400_000_000)
      .filter(({ value }, at, rows) => isSame(value, rows[at + 1]?.value))
      .filter(({ value }, at, rows) => !isSame(value, rows[at - 1]?.value));
    // The change of 24 April 2024 came with block 840,672; each other one is 2016 blocks from the next.
    const known = changes.findIndex(({ value }) => Math.round(value / 1e9) === 88_104);
    const rows = changes.map(({ time, value }, at) => ({
      time,
      height: 840_672 + (at - known) * 2016,
      difficulty: value,
    }));
    const difficulties = new DifficultyHistory(rows);
    // Block 336,861 was the first of 2015.
    expect(Math.abs((difficulties.at(1_420_070_400)?.height ?? 0) - 336_861)).toBeLessThan(200);
    const view = truePriceHistory({ instruments: ['a'], instrument: 'a', days }, difficulties, inputs);
    expect(view.days).toBe(days.length);
    const resultOf = (name: string) => view.tests.find(({ of }) => of === name);
    // Prices, line and regressions written anew in Python with numpy.linalg.lstsq.
    expect(resultOf('market')).toMatchObject({ lags: 1, rejectedAt: null });
    expect(resultOf('market')?.tau).toBeCloseTo(-1.53560116816, 8);
    expect(resultOf('truePrice')).toMatchObject({ lags: 27, rejectedAt: '5%' });
    expect(resultOf('truePrice')?.tau).toBeCloseTo(-3.17217635482, 8);
    expect(resultOf('pair')).toMatchObject({ lags: 10, rejectedAt: null });
    expect(resultOf('pair')?.tau).toBeCloseTo(-2.75803787282, 8);
    expect(view.line?.slope).toBeCloseTo(0.61949329, 8);
    expect(view.line?.intercept).toBeCloseTo(4.42559874, 8);
  });
});
