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

/** `1-3, 7` of 1, 2, 3, 7. */
function ranges(numbers: readonly number[]): string {
  const starts = numbers.filter((each) => !numbers.includes(each - 1));
  const ends = numbers.filter((each) => !numbers.includes(each + 1));
  return starts.map((from, i) => (from === ends[i] ? `${from}` : `${from}-${ends[i]}`)).join(', ');
}

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

  const missing = without((formula) => formula === undefined);
  it(`has a file for ${411 - missing.length} of them; without one: ${ranges(missing)}`, () => {
    expect(numbered.size + missing.length).toBe(411);
  });

  const plain = without((formula) => formula !== undefined && formula.catalogue === undefined);
  it(`says nothing in words yet of ${ranges(plain)}`, () => {
    expect(plain.length).toBeLessThanOrEqual(numbered.size);
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
});
