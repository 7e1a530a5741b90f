import { describe, expect, it } from 'vitest';
import type { Bar } from '../../domain/market/bar.ts';
import { unixMs } from '../../domain/units/time.ts';
import { Random } from '../../numerics/random.ts';
import type { AnyFormula, PricePoint } from '../formula.ts';
import { allFormulas } from '../registry/all-formulas.generated.ts';
import { type Evaluate, everyCut, firstLookAhead, spreadCuts } from './look-ahead.ts';
import { leaking, leaks } from './planted-leaks.ts';

const INPUTS = 140;
const TAKEN = 50;

/** A random walk of one-minute bars, seeded: no two are alike, so nothing stays hidden behind a repeat. */
const walk: readonly Bar[] = (() => {
  const random = new Random(411);
  let close = 100;
  return Array.from({ length: INPUTS }, (_, index) => {
    const open = close;
    close *= Math.exp(0.01 * random.normal());
    return {
      openTime: unixMs(index * 60_000),
      intervalMs: 60_000,
      open,
      high: Math.max(open, close) * (1 + 0.005 * random.uniform()),
      low: Math.min(open, close) * (1 - 0.005 * random.uniform()),
      close,
      volumeBase: 1 + random.uniform(),
      buyVolumeBase: random.uniform(),
      tradeCount: 1 + Math.floor(10 * random.uniform()),
    };
  });
})();

/** A formula of bars or closes over a list of bars. */
function evaluated(formula: AnyFormula): Evaluate<Bar> | undefined {
  switch (formula.input) {
    case 'bar':
      return (bars) => bars.map(formula.start(formula.defaults));
    case 'price':
      return (bars) => bars.map(pointOf).map(formula.start(formula.defaults));
    case 'quote':
    case 'book':
    case 'trade':
    case 'trade-quote':
    case 'step':
      return undefined;
  }
}
const pointOf = ({ close, intervalMs, openTime }: Bar): PricePoint => ({
  time: openTime + intervalMs,
  value: close,
});

/** The first formulas in the order of their files that have something to say within the walk, again and again. */
const taken = allFormulas
  .flatMap((formula) => {
    const evaluate = evaluated(formula);
    if (evaluate === undefined || formula.fit !== undefined) return [];
    const values = evaluate(walk);
    const said = values.filter((value) => value !== undefined);
    return new Set(said).size > 40 && values[0] === undefined ? [{ formula, evaluate }] : [];
  })
  .slice(0, TAKEN);

const planted = taken.map(({ evaluate, formula }, index) => {
  const names = Object.keys(leaks);
  const name = names[index % names.length] ?? '';
  const leak = leaks[name];
  if (leak === undefined) throw new Error(`there must be a leak ${name}`);
  return { name: `${formula.id} with ${name}`, evaluate: leaking(evaluate, leak, ({ close }) => close) };
});

describe('the prefix test', () => {
  it(`finds every one of ${TAKEN} planted looks ahead`, () => {
    expect(planted).toHaveLength(TAKEN);
    const missed = planted.filter(
      ({ evaluate }) => firstLookAhead(evaluate, walk, everyCut(INPUTS)) === undefined,
    );
    expect(missed.map(({ name }) => name)).toEqual([]);
  });

  it('finds with the few cuts of the formula contract all but fits that end late, which hide between them', () => {
    const missed = planted.filter(({ evaluate }) => firstLookAhead(evaluate, walk) === undefined);
    expect(missed.filter(({ name }) => !name.endsWith('a fit that ends one input late'))).toEqual([]);
  });

  it('raises no alarm on the formulas as they are', () => {
    const alarms = taken.filter(
      ({ evaluate }) => firstLookAhead(evaluate, walk, everyCut(INPUTS)) !== undefined,
    );
    expect(alarms.map(({ formula }) => formula.id)).toEqual([]);
  });

  it('says where: how many inputs were left, and which value of them became another', () => {
    const next: Evaluate<number> = (values) => values.map((_, at) => values[at + 1]);
    expect(firstLookAhead(next, [5, 6, 7], [2])).toEqual({ cut: 2, at: 1, whole: 7, alone: undefined });
  });

  it('cuts at the first input, before the last, and at irregular places between', () => {
    expect(spreadCuts(2)).toEqual([1]);
    expect(spreadCuts(100)).toEqual([1, 9, 18, 24, 33, 47, 56, 62, 71, 85, 94, 99]);
    expect(everyCut(4)).toEqual([1, 2, 3]);
  });
});
