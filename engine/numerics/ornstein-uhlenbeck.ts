/** A process that is pulled back to its mean, as fitted to a path of equal steps. */
export interface OrnsteinUhlenbeckFit {
  /** Value of the step before that is left after one step, above 0 and below 1. */
  readonly persistence: number;
  /** Speed of the pull: `-ln persistence` a step. */
  readonly speed: number;
  readonly mean: number;
  /** Standard deviation of the process in the long run; 0 of a path without noise. */
  readonly deviation: number;
}

/**
 * Least squares of each value on the one before. Undefined where the path is not pulled back, or has too
 * few values (below four) or none that differ.
 */
export function ornsteinUhlenbeckFit(path: ArrayLike<number>): OrnsteinUhlenbeckFit | undefined {
  const rows = path.length - 1;
  if (rows < 3) return undefined;
  const origin = path[0] as number;
  let sumBefore = 0;
  let sumAfter = 0;
  for (let i = 0; i < rows; i += 1) {
    sumBefore += (path[i] as number) - origin;
    sumAfter += (path[i + 1] as number) - origin;
  }
  const meanBefore = sumBefore / rows;
  const meanAfter = sumAfter / rows;
  let xx = 0;
  let xy = 0;
  let yy = 0;
  for (let i = 0; i < rows; i += 1) {
    const x = (path[i] as number) - origin - meanBefore;
    const y = (path[i + 1] as number) - origin - meanAfter;
    xx += x * x;
    xy += x * y;
    yy += y * y;
  }
  const persistence = xy / xx;
  if (!(persistence > 0) || !(persistence < 1)) return undefined;
  const errors = Math.max(0, yy - persistence * xy);
  return {
    persistence,
    speed: -Math.log(persistence),
    mean: origin + (meanAfter - persistence * meanBefore) / (1 - persistence),
    deviation: Math.sqrt(errors / (rows - 2) / (1 - persistence * persistence)),
  };
}
