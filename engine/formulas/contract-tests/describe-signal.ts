import { expect, it } from 'vitest';
import type { Formula, FormulaInputs, FormulaParams, InputKind } from '../formula.ts';
import { readingOf } from './reading-of.ts';

/** What a value is to be read as, by reading. */
export type Mapping = Readonly<Record<string, (value: number) => number>>;

/**
 * Checks readings that follow from the value alone at every input that has one. The inputs are to give
 * several different values.
 */
export function describeSignal<Kind extends InputKind, Params extends FormulaParams>(
  formula: Formula<Kind, Params>,
  params: Params,
  inputs: readonly FormulaInputs[Kind][],
  mapping: Mapping,
): void {
  it(`${formula.id} ${formula.key} reads its value as the catalogue has it`, () => {
    const run = formula.start(params);
    const values = new Set<number>();
    for (const input of inputs) {
      const value = run(input);
      if (value === undefined) continue;
      values.add(value);
      for (const [name, read] of Object.entries(mapping))
        expect(readingOf(run, name), `${name} of ${value}`).toBeCloseTo(read(value), 9);
    }
    expect(values.size).toBeGreaterThan(2);
  });
}
