/** A bet as the size is decided by. Gain and loss are shares of the notional after costs, above zero. */
export interface Bet {
  readonly winProbability: number;
  readonly gain: number;
  readonly loss: number;
}

/** How much of what Kelly says is asked for, and the most, both as fractions. */
export interface KellyCaps {
  readonly kellyShare: number;
  readonly maxAllocation: number;
}

/**
 * Part of equity to put in: Kelly's stake (what may be lost) times `kellyShare`, divided by the loss of a
 * bet, and capped. 0 where the bet does not pay.
 *
 * Source: Kelly (1956), A New Interpretation of Information Rate, Bell System Technical Journal 35.
 */
export function kellyAllocation(
  { gain, loss, winProbability: p }: Bet,
  { kellyShare, maxAllocation }: KellyCaps,
): number {
  if (!(gain > 0 && loss > 0)) return 0;
  const stake = p - (1 - p) * (loss / gain);
  return stake > 0 ? Math.min(maxAllocation, (kellyShare * stake) / loss) : 0;
}
