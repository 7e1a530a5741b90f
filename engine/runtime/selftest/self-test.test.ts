import { describe, expect, it } from 'vitest';
import { findFormula } from '../../formulas/registry/find-formula.ts';
import { outsideSeries } from '../../formulas/outside-series.ts';
import { Random } from '../../numerics/random.ts';
import { InputDoor } from '../../features/input-door.ts';
import { FormulaExaminer } from './formula-examiner.ts';
import { madeUpPast } from './made-up-bars.ts';
import { madeUpNumber, numbersDueAt } from './made-up-numbers.ts';
import { runSelfTest, type SelfTestReport } from './self-test.ts';

const DAY_MS = 86_400_000;
/** One of each kind of input: bars, days, peers, the tape, the book, series, our own trades, the vote. */
const KEYS = [
  'wilder-rsi',
  'variance-risk-premium',
  'pamr',
  'microprice',
  'log-book-imbalance',
  'effective-spread',
  'true-price',
  'kelly-criterion',
  'trailing-stop',
  'continuous-kelly',
  'I8',
];

/** Runs to its end on a clock that goes `stepMs` with every look. */
function tested(keys: readonly string[], stepMs: number): SelfTestReport {
  let now = 0;
  const formulas = keys.map(findFormula);
  const test = runSelfTest({ seconds: 60, seed: 1, nowMs: () => (now += stepMs), formulas });
  for (;;) {
    const turn = test.next();
    if (turn.done) return turn.value;
  }
}

describe('the self test', () => {
  it('has every kind of formula ready at its end, with nothing refused', () => {
    const { barMinutes, events, refused, results } = tested(KEYS, 1);
    expect(refused).toEqual([]);
    expect(results.map(({ id, state }) => [id, state])).toEqual(
      KEYS.map((key) => [findFormula(key).id, 'ready']),
    );
    expect(barMinutes).toBeGreaterThan(10);
    expect(events).toBeGreaterThan(1000);
  });

  it('tells a formula that has nothing to say from one that has not seen enough time', () => {
    // The plain mean of 22 days of variance; the range of the last fourteen bars.
    const { results } = tested(['har-rv', 'wilder-rsi'], 20);
    expect(results).toMatchObject([
      { id: 'F165', state: 'warming', values: 0, neededMs: 22 * DAY_MS },
      { id: 'F150', state: 'ready' },
    ]);
    expect(results[0]?.spanMs).toBeLessThan(22 * DAY_MS);
  });

  it('has symbols enough to compare, and prices that leave gaps', () => {
    const { results } = tested(['cross-sectional-reversal', 'price-window'], 20);
    expect(results.map(({ id, state }) => [id, state])).toEqual([
      ['F301', 'ready'],
      ['F235', 'ready'],
    ]);
  });

  it('gives the same values every time: only the times differ', () => {
    const untimed = ({ results }: SelfTestReport) =>
      results.map(({ id, seen, state, values }) => ({ id, seen, state, values }));
    expect(untimed(tested(['wilder-rsi', 'microprice'], 5))).toEqual(
      untimed(tested(['wilder-rsi', 'microprice'], 5)),
    );
  });
});

describe('the examiner', () => {
  const examine = (
    run: (input: object) => number | undefined,
    output: { min?: number; max?: number } = {},
  ) => {
    const formula = { ...findFormula('wilder-rsi'), output: { unit: '1', ...output }, readings: {} };
    const examiner = new FormulaExaminer(() => 0);
    const watched = examiner.watched(formula as never, run as never) as (input: object) => unknown;
    const said = [watched({}), watched({})];
    return { said, ...examiner.of('F150') };
  };

  it.each([
    [
      'throws',
      () => {
        throw new Error('no root');
      },
      [undefined, undefined],
      'it threw: no root',
    ],
    ['leaves its range', () => 2, [2, undefined], 'its value must be finite and from 0 to 1, was 2'],
    [
      'says what is no number',
      () => NaN,
      [NaN, undefined],
      'its value must be finite and from 0 to 1, was NaN',
    ],
  ])('names the formula that %s and runs it no further', (_what, run, said, failure) => {
    expect(examine(run, { min: 0, max: 1 })).toMatchObject({ said, failure });
  });

  it('finds nothing wrong with what keeps its promises', () => {
    expect(examine(() => 0.5, { min: 0, max: 1 })).toEqual({
      said: [0.5, 0.5],
      values: 2,
      failure: undefined,
    });
  });
});

describe('the made-up world', () => {
  it('has a number of the right unit for every named series at midnight', () => {
    const due = numbersDueAt(20 * DAY_MS);
    expect(due.toSorted()).toEqual(Object.keys(outsideSeries).toSorted());
    const random = new Random(1);
    const made = due.map((name) => ({
      name,
      value: madeUpNumber(name, { time: 20_000 * DAY_MS, price: 60_000, random }),
    }));
    const door = new InputDoor();
    expect(made.filter(({ name, value }) => !door.admitsSeries(name, value))).toEqual([]);
  });

  it('has a past that arrives at the prices of now, bar after bar', () => {
    const past = madeUpPast({
      intervalMs: DAY_MS,
      count: 30,
      endTime: 50 * DAY_MS,
      lastPrices: [60_000, 150],
      random: new Random(2),
    });
    expect(past.at(-1)?.endTime).toBe(50 * DAY_MS);
    expect(past.at(-1)?.bars[0]?.close).toBeCloseTo(60_000, 6);
    expect(past.at(-1)?.bars[1]?.close).toBeCloseTo(150, 9);
    expect(past.slice(1).every(({ bars }, index) => bars[0]?.open === past[index]?.bars[0]?.close)).toBe(
      true,
    );
    expect(
      past
        .flatMap(({ bars }) => bars)
        .every(({ close, high, low, open }) => low <= Math.min(open, close) && high >= Math.max(open, close)),
    ).toBe(true);
  });
});
