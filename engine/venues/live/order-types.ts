import type { OrderKind } from '../../domain/order/order-intent.ts';

/** Every type of order but the one that follows the market: at a venue we move the stop ourselves. */
export const WITHOUT_TRAILING: readonly OrderKind['type'][] = [
  'market',
  'limit',
  'stop-market',
  'stop-limit',
  'take-profit-market',
  'take-profit-limit',
];
