import { describe, expect, it } from 'vitest';
import type { AnyFormula } from '../formula.ts';
import { allFormulas } from './all-formulas.generated.ts';
import { catalogueFacts, statedFacts } from './catalogue-facts.ts';

const facts = catalogueFacts();
const numbered = new Map(
  allFormulas.filter(({ id }) => id.startsWith('F')).map((formula) => [formula.id.slice(1), formula]),
);
const without = (isLeftOut: (formula: AnyFormula | undefined) => boolean) =>
  facts.flatMap(({ id = '' }) => (isLeftOut(numbered.get(id)) ? [Number(id)] : []));

/** Ranges that are of something else than the value. */
const RANGE_OF_OTHER: ReadonlySet<string> = new Set([
  // Of TRUE PRICE itself; the value is the log of it over the market's.
  'F259',
]);

/** Bounds of a range that does not depend on parameters, as `[0,inf)`, `(-inf,inf)`, `{-1,0,1}` or `1..6`. */
function boundsOf(range: string): readonly [number | undefined, number | undefined] | undefined {
  const text = range.replaceAll(/\s/g, '');
  const interval = /^[[(](-?[\d.]+|-inf),(-?[\d.]+|inf)[\])]$/.exec(text) ?? /^(\d+)\.\.(\d+)$/.exec(text);
  if (interval !== null) return [finite(interval[1]), finite(interval[2])];
  if (!/^\{-?[\d.]+(,-?[\d.]+)*\}$/.test(text) || text.includes('..')) return undefined;
  const members = text.slice(1, -1).split(',').map(Number);
  return [Math.min(...members), Math.max(...members)];
}

const finite = (bound = ''): number | undefined => (bound.endsWith('inf') ? undefined : Number(bound));

/** Readings a formula of each role has at the least. */
const OF_ROLE: Readonly<Record<string, readonly string[]>> = {
  direction: ['confidence', 'signal'],
  filter: ['gate'],
  size: ['scale'],
  cost: ['cost'],
  exit: ['urgency'],
  context: [],
};

describe('the formula catalogue', () => {
  it('numbers 411 formulas', () => {
    expect(facts.map(({ id }) => Number(id))).toEqual(Array.from({ length: 411 }, (_, i) => i + 1));
    expect([...numbered.keys()].filter((id) => !facts.some((each) => each['id'] === id))).toEqual([]);
  });

  it('has a file for each of them, with its words', () => {
    expect(without((formula) => formula === undefined)).toEqual([]);
    expect(without((formula) => formula !== undefined && formula.catalogue === undefined)).toEqual([]);
  });

  it.each([...numbered].map(([id, formula]) => [formula.id, id, formula] as const))(
    'says what %s states in its file',
    (_id, id, formula) => {
      const stated = statedFacts(formula);
      const fixed = facts[Number(id) - 1] ?? {};
      expect(stated).toEqual(Object.fromEntries(Object.keys(stated).map((name) => [name, fixed[name]])));
    },
  );

  it.each(
    [...numbered.values()]
      .filter(({ catalogue }) => catalogue)
      .map((formula) => [formula.id, formula] as const),
  )('%s says what its role asks for', (_id, { readings = {}, role = 'context' }) => {
    expect(Object.keys(readings)).toEqual(expect.arrayContaining([...(OF_ROLE[role] ?? [])]));
  });

  it.each(
    [...numbered.values()].flatMap((formula) => {
      const bounds = boundsOf(formula.catalogue?.range ?? '');
      return bounds === undefined || RANGE_OF_OTHER.has(formula.id)
        ? []
        : [[formula.id, bounds, formula] as const];
    }),
  )('%s keeps to the range %j of the catalogue', (_id, bounds, { output }) => {
    expect([output.min, output.max]).toEqual(bounds);
  });
});
