import { describe, expect, it } from 'vitest';
import { secondTurn, Turns } from './turns.ts';

const dueIn = (formula: number, every: number, inputs: number) => {
  const turns = new Turns(formula, every);
  return Array.from({ length: inputs }, () => turns.isDue()).flatMap((isDue, input) =>
    isDue ? [input] : [],
  );
};

describe('turns', () => {
  it('begin with the first input, go on with the one of the formula and then at even intervals', () => {
    // 27 golden sections are 16.687 lines: 0.687 of 20 inputs and one.
    expect(dueIn(27, 20, 60)).toEqual([0, 14, 34, 54]);
    // 28 of them are 17.305 lines.
    expect(dueIn(28, 5, 15)).toEqual([0, 2, 7, 12]);
  });

  it('come with every input where nothing is left out', () => {
    expect(dueIn(194, 1, 4)).toEqual([0, 1, 2, 3]);
  });

  it('lie apart for formulas of one interval', () => {
    const counts = new Map<number, number>();
    for (let formula = 1; formula <= 400; formula += 1) {
      const turn = secondTurn(formula, 20);
      counts.set(turn, (counts.get(turn) ?? 0) + 1);
    }
    expect([...counts.keys()].toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
    expect(Math.max(...counts.values())).toBeLessThanOrEqual(22);
  });

  it('refuse an interval that is no whole number', () => {
    expect(() => new Turns(1, 2.5)).toThrow('a recompute interval');
  });
});
