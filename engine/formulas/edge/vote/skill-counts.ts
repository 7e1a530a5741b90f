import { benjaminiYekutieli } from '../../../numerics/false-discovery.ts';
import { fisherAtLeast } from '../../../numerics/fisher-exact.ts';

/** All formulas of the catalogue were tried, whether or not they have outcomes yet. */
const FAMILY = 411;
/** Most false ones among those declared skilful, on average. */
const RATE = 0.05;

const UP_ROSE = 0;
const UP_FELL = 1;
const DOWN_ROSE = 2;
const DOWN_FELL = 3;
const CELLS = 4;

/** Outcomes at the first look at a formula; the next ones come at twice as many each. */
const FIRST_LOOK = 32;

/**
 * Every scored outcome of each formula by what was called and what came. A formula is skilful when rises
 * came with its calls of a rise more often than chance explains (Fisher's exact test, which takes the
 * base rate of rises and the formula's own leaning out of it), with the false discovery rate over the
 * whole catalogue held at 5 % however the formulas depend on each other (Benjamini and Yekutieli). It is looked
 * at when its outcomes have doubled, and each look pays for those before: whoever looks whenever he likes
 * is not fooled more often.
 */
export class SkillCounts {
  /** Four whole counts a formula: called up and rose, up and fell, down and rose, down and fell. */
  readonly tables: Float64Array;
  /** Probability of calls at least as good by chance at the last look, times what looking costs; 1 before the first. */
  readonly pValues: Float64Array;
  #skilful: readonly boolean[] | undefined;

  constructor(count: number) {
    this.tables = new Float64Array(count * CELLS);
    this.pValues = new Float64Array(count).fill(1);
  }

  outcomes(place: number): number {
    return (
      this.#count(place, UP_ROSE) +
      this.#count(place, UP_FELL) +
      this.#count(place, DOWN_ROSE) +
      this.#count(place, DOWN_FELL)
    );
  }

  hits(place: number): number {
    return this.#count(place, UP_ROSE) + this.#count(place, DOWN_FELL);
  }

  isSkilful(place: number): boolean {
    this.#skilful ??= declaredSkilful([...this.pValues]);
    return this.#skilful[place] ?? false;
  }

  score(place: number, side: -1 | 1, isUp: boolean): void {
    const cell = side > 0 ? (isUp ? UP_ROSE : UP_FELL) : isUp ? DOWN_ROSE : DOWN_FELL;
    const table = this.#table(place);
    table[cell] = (table[cell] as number) + 1;
    const look = lookAt(this.outcomes(place));
    if (look > 0) this.restore(place, pValueAt(look, table));
  }

  /** Puts back what the last look at a formula found. */
  restore(place: number, pValue: number): void {
    this.pValues[place] = pValue;
    this.#skilful = undefined;
  }

  // No view of the table: every ballot of every vote asks.
  #count(place: number, cell: number): number {
    return this.tables[place * CELLS + cell] as number;
  }

  #table(place: number): Float64Array {
    return this.tables.subarray(place * CELLS, (place + 1) * CELLS);
  }
}

/** Which look at a formula comes with so many outcomes: 1 with the first 32, 2 with 64, 3 with 128 …; 0 for none. */
export function lookAt(outcomes: number): number {
  const doublings = Math.log2(outcomes / FIRST_LOOK);
  return doublings >= 0 && Number.isInteger(doublings) ? doublings + 1 : 0;
}

/** The p-value of a look times what looking costs: the k-th may be wrong 1/(k(k+1)) as often, which sums up to once. */
export const pValueAt = (
  look: number,
  [upRose = 0, upFell = 0, downRose = 0, downFell = 0]: Readonly<Float64Array>,
): number => Math.min(1, look * (look + 1) * pValueOf([upRose, upFell, downRose, downFell]));

/** One-sided p-value of calls from the four counts of {@link SkillCounts.tables}. */
export const pValueOf = ([upRose, upFell, downRose, downFell]: readonly [
  number,
  number,
  number,
  number,
]): number =>
  fisherAtLeast(upRose, upRose + upFell, upRose + downRose, upRose + upFell + downRose + downFell);

/** Which formulas of the catalogue are declared skilful by their p-values; those not given count as tried. */
export const declaredSkilful = (pValues: readonly number[]): readonly boolean[] =>
  benjaminiYekutieli(pValues, { rate: RATE, family: Math.max(FAMILY, pValues.length) });
