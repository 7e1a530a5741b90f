const ITERATIONS = 100;
const HALVINGS = 30;
const TOLERANCE = 1e-12;
const LEAST_CURVATURE = 1e-12;

/** The probability of a score `s`: `1 / (1 + exp(slope s + offset))`; scores speak for it where `slope` is below 0. */
export interface PlattScaling {
  readonly slope: number;
  readonly offset: number;
}

/** The probability that a score stands for. */
export const plattProbability = ({ offset, slope }: PlattScaling, score: number): number =>
  1 / (1 + Math.exp(slope * score + offset));

/**
 * Turns scores into probabilities by a logistic line fitted to outcomes of 0 and 1, which count as a little
 * less certain than they were. Newton's method from the base rate, steps halved while they lead uphill.
 *
 * Source: Platt (1999), Probabilistic Outputs for Support Vector Machines; Lin, Lin & Weng (2007), A Note on
 * Platt's Probabilistic Outputs, Machine Learning 68.
 */
export function plattScaling(scores: ArrayLike<number>, wins: ArrayLike<number>): PlattScaling {
  const targets = targetsOf(wins);
  let line: PlattScaling = { slope: 0, offset: Math.log((targets.losses + 1) / (targets.wins + 1)) };
  let loss = lossOf(line, scores, targets.of);
  for (let step = 0; step < ITERATIONS; step += 1) {
    const move = newtonMove(line, scores, targets.of);
    if (move === undefined) break;
    const next = downhill(line, move, (each) => lossOf(each, scores, targets.of));
    if (next === undefined || !(next.loss < loss)) break;
    const isThere = loss - next.loss < TOLERANCE;
    ({ line, loss } = next);
    if (isThere) break;
  }
  return line;
}

function targetsOf(outcomes: ArrayLike<number>): { wins: number; losses: number; of: Float64Array } {
  let wins = 0;
  for (let i = 0; i < outcomes.length; i += 1) if ((outcomes[i] as number) > 0) wins += 1;
  const losses = outcomes.length - wins;
  const won = (wins + 1) / (wins + 2);
  const lost = 1 / (losses + 2);
  return { wins, losses, of: Float64Array.from(outcomes, (each) => (each > 0 ? won : lost)) };
}

function lossOf(line: PlattScaling, scores: ArrayLike<number>, targets: Readonly<Float64Array>): number {
  let loss = 0;
  for (let i = 0; i < scores.length; i += 1) {
    const at = line.slope * (scores[i] as number) + line.offset;
    // Both forms are the same; each is exact where the other would overflow.
    const tail = Math.log1p(Math.exp(-Math.abs(at)));
    loss += (at >= 0 ? (targets[i] as number) : (targets[i] as number) - 1) * at + tail;
  }
  return loss;
}

function newtonMove(
  line: PlattScaling,
  scores: ArrayLike<number>,
  targets: Readonly<Float64Array>,
): PlattScaling | undefined {
  let pull = 0;
  let pullS = 0;
  let curve = LEAST_CURVATURE;
  let curveS = 0;
  let curveSS = LEAST_CURVATURE;
  for (let i = 0; i < scores.length; i += 1) {
    const score = scores[i] as number;
    const probability = plattProbability(line, score);
    const error = (targets[i] as number) - probability;
    const weight = probability * (1 - probability);
    pull += error;
    pullS += error * score;
    curve += weight;
    curveS += weight * score;
    curveSS += weight * score * score;
  }
  const determinant = curve * curveSS - curveS * curveS;
  if (!(determinant > 0) || !Number.isFinite(determinant)) return undefined;
  return {
    slope: -(curve * pullS - curveS * pull) / determinant,
    offset: -(curveSS * pull - curveS * pullS) / determinant,
  };
}

function downhill(
  line: PlattScaling,
  move: PlattScaling,
  lossAt: (line: PlattScaling) => number,
): { line: PlattScaling; loss: number } | undefined {
  const before = lossAt(line);
  for (let halving = 0, share = 1; halving < HALVINGS; halving += 1, share /= 2) {
    const next = { slope: line.slope + share * move.slope, offset: line.offset + share * move.offset };
    const loss = lossAt(next);
    if (loss <= before) return { line: next, loss };
  }
  return undefined;
}
