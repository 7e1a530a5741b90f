import type { OrderKind } from '../../domain/order/order-intent.ts';
import type { Gate } from '../gate.ts';

/** Prices on the tick grid, sizes on the lot grid, and an order the venue knows: refused here, never repaired. */
export const wellFormed: Gate = (intent, { standing }) => {
  if (!Number.isSafeInteger(intent.lots) || intent.lots < 0)
    return { code: 'size-not-on-lot', measured: measuredOf('lots', intent.lots) };
  for (const [name, at] of pricesOf(intent.kind, intent.protectiveStop)) {
    if (!Number.isSafeInteger(at) || at <= 0)
      return { code: 'price-not-on-tick', measured: measuredOf(name, at) };
  }
  const { orderTypes, timesInForce } = standing;
  if (orderTypes && !orderTypes.has(intent.kind.type))
    return { code: 'unsupported-order-type', measured: {} };
  const inForce = 'timeInForce' in intent.kind ? intent.kind.timeInForce : undefined;
  return inForce !== undefined && timesInForce && !timesInForce.has(inForce)
    ? { code: 'unsupported-time-in-force', measured: {} }
    : undefined;
};

function pricesOf(kind: OrderKind, stop: number | undefined): [string, number][] {
  const prices: [string, number][] = [];
  if ('limit' in kind) prices.push(['limitTicks', kind.limit]);
  if ('trigger' in kind) prices.push(['triggerTicks', kind.trigger]);
  if ('distance' in kind) prices.push(['distanceTicks', kind.distance]);
  if (stop !== undefined) prices.push(['stopTicks', stop]);
  return prices;
}

// A journal holds no NaN and no infinity.
const measuredOf = (name: string, value: number): Record<string, number> =>
  Number.isFinite(value) ? { [name]: value } : {};
