import { solveLinear } from '../../numerics/linear-system.ts';

/** Changes of the mid, in ticks, that are told apart. */
export const MID_CHANGES = [-1, -0.5, 0.5, 1];

/** What follows each state, one row a state: counts, or probabilities over all outcomes together. */
export interface MicroPriceTransitions {
  /** The next state where the mid stays. */
  readonly stays: readonly ArrayLike<number>[];
  /** The change of the mid, in the order of the changes. */
  readonly changes: readonly ArrayLike<number>[];
  /** The next state where the mid changes. */
  readonly moves: readonly ArrayLike<number>[];
}

/**
 * How far the mid is expected to go from each state in the end, in units of `sizes`: the mean first change,
 * plus that after the state it leads to, and so on for `terms` further changes; 0 from states after which the
 * mid never changes. Undefined where the others cannot be solved for.
 *
 * Source: Stoikov (2018), The micro-price: a high-frequency estimator of future prices, Quantitative Finance 18(12).
 */
export function microPriceAdjustments(
  { changes, moves, stays }: MicroPriceTransitions,
  sizes: readonly number[],
  terms: number,
): { readonly first: readonly number[]; readonly all: readonly number[] } | undefined {
  const isLeft = statesLeft({ changes, stays });
  const leaving = stays.map((row, i) =>
    Array.from(row, (share, j) => (i === j ? 1 : 0) - (isLeft[i] ? share : 0)),
  );
  const sides = changes.map((row, i) => [
    sizes.reduce((sum, size, k) => sum + size * (row[k] as number), 0),
    ...Array.from(moves[i] as ArrayLike<number>),
  ]);
  const solved = solveLinear(leaving, sides);
  if (solved === undefined) return undefined;
  const first = solved.map((row) => row[0] as number);
  let term = first;
  const all = [...first];
  for (let i = 0; i < terms; i += 1) {
    const before = term;
    term = solved.map((row) => before.reduce((sum, each, j) => sum + each * (row[j + 1] as number), 0));
    term.forEach((each, state) => (all[state] = (all[state] as number) + each));
  }
  return { first, all };
}

/** Whether the mid changes sooner or later after each state: from there, or from a state that follows. */
function statesLeft({ changes, stays }: Pick<MicroPriceTransitions, 'changes' | 'stays'>): boolean[] {
  const isLeft = changes.map((row) => Array.from(row).some((share) => share > 0));
  for (let grew = true; grew;) {
    grew = false;
    for (const [i, row] of stays.entries()) {
      if (isLeft[i] || !Array.from(row).some((share, j) => share > 0 && isLeft[j])) continue;
      isLeft[i] = true;
      grew = true;
    }
  }
  return isLeft;
}
