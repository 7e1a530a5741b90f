import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { allFormulas } from './all-formulas.generated.ts';
import { findFormula } from './find-formula.ts';
import { registryText } from './write-registry.ts';

describe('the formula registry', () => {
  it('is what its writer would write today', () => {
    const written = readFileSync(new URL('./all-formulas.generated.ts', import.meta.url), 'utf8');
    expect(written).toBe(registryText());
  });

  it('keeps every formula in the folder of its family', () => {
    const folders = [...registryText().matchAll(/from '\.\.\/([a-z-]+)\//g)].map((match) => match[1]);
    expect(allFormulas.map(({ family }) => family)).toEqual(folders);
  });

  it('holds no id and no key twice', () => {
    const names = allFormulas.flatMap(({ id, key }) => [id, key]);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it.each(allFormulas.map((formula) => [formula.id, formula] as const))(
    '%s says what it is',
    (_id, formula) => {
      expect(formula.id).toMatch(/^[FI][1-9]\d*$/);
      expect(formula.key).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(formula.family).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(formula.source).toMatch(/\b(19|20)\d{2}\b/);
      const readsBooks = formula.input === 'book' || formula.reads?.includes('book') === true;
      expect(formula.levels !== undefined).toBe(readsBooks);
      expect(formula.reads !== undefined).toBe(formula.input === 'step');
      expect(formula.series !== undefined).toBe(formula.reads?.includes('series') === true);
      expect(formula.warmUp(formula.defaults)).toBeGreaterThanOrEqual(1);
      expect(() => formula.start(formula.defaults)).not.toThrow();
    },
  );

  it('finds a formula by its id and by its key', () => {
    expect(findFormula('F105')).toBe(findFormula('order-flow-imbalance'));
  });

  it.each([
    ['order-flow-inbalance', 'order-flow-imbalance'],
    ['F1055', 'F105'],
    ['Microprice', 'microprice'],
  ])('answers %s with the nearest it knows', (asked, nearest) => {
    expect(() => findFormula(asked)).toThrow(
      `there is no formula "${asked}"; the nearest known is ${nearest}`,
    );
  });
});
