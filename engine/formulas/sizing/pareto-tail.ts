/** A generalized Pareto law of what exceeds a threshold. */
export interface ParetoTail {
  readonly threshold: number;
  /** `xi`: above zero the tail falls as a power, at zero as an exponential, below zero it ends. */
  readonly shape: number;
  /** `beta`, in the unit of the losses. */
  readonly scale: number;
  /** Losses of the sample in all, and above the threshold. */
  readonly count: number;
  readonly exceedances: number;
}

/**
 * The Pareto law of the largest `exceedances` of `count` losses in ascending order, above the next
 * largest. Undefined where they have no such form.
 */
export function exceedanceFit(
  sorted: ArrayLike<number>,
  count: number,
  exceedances: number,
): ParetoTail | undefined {
  const threshold = sorted[count - exceedances - 1] as number;
  const fitted = momentFit(exceedances, (j) => (sorted[count - exceedances + j] as number) - threshold);
  return fitted && { threshold, ...fitted, count, exceedances };
}

/**
 * Shape and scale by probability-weighted moments from `exceedances` numbers in ascending order.
 * Undefined where the moments allow none.
 *
 * Source: Hosking & Wallis (1987), Parameter and Quantile Estimation for the Generalized Pareto
 * Distribution, Technometrics 29.
 */
export function momentFit(
  exceedances: number,
  at: (place: number) => number,
): Pick<ParetoTail, 'shape' | 'scale'> | undefined {
  let plain = 0;
  let weighted = 0;
  for (let j = 0; j < exceedances; j += 1) {
    const y = at(j);
    plain += y;
    weighted += (1 - (j + 1 - 0.35) / exceedances) * y;
  }
  const a0 = plain / exceedances;
  const a1 = weighted / exceedances;
  if (!(a1 > 0) || !(a0 > 2 * a1)) return undefined;
  return { shape: 2 - a0 / (a0 - 2 * a1), scale: (2 * a0 * a1) / (a0 - 2 * a1) };
}

/** The loss exceeded with probability `1 - alpha`. */
export function tailVar({ threshold, shape, scale, count, exceedances }: ParetoTail, alpha: number): number {
  const share = (count / exceedances) * (1 - alpha);
  if (Math.abs(shape) < 1e-6) return threshold - scale * Math.log(share);
  return threshold + (scale / shape) * (share ** -shape - 1);
}

/** Mean loss beyond {@link tailVar}; undefined where the tail has no mean. */
export function tailShortfall(tail: ParetoTail, alpha: number): number | undefined {
  const { shape, scale, threshold } = tail;
  if (shape >= 1) return undefined;
  return tailVar(tail, alpha) / (1 - shape) + (scale - shape * threshold) / (1 - shape);
}
