import { describe, expect, it } from 'vitest';
import { defineFormula, type PricePoint } from '../formulas/formula.ts';
import { withReadings } from '../formulas/readings.ts';
import { fitInline } from '../formulas/refit.ts';
import { FeatureRun } from './feature-run.ts';

/** Says the value it is told, and it twice as a reading; nothing below zero. */
const echo = defineFormula({
  id: 'I999',
  key: 'echo',
  title: 'Echo',
  family: 'filtering',
  input: 'price',
  output: { unit: 'ratio' },
  source: 'made for this test (2024)',
  defaults: {},
  readings: { twice: { unit: 'ratio', neutral: 7 } },
  warmUp: () => 1,
  start: () => {
    let last = NaN;
    return withReadings(({ value }: PricePoint) => (value < 0 ? undefined : (last = value)), {
      twice: () => 2 * last,
    });
  },
});

const running = () =>
  new FeatureRun<'price'>('echo', (hasValue) => echo.begin({}, { fitter: fitInline, hasValue }));

describe('a running formula', () => {
  it.each([
    ['a number', 3, 3, 6],
    ['zero', 0, 0, 0],
    ['no value', -1, undefined, 7],
    ['what overflowed', Infinity, undefined, 7],
    ['what is no number', NaN, undefined, 7],
  ])('that says %s after a value', (_what, said, value, twice) => {
    const run = running();
    run.feed({ time: 1, value: 5 });
    run.feed({ time: 2, value: said });
    expect([run.value, run.reading('twice'), run.updates]).toEqual([value, twice, 2]);
  });

  it('has no value before its first input and after it starts again', () => {
    const run = running();
    expect([run.value, run.reading('twice')]).toEqual([undefined, 7]);
    run.feed({ time: 1, value: 5 });
    run.restart();
    expect([run.value, run.reading('twice')]).toEqual([undefined, 7]);
  });

  it('keeps its value apart from those of hundreds of others', () => {
    const runs = Array.from({ length: 200 }, running);
    runs.forEach((run, at) => run.feed({ time: 1, value: at }));
    expect(runs.map(({ value }) => value)).toEqual(runs.map((_, at) => at));
  });
});
