/** By how much a trade raises the expected number of later ones, of its own side and of the other. */
export interface Branching {
  readonly self: number;
  readonly cross: number;
}

/** Trades in the order of their times in ms, +1 for buys and -1 for sells, and the decay per second. */
export interface TradeArrivals {
  readonly times: ArrayLike<number>;
  readonly signs: ArrayLike<number>;
  readonly beta: number;
}

const STEP = 0.05;

/**
 * Log-likelihood of trades that excite each other, with the rate without excitement that makes the mean
 * rates right. Exact: the sum of the log rates at the trades less what was expected in all.
 *
 * Source: Ogata (1978), The asymptotic behaviour of maximum likelihood estimators for stationary point
 * processes, Annals of the Institute of Statistical Mathematics 30.
 */
export function excitationLikelihood({ beta, signs, times }: TradeArrivals, branching: Branching): number {
  const { cross, self } = branching;
  const end = (times[times.length - 1] as number) / 1000;
  const span = end - (times[0] as number) / 1000;
  const base = (times.length / 2 / span) * (1 - self - cross);
  let same = 0;
  let other = 0;
  let sum = -2 * base * span;
  for (let i = 0; i < times.length; i += 1) {
    const time = (times[i] as number) / 1000;
    const kept = i === 0 ? 0 : Math.exp(-beta * (time - (times[i - 1] as number) / 1000));
    const isTurn = i > 0 && signs[i] !== signs[i - 1];
    // Seen from the side of this trade.
    [same, other] = isTurn ? [other * kept, same * kept] : [same * kept, other * kept];
    sum += Math.log(base + self * same + cross * other);
    sum -= (self + cross) * (1 - Math.exp(-beta * (end - time)));
    same += beta;
  }
  return sum;
}

/**
 * The branching ratios on a grid of 0.05 that make the trades likeliest, by turns along each from the nearest
 * to `start`, never above `most` together; none of trades that take no time.
 */
export function likeliestBranching(
  arrivals: TradeArrivals,
  start: Branching,
  most: number,
): Branching | undefined {
  const { times } = arrivals;
  if (times.length < 2 || !((times[times.length - 1] as number) > (times[0] as number))) return undefined;
  const onGrid = (share: number) => Math.round(share / STEP);
  let best = { self: onGrid(start.self), cross: onGrid(start.cross) };
  const likelihoodOf = ({ cross, self }: Branching) =>
    cross < 0 || self < 0 || (cross + self) * STEP > most + 1e-9
      ? -Infinity
      : excitationLikelihood(arrivals, { self: self * STEP, cross: cross * STEP });
  let highest = likelihoodOf(best);
  for (let moved = true; moved;) {
    moved = false;
    for (const [self, cross] of [
      [1, 0],
      [-1, 0],
      [0, 1],
      [0, -1],
    ] as const) {
      const next = { self: best.self + self, cross: best.cross + cross };
      const likelihood = likelihoodOf(next);
      if (likelihood > highest) {
        [best, highest, moved] = [next, likelihood, true];
      }
    }
  }
  return { self: best.self * STEP, cross: best.cross * STEP };
}
