import { describe, expect, it } from 'vitest';
import { mutated, mutationsOf } from './mutations.ts';

const mistakes = (source: string) => mutationsOf(source).map((mutation) => mutated(source, mutation));

describe('small mistakes', () => {
  it('are made in operators, and leave the rest of the line as it was', () => {
    expect(mistakes('f = a<b;')).toEqual([';', 'f = (a<=b);', 'f = (a>=b);']);
    expect(mistakes('f = a - b;')).toEqual([';', 'f = (a + b);']);
    expect(mistakes('f = a ?? b;')).toEqual([';', 'f = (a && b);']);
    expect(mistakes('f = !a;')).toEqual([';', 'f = (a);']);
  });

  it('are made in conditions, both ways', () => {
    expect(mistakes('if (a) b;')).toEqual(['if (true) b;', 'if (false) b;', 'if (a) ;']);
  });

  it('are made in constants and in what is answered', () => {
    expect(mistakes('const a = [1, true];')).toEqual([
      'const a = [];',
      'const a = [2, true];',
      'const a = [1, false];',
    ]);
    expect(mistakes('const f = () => a;')).toEqual(['const f = () => undefined;']);
    expect(mistakes('function f() { return Math.min(a); }')).toEqual([
      'function f() { return undefined; }',
      'function f() { return Math.max(a); }',
    ]);
  });

  it('are made neither in types, nor in imports, nor where the source would read the same', () => {
    const source = "import { a } from './a.ts';\ntype B = 1 | 'two';\nfunction f() { return undefined; }";
    expect(mistakes(source)).toEqual([]);
  });
});
