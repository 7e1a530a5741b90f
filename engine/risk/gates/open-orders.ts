import type { Gate } from '../gate.ts';

/** An account has only so many orders open. Exits and stops are exempt. */
export const openOrders: Gate = (intent, { openOrders: open, standing }) => {
  if (intent.role !== 'entry') return undefined;
  const limit = standing.limits.openOrders;
  return open.length >= limit
    ? { code: 'too-many-open-orders', measured: { openOrders: open.length, limit } }
    : undefined;
};
