import { describe, expect, it } from 'vitest';
import { countBranches } from './branch-counters.ts';

const waysOf = (source: string) => countBranches('a.ts', source).ways;

describe('counters at branches', () => {
  it('stand at both ways of a condition and of what is put together', () => {
    expect(waysOf('const a = b && c ? 1 : 2;')).toEqual([
      'a.ts:1: ConditionalExpression is true (1)',
      'a.ts:1: ConditionalExpression is false (2)',
      'a.ts:1: && is true (3)',
      'a.ts:1: && is false (4)',
    ]);
  });

  it('stand at what may not be there, at defaults, cases and functions, with their lines', () => {
    expect(waysOf('const f = (a = 1) =>\n  a?.b;')).toEqual([
      'a.ts:2: function is entered (1)',
      'a.ts:1: default is used (2)',
      'a.ts:2: ?. is there (3)',
      'a.ts:2: ?. is not there (4)',
    ]);
    expect(waysOf("switch (a) {\n  case 'b':\n  case 'c':\n    d();\n}")).toEqual(['a.ts:3: case (1)']);
  });

  it('leave what a source does as it was', () => {
    const source = 'f = (a, b = a ?? 3) => { if (a && b > 2) { return { a }; } return b?.toFixed(1); }';
    const reached: string[] = [];
    const counter = {
      reach: (way: string) => reached.push(way),
      truth: (yes: string, no: string, value: unknown) => (reached.push(value ? yes : no), value),
      there: (yes: string, no: string, value: unknown) => (reached.push(value == null ? no : yes), value),
    };
    const counted = countBranches('a.ts', source);
    const text = counted.source.replaceAll('globalThis.__branchCounter', 'counter');
    // oxlint-disable-next-line no-implied-eval, typescript/no-implied-eval -- runs what was written just now
    const f = new Function('counter', `let f; ${text}; return f;`)(counter) as (
      a?: number,
      b?: number,
    ) => unknown;
    expect([f(1, 3), f(7), f(undefined), f(0, 2)]).toEqual([{ a: 1 }, { a: 7 }, '3.0', '2.0']);
    const missed = counted.ways.filter((way) => !reached.includes(way));
    expect(missed).toEqual(['a.ts:1: ?. is not there (10)']);
  });
});
