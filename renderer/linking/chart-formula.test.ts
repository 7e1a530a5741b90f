import { describe, expect, it } from 'vitest';
import {
  type ChartFormula,
  chartFormulaKey,
  chartFormulasFrom,
  offerFormula,
  takeFormulas,
} from './chart-formula.ts';

const formula: ChartFormula = { id: 'F1', title: 'One', unit: 'bps', charting: 'bars', params: {} };

describe('a formula put on charts', () => {
  it('goes to every open chart of the color and to no other', () => {
    const taken: string[] = [];
    const ends = [
      takeFormulas('blue', () => taken.push('first')),
      takeFormulas('blue', () => taken.push('second')),
      takeFormulas('green', () => taken.push('green')),
    ];
    expect(offerFormula('blue', formula)).toBe(true);
    expect(taken).toEqual(['first', 'second']);
    for (const end of ends) end();
  });

  it('waits for the next chart when none is open, and goes to that one alone', () => {
    expect(offerFormula('amber', formula)).toBe(false);
    const taken: ChartFormula[] = [];
    takeFormulas('amber', (each) => taken.push(each))();
    takeFormulas('amber', (each) => taken.push(each))();
    expect(taken).toEqual([formula]);
  });

  it('is another one with other settings, in whatever order they stand', () => {
    const key = (params: Record<string, number>) => chartFormulaKey({ id: 'F1', params });
    expect(key({ a: 1, b: 2 })).toBe(key({ b: 2, a: 1 }));
    expect(key({ a: 1 })).not.toBe(key({ a: 2 }));
  });

  it('is believed when it was kept whole, one by one and five at most', () => {
    const broken = [{ ...formula, charting: 'moon' }, { ...formula, params: { n: 'x' } }, null, { id: 'F1' }];
    expect(chartFormulasFrom([...broken, formula])).toEqual([formula]);
    expect(chartFormulasFrom(Array.from({ length: 9 }, () => formula))).toHaveLength(5);
    expect(chartFormulasFrom('F1')).toBeUndefined();
  });
});
