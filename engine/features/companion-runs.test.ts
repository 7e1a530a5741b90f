import { describe, expect, it } from 'vitest';
import { Companions } from '../formulas/companions.ts';
import type { AnyFormula, BookSlice, FormulaRun, MarketStep } from '../formulas/formula.ts';
import { bookAt } from '../formulas/contract-tests/sample-inputs.ts';
import { walkBars } from '../formulas/contract-tests/catalogue-fixtures.ts';
import { findFormula } from '../formulas/registry/find-formula.ts';
import { FeatureRun } from './feature-run.ts';
import { perpetualOf } from './listener.fixture.ts';
import { MarketSteps } from './market-steps.ts';
import { PeerBarCollector } from './peer-bar-collector.ts';

const instrument = perpetualOf('BTC');
const BARS = 420;
const LATER = 90;
const LEARNERS = ['F61', 'F63', 'F67', 'F68', 'F71', 'F79', 'F80', 'F87', 'F95', 'F97'];

const bars = walkBars(11, BARS);
const booksOf = (minute: number): readonly BookSlice[] =>
  Array.from({ length: minute % 3 }, (_, i) =>
    bookAt((bars[minute]?.openTime ?? 0) + 59_000 + i, [99.5, 1 + minute / 100], [100.5, 2 + i]),
  );

/** Numbers that make a learner speak within a few hundred bars. */
const SMALL: Readonly<Record<string, number>> = { N: 80, k: 40, L: 8, epochs: 1, least_bars: 100 };

function startOf(id: string): { formula: AnyFormula; start: (others?: Companions) => FormulaRun<'step'> } {
  const formula = findFormula(id);
  const params = Object.fromEntries(
    Object.entries(formula.defaults).map(([name, value]) => [name, SMALL[name] ?? value]),
  );
  return {
    formula,
    start: (others) => formula.start(params, undefined, others) as unknown as FormulaRun<'step'>,
  };
}

/** What a run of its own says at the end of each minute from `first` on. */
function alone(id: string, first: number): (number | undefined)[] {
  const { formula, start } = startOf(id);
  const run = start();
  const tell = (step: MarketStep) => (formula.reads?.includes(step.kind) ? run(step) : undefined);
  return bars.slice(first).map((bar, i) => {
    for (const book of booksOf(first + i)) tell({ kind: 'book', time: book.time, book });
    return tell({ kind: 'bar', time: bar.openTime + bar.intervalMs, bar });
  });
}

describe('runs that are fed the same', () => {
  const steps = new MarketSteps(instrument.id, new PeerBarCollector([instrument]));
  const begin = (id: string) => {
    const { formula, start } = startOf(id);
    let others: Companions | undefined = steps.companionsOn(60_000);
    const run = new FeatureRun<'step'>(id, () => {
      const begun = start(others);
      others = undefined;
      return begun;
    });
    steps.start(run, formula, 60_000);
    return { id, run, said: [] as (number | undefined)[] };
  };
  const first = LEARNERS.map(begin);
  const later: ReturnType<typeof begin>[] = [];
  bars.forEach((bar, minute) => {
    if (minute === LATER) later.push(...LEARNERS.map(begin));
    for (const book of booksOf(minute)) steps.feedBook(book);
    steps.onClosedBar(bar);
    for (const { run, said } of [...first, ...later]) said.push(run.value);
  });

  it.each(LEARNERS)('say what %s says on its own, from the first bar', (id) => {
    const { said } = first.find((each) => each.id === id) ?? { said: [] };
    expect(said.filter((value) => value !== undefined).length).toBeGreaterThan(0);
    expect(said).toEqual(alone(id, 0));
  });

  it.each(LEARNERS)('say what %s says on its own, from a later bar', (id) => {
    const { said } = later.find((each) => each.id === id) ?? { said: [] };
    expect(said).toEqual(alone(id, LATER));
  });
});

describe('companions', () => {
  it('share one work from the next input on, and are closed to whoever comes after it', () => {
    const inputs = { count: 3 };
    const companions = new Companions(inputs);
    const key = {};
    const work = companions.shared(key, () => ({ sum: 0 }));
    expect(companions.shared(key, () => ({ sum: 1 }))).toBe(work);
    expect(companions.isOpen).toBe(true);
    inputs.count += 1;
    expect(companions.isOpen).toBe(false);
  });
});
