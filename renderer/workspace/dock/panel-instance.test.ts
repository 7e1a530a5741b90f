import { describe, expect, it } from 'vitest';
import { en } from '../../language/en.ts';
import { freeId, instanceOf, titleOf } from './panel-instance.ts';

describe('the name of a panel in the dock', () => {
  it('says its kind and, from the second on, its number', () => {
    expect(instanceOf('chart')).toEqual({ kind: 'chart', number: 1 });
    expect(instanceOf('chart-2')).toEqual({ kind: 'chart', number: 2 });
    expect(instanceOf('heatmap-31')).toEqual({ kind: 'heatmap', number: 31 });
  });

  it.each([
    'chart-1',
    'chart-0',
    'chart-02',
    'chart-1000',
    'chart-x',
    'chart-',
    'constructor',
    'spiral-2',
    '',
  ])('%j is none', (id) => expect(instanceOf(id)).toBeUndefined());

  it('is the first that is free', () => {
    const open = new Set(['chart', 'chart-2', 'chart-4']);
    expect(freeId('chart', (id) => open.has(id))).toBe('chart-3');
    expect(freeId('tape', (id) => open.has(id))).toBe('tape');
  });

  it('is written on its tab in words', () => {
    expect(titleOf('chart', en)).toBe('Chart');
    expect(titleOf('chart-2', en)).toBe('Chart 2');
    expect(titleOf('from the future', en)).toBe('from the future');
  });
});
