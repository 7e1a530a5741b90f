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

/**
 * Every scored outcome of each formula by what was called and what came. A formula is skilful when rises
 * came with its calls of a rise more often than chance explains (Fisher's exact test, which takes the
 * base rate of rises and the formula's own leaning out of it), with the false discovery rate over the
 * whole catalogue held at 5 % however the formulas depend on each other (Benjamini and Yekutieli).
 */
export class SkillCounts {
  /** Four whole counts a formula: called up and rose, up and fell, down and rose, down and fell. */
  readonly tables: Float64Array;
  readonly #pValues: (number | undefined)[];
  #skilful: readonly boolean[] | undefined;

  constructor(count: number) {
    this.tables = new Float64Array(count * CELLS);
    this.#pValues = Array.from({ length: count }, () => undefined);
  }

  outcomes(place: number): number {
    return (
      this.#cell(place, UP_ROSE) +
      this.#cell(place, UP_FELL) +
      this.#cell(place, DOWN_ROSE) +
      this.#cell(place, DOWN_FELL)
    );
  }

  hits(place: number): number {
    return this.#cell(place, UP_ROSE) + this.#cell(place, DOWN_FELL);
  }

  /** Probability of calls at least as good if they had nothing to do with what came. Computed when asked for. */
  pValue(place: number): number {
    const known = this.#pValues[place];
    if (known !== undefined) return known;
    const found = pValueOf([
      this.#cell(place, UP_ROSE),
      this.#cell(place, UP_FELL),
      this.#cell(place, DOWN_ROSE),
      this.#cell(place, DOWN_FELL),
    ]);
    this.#pValues[place] = found;
    return found;
  }

  isSkilful(place: number): boolean {
    this.#skilful ??= declaredSkilful(this.#pValues.map((_, each) => this.pValue(each)));
    return this.#skilful[place] ?? false;
  }

  score(place: number, side: -1 | 1, isUp: boolean): void {
    const cell = side > 0 ? (isUp ? UP_ROSE : UP_FELL) : isUp ? DOWN_ROSE : DOWN_FELL;
    this.tables[place * CELLS + cell] = this.#cell(place, cell) + 1;
    this.refresh(place);
  }

  /** Call it after the counts of a formula were put back. */
  refresh(place: number): void {
    this.#pValues[place] = undefined;
    this.#skilful = undefined;
  }

  #cell(place: number, cell: number): number {
    return this.tables[place * CELLS + cell] as number;
  }
}

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
