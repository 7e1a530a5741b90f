import { describe, expect, it } from 'vitest';
import { allFormulas } from '../../registry/all-formulas.generated.ts';
import { catalogueFacts } from '../../registry/catalogue-facts.ts';
import { categoryOf } from './catalogue-category.ts';
import { membersOf, voteGroupOf } from './vote-members.ts';

const AGGREGATORS = [78, 223, 224, 335, 353, 387, 388, 389, 400];

describe('the members of the vote', () => {
  it('are every direction formula but those that read the opinions of others, each in one group', () => {
    for (const formula of allFormulas) {
      const id = Number(formula.id.slice(1));
      const readsOthers = formula.reads?.some((kind) => kind === 'opinions' || kind === 'vote') ?? false;
      const votes =
        formula.role === 'direction' &&
        formula.id.startsWith('F') &&
        !AGGREGATORS.includes(id) &&
        !readsOthers;
      expect(voteGroupOf(formula) !== undefined, formula.id).toBe(votes);
    }
  });

  it('look as far ahead as the specification lists', () => {
    const [fast, medium, slow] = (['fast', 'medium', 'slow'] as const).map((group) =>
      membersOf(group, allFormulas),
    );
    expect(fast).toEqual(expect.arrayContaining([103, 239, 252]));
    expect(medium).toEqual(expect.arrayContaining([2, 31, 146]));
    expect(slow).toEqual(expect.arrayContaining([265, 277]));
    for (const list of [fast, medium, slow]) expect(list).toEqual(list?.toSorted((a, b) => a - b));
  });
});

describe('the category of a formula', () => {
  it('is that of the catalogue for every number', () => {
    expect(catalogueFacts().map(({ id }) => categoryOf(Number(id)))).toEqual(
      catalogueFacts().map(({ category }) => category),
    );
    expect(() => categoryOf(412)).toThrow('from 1 to 411, was 412');
  });
});
