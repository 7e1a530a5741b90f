import type { AnyFormula } from '../formula.ts';
import { nearestName } from '../nearest-name.ts';
import { allFormulas } from './all-formulas.generated.ts';

const byName: ReadonlyMap<string, AnyFormula> = new Map(
  allFormulas.flatMap((formula) => [
    [formula.id, formula],
    [formula.key, formula],
  ]),
);

/**
 * The formula of an id such as `F105` or a key such as `order-flow-imbalance`.
 * @throws {RangeError} naming the nearest known name when there is none.
 */
export function findFormula(idOrKey: string): AnyFormula {
  const formula = byName.get(idOrKey);
  if (formula !== undefined) return formula;
  const nearest = nearestName(idOrKey, [...byName.keys()]);
  throw new RangeError(`there is no formula ${JSON.stringify(idOrKey)}; the nearest known is ${nearest}`);
}
