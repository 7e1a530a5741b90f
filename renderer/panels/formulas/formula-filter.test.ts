import { describe, expect, it } from 'vitest';
import { countOf, fittingFormulas, inOrder, searchable, valuesOf } from './formula-filter.ts';
import { formulaExample } from './formulas.fixture.ts';

const flow = formulaExample({
  id: 'F105',
  key: 'order-flow-imbalance',
  title: 'Order flow imbalance',
  family: 'microstructure',
  role: 'direction',
  reads: ['quote'],
  definition: 'sum of signed changes of the queue',
});
const rsi = formulaExample({ id: 'F133', key: 'wilder-rsi', title: 'RSI', definition: 'flow of gains' });
const vwap = formulaExample({ id: 'I9', key: 'session-vwap', title: 'Session VWAP', reads: ['bar', 'book'] });
const all = [vwap, rsi, flow].map(searchable);
const any = { search: '', family: '', role: '', reads: '' };
const found = (filter: Partial<typeof any>) =>
  fittingFormulas(all, { ...any, ...filter }).map(({ id }) => id);

describe('finding formulas', () => {
  it.each([
    ['nothing in particular', {}, ['I9', 'F133', 'F105']],
    ['an id, which comes first', { search: 'f105' }, ['F105']],
    ['every word of it, wherever it stands', { search: 'queue order' }, ['F105']],
    ['a name before a definition', { search: 'flow' }, ['F105', 'F133']],
    ['a key', { search: 'session-v' }, ['I9']],
    ['what nothing holds', { search: 'flow nowhere' }, []],
    ['a family', { family: 'microstructure' }, ['F105']],
    ['a role', { role: 'context' }, ['I9', 'F133']],
    ['a kind of input among several', { reads: 'book' }, ['I9']],
    ['all of it together', { role: 'context', reads: 'bar', search: 'vwap' }, ['I9']],
  ])('by %s', (_what, filter, ids) => {
    expect(found(filter)).toEqual(ids);
  });

  it('counts what is of the catalogue and the plain indicators apart', () => {
    expect(countOf(all.map(({ formula }) => formula))).toEqual({ formulas: 2, indicators: 1 });
    expect(countOf([])).toEqual({ formulas: 0, indicators: 0 });
  });

  it('lists the catalogue by number, then the plain indicators', () => {
    const ids = ['I9', 'F20', 'F3', 'I10'].map((id) => formulaExample({ id }));
    expect(inOrder(ids).map(({ id }) => id)).toEqual(['F3', 'F20', 'I9', 'I10']);
  });

  it('offers every family and input that occurs, once', () => {
    const formulas = all.map(({ formula }) => formula);
    expect(valuesOf(formulas, ({ reads }) => reads)).toEqual(['bar', 'book', 'quote']);
    expect(valuesOf(formulas, ({ family }) => family)).toEqual(['microstructure', 'statistics']);
  });
});
