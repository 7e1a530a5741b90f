import { describe, expect, it } from 'vitest';
import { allFormulas } from '../registry/all-formulas.generated.ts';
import { FADES_TO_A_MILLIONTH, FADES_TO_A_THOUSANDTH } from './fading-memories.ts';
import { LASTING_MEMORIES } from './lasting-memories.ts';
import { memoryOf, memoryText } from './memory-of.ts';

const named = [
  ...Object.keys(FADES_TO_A_MILLIONTH),
  ...Object.keys(FADES_TO_A_THOUSANDTH),
  ...LASTING_MEMORIES.flatMap(({ formulas }) => formulas),
];

describe('what formulas remember', () => {
  it('is said once at most of each, and of formulas only', () => {
    const ids = new Set<string>(allFormulas.map(({ id }) => id));
    expect(new Set(named).size).toBe(named.length);
    expect(named.filter((id) => !ids.has(id))).toEqual([]);
  });

  it('is longer than the warm-up where it is listed', () => {
    const listed = [FADES_TO_A_MILLIONTH, FADES_TO_A_THOUSANDTH].flatMap((each) => Object.entries(each));
    expect(listed.filter(([, warmUps]) => !(warmUps > 1))).toEqual([]);
  });

  it.each([
    ['F6', { kind: 'fades', warmUps: 1, within: 1e-6 }, 'nothing from before its warm-up'],
    ['F56', { kind: 'fades', within: 1e-6 }, 'what came before fades to a millionth within 6.9 warm-ups'],
    ['F3', { kind: 'fades', within: 1e-3 }, 'what came before fades to a thousandth within 5.2 warm-ups'],
    ['F332', { kind: 'lasts' }, 'lasting: it counts, adds up or compares all it has seen since it began'],
  ])('of %s is told with its number or its reason', (id, memory, text) => {
    expect(memoryOf(id)).toMatchObject(memory);
    expect(memoryText(id)).toBe(text);
  });
});
