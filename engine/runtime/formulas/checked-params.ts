import type { AnyFormula, FormulaParams } from '../../formulas/formula.ts';
import { resolveParams } from '../../formulas/resolve-params.ts';

/** A formula on display looks back at most this far. */
const MOST_INPUTS = 1_000_000;

/**
 * The settings a formula on display runs with.
 * @throws {RangeError} naming the rule when one is unknown, out of its range or looks back too far.
 */
export function checkedParams(formula: AnyFormula, given?: FormulaParams): FormulaParams {
  const params = resolveParams(formula, given);
  const warmUp = formula.warmUp(params);
  if (!(warmUp <= MOST_INPUTS))
    throw new RangeError(
      `${formula.id} ${formula.key}: the warm-up must be at most ${MOST_INPUTS} inputs, was ${warmUp}`,
    );
  formula.start(params);
  return params;
}
