import type { AnyFormula, FormulaParams } from './formula.ts';
import { nearestName } from './nearest-name.ts';

/**
 * The formula's defaults with the given values on top.
 * @throws {RangeError} when a name is not one of the formula's parameters or a value is not finite.
 */
export function resolveParams(
  formula: Pick<AnyFormula, 'id' | 'key' | 'defaults'>,
  given: FormulaParams = {},
): FormulaParams {
  const known = Object.keys(formula.defaults);
  for (const [name, value] of Object.entries(given)) {
    if (!known.includes(name)) throw new RangeError(unknownParameter(formula, name, known));
    if (!Number.isFinite(value)) {
      throw new RangeError(`${formula.id} ${formula.key}: parameter ${name} must be finite, was ${value}`);
    }
  }
  return { ...formula.defaults, ...given };
}

function unknownParameter(
  formula: Pick<AnyFormula, 'id' | 'key'>,
  name: string,
  known: readonly string[],
): string {
  const subject = `${formula.id} ${formula.key}`;
  const nearest = nearestName(name, known);
  return nearest === undefined
    ? `${subject} takes no parameters, was given ${name}`
    : `${subject} has no parameter ${name}; the nearest is ${nearest} of ${known.join(', ')}`;
}
