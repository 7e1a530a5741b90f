import { signOf } from '../../domain/order/side.ts';
import { smallestMean } from '../../numerics/smallest-mean.ts';
import type { SizeRequest, SizingRule } from './size-request.ts';

/** Part of all days that counts as the worst. */
const TAIL = 0.025;
/** Returns before there is a tail to speak of. */
const LEAST_RETURNS = 60;
const BISECTIONS = 40;

/**
 * The notional whose expected shortfall of a day stays within the budget: the mean loss of the worst 2.5 %. As
 * described the position is looked at by itself. Corrected it is looked at together with everything held, over
 * the same past steps, so that a second position in the same thing gets what the first has left.
 *
 * Source: Acerbi & Tasche (2002), On the coherence of expected shortfall, Journal of Banking & Finance 26(7).
 */
export const shortfallCap: SizingRule = (request) => {
  const { equityQuote, limits, returns, settings } = request;
  if (settings.cvar === 'off' || returns.length < LEAST_RETURNS) return undefined;
  const budgetQuote = settings.dailyShortfall * equityQuote;
  const held = settings.cvar === 'corrected' ? heldPath(request) : returns.map(() => 0);
  const moves = returns.map((each) => signOf(request.side) * Math.expm1(each));
  const shortfall = (notional: number) => dailyShortfall(moves, held, notional, request.stepsPerDay);
  const most = limits.leverage * equityQuote;
  if (shortfall(most) <= budgetQuote) return most;
  if (shortfall(0) >= budgetQuote) return 0;
  let low = 0;
  let high = most;
  for (let step = 0; step < BISECTIONS; step += 1) {
    const middle = (low + high) / 2;
    if (shortfall(middle) <= budgetQuote) low = middle;
    else high = middle;
  }
  return low;
};

/** Gain of everything held in each of the last steps, aligned to their end; what has no past counts as still. */
function heldPath({ held, returns }: SizeRequest): number[] {
  const path = returns.map(() => 0);
  for (const { returns: theirs, valueQuote } of held) {
    const offset = path.length - theirs.length;
    for (let i = Math.max(0, offset); i < path.length; i += 1)
      path[i] = (path[i] as number) + valueQuote * Math.expm1(theirs[i - offset] as number);
  }
  return path;
}

/** Mean loss of the worst steps, scaled to a day by the square root of its steps. */
function dailyShortfall(
  moves: readonly number[],
  held: readonly number[],
  notional: number,
  stepsPerDay: number,
): number {
  const gains = moves.map((move, i) => notional * move + (held[i] as number));
  return Math.max(0, -smallestMean(gains, TAIL)) * Math.sqrt(stepsPerDay);
}
