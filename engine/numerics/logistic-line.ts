const STEPS = 50;
const TOLERANCE = 1e-12;

/** A probability that rises or falls with one number: `1 / (1 + exp(-(intercept + slope * x)))`. */
export interface LogisticLine {
  readonly intercept: number;
  readonly slope: number;
}

/** The probability at `x`, strictly between 0 and 1 as far as doubles can tell. */
export const logisticAt = ({ intercept, slope }: LogisticLine, x: number): number =>
  1 / (1 + Math.exp(-(intercept + slope * x)));

/**
 * Fits a logistic line to outcomes of 0 and 1 by penalized maximum likelihood, the penalty being `ridge`
 * times half the squares of both coefficients; it keeps the fit finite where a line parts the outcomes.
 * Newton’s method from 0. Undefined of nothing and where the curvature vanishes.
 * @throws {RangeError} when `x` and `y` differ in number or `ridge` is not above zero.
 */
export function logisticLine(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  ridge: number,
): LogisticLine | undefined {
  if (x.length !== y.length) {
    throw new RangeError(`a regression needs one y per x, was given ${x.length} x and ${y.length} y`);
  }
  if (!(ridge > 0)) throw new RangeError(`ridge must be above zero, was ${ridge}`);
  if (x.length === 0) return undefined;
  let line: LogisticLine = { intercept: 0, slope: 0 };
  for (let step = 0; step < STEPS; step += 1) {
    const move = newtonStep(x, y, ridge, line);
    if (move === undefined) return undefined;
    line = { intercept: line.intercept + move.intercept, slope: line.slope + move.slope };
    if (Math.max(Math.abs(move.intercept), Math.abs(move.slope)) < TOLERANCE) break;
  }
  return line;
}

function newtonStep(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  ridge: number,
  line: LogisticLine,
): LogisticLine | undefined {
  let pull = -ridge * line.intercept;
  let pullX = -ridge * line.slope;
  let curve = ridge;
  let curveX = 0;
  let curveXX = ridge;
  for (let i = 0; i < x.length; i += 1) {
    const at = x[i] as number;
    const probability = logisticAt(line, at);
    const error = (y[i] as number) - probability;
    const weight = probability * (1 - probability);
    pull += error;
    pullX += error * at;
    curve += weight;
    curveX += weight * at;
    curveXX += weight * at * at;
  }
  const determinant = curve * curveXX - curveX * curveX;
  if (!(determinant > 0) || !Number.isFinite(determinant)) return undefined;
  return {
    intercept: (curveXX * pull - curveX * pullX) / determinant,
    slope: (curve * pullX - curveX * pull) / determinant,
  };
}
