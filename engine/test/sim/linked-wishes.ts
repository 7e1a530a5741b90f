import type { OrderIntent, OrderKind } from '../../domain/order/order-intent.ts';
import { signOf } from '../../domain/order/side.ts';
import { lots } from '../../domain/units/lots.ts';
import { ticks } from '../../domain/units/ticks.ts';
import type { Random } from '../../numerics/random.ts';
import type { Kernel } from '../../runtime/kernel.ts';

/** Legs and targets are at most so far from the market, as a share of the price: often within seconds of it. */
const FURTHEST = 0.0012;
/** Legs of a pair are so near that both may be reached before anybody has heard of either. */
const FURTHEST_LEG = 0.0003;

/** An order as it was drawn, or with targets, or with another leg that ends it. */
export function withLinks(
  intent: OrderIntent,
  {
    hasFarLegs,
    kernel,
    random,
  }: { readonly random: Random; readonly kernel: Kernel; readonly hasFarLegs: boolean },
): OrderIntent {
  const book = kernel.rooms.market.of(intent.instrument)?.book;
  if (!book || book.bestBid === 0) return intent;
  const mid = Math.round((book.bestBid + book.bestAsk) / 2);
  const away = () => 2 + Math.ceil(mid * FURTHEST * random.uniform());
  const legAway = () => 2 + Math.ceil(mid * (hasFarLegs ? FURTHEST : FURTHEST_LEG) * random.uniform());
  const draw = random.uniform();
  if (intent.role === 'entry') {
    if (draw < 0.35) return withTargets(intent, mid, away);
    return draw < 0.9 ? pairOf(intent, mid, legAway) : intent;
  }
  if (draw < 0.5) return pairOf(intent, mid, legAway);
  return draw < 0.8 ? { ...intent, kind: limitAt(mid - signOf(intent.side) * away()) } : intent;
}

function withTargets(intent: OrderIntent, mid: number, away: () => number): OrderIntent {
  const near = Math.ceil(intent.lots / 2);
  const sizes = [near, intent.lots - near].filter((size) => size > 0);
  const sign = signOf(intent.side);
  let at = mid;
  const targets = sizes.map((size) => {
    at += sign * away();
    return { at: ticks(at), lots: lots(size) };
  });
  return { ...intent, targets };
}

/** Rests at a better price, or leaves at the market once that has gone against it. */
function pairOf(intent: OrderIntent, mid: number, away: () => number): OrderIntent {
  const sign = signOf(intent.side);
  const otherLeg: OrderKind = { type: 'stop-market', trigger: ticks(mid + sign * away()) };
  return { ...intent, kind: limitAt(mid - sign * away()), otherLeg };
}

const limitAt = (at: number): OrderKind => ({
  type: 'limit',
  limit: ticks(Math.max(1, at)),
  timeInForce: 'gtc',
  postOnly: false,
});
