import { clip } from '../../numerics/clip.ts';

/** The stake that makes capital grow fastest: `f` of equity at risk, `g` of equity as notional. */
export interface KellyBet {
  readonly f: number;
  /** Infinite where nothing was ever lost. */
  readonly g: number;
}

/** No stake at all. */
export const NO_BET: KellyBet = { f: 0, g: 0 };

/**
 * Kelly's stake on trades won with probability `p`, with a mean win and a mean loss per unit of notional.
 * Below zero there is nothing to be won. A mean loss of NaN says that nothing was lost so far.
 */
export function kellyBet(p: number, meanWin: number, meanLoss: number): KellyBet {
  if (Number.isNaN(meanLoss)) return { f: p, g: Infinity };
  const f = p - ((1 - p) * meanLoss) / meanWin;
  return { f, g: f / meanLoss };
}

/** How much of a stake is taken, and the notional it never exceeds, both as fractions of equity. */
export interface KellyShare {
  readonly fraction: number;
  readonly cap: number;
}

/** Notional as a fraction of equity: a share of the stake, of which `cap` is the most either way. */
export function stakedNotional({ f, g }: KellyBet, { cap, fraction }: KellyShare): number {
  if (!(f > 0)) return 0;
  return clip(fraction * (g === Infinity ? cap : g), 0, cap);
}
