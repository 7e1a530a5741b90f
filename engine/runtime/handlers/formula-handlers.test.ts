import { describe, expect, it } from 'vitest';
import type { FormulaView } from '../../contract/formula-commands.ts';
import { parseRequest } from '../../contract/parse-request.ts';
import { allFormulas } from '../../formulas/registry/all-formulas.generated.ts';
import { formulaHandlers } from './formula-handlers.ts';

const check = (formula: string, params: Record<string, number>) =>
  formulaHandlers.checkFormula({ formula, params });

function everyFormula(): readonly FormulaView[] {
  const answer = formulaHandlers.formulas({});
  return !(answer instanceof Promise) && answer.ok ? answer.reply.formulas : [];
}

describe('what the formula explorer asks', () => {
  it('is every formula with what the product says of it', () => {
    const views = everyFormula();
    expect(views.map(({ id }) => id)).toEqual(allFormulas.map(({ id }) => id));
    expect(views.find(({ id }) => id === 'F168')).toMatchObject({
      key: 'average-true-range',
      reads: ['bar', 'position'],
      charting: 'bars-in-part',
      isFitted: false,
    });
    expect(views.find(({ id }) => id === 'F158')).toMatchObject({
      charting: 'bars',
      barMs: 60_000,
      params: [{ name: 'n', unit: 'bars', first: 50, fixed: '' }],
      readings: [{ name: 'signal' }, { name: 'confidence' }, { name: 'drift' }],
    });
    expect(views.find(({ key }) => key === 'microprice')).toMatchObject({
      charting: 'from-now',
      barMs: null,
    });
  });

  it('crosses in less than a megabyte', () => {
    expect(JSON.stringify(everyFormula()).length).toBeLessThan(1_000_000);
  });

  it('says nothing that cannot be cloned to a window', () => {
    expect(structuredClone(everyFormula())).toEqual(everyFormula());
  });

  it('is whether settings are allowed, and what they cost in warm-up', () => {
    expect(check('F158', { n: 10 })).toEqual({ ok: true, reply: { warmUp: 10, warmUpMs: 0 } });
  });

  it.each([
    ['a value out of its range', 'F158', { n: -3 }, 'must be a whole number of at least 1, was -3'],
    ['a setting it does not have', 'F158', { m: 3 }, 'has no parameter m; the nearest is n'],
    ['a look too far back', 'F158', { n: 2e6 }, 'the warm-up must be at most 1000000 inputs, was 2000000'],
    ['an unknown formula', 'F9999', {}, 'there is no formula "F9999"'],
  ])('is refused with the rule: %s', (_what, formula, params, rule) => {
    expect(check(formula, params)).toMatchObject({
      ok: false,
      failure: { code: 'invalid-parameter', detail: expect.stringContaining(rule) as string },
    });
  });

  it('holds only numbers where settings go', () => {
    expect(parseRequest('checkFormula', { formula: 'F158', params: { n: '5' } })).toMatchObject({
      ok: false,
    });
  });
});
