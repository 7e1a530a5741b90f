import type { Gate } from '../gate.ts';

/** A run never has more than one unresolved entry in an instrument. */
export const oneIntentInFlight: Gate = (intent, { openOrders }) => {
  if (intent.role !== 'entry' || intent.runId === 'manual') return undefined;
  const inFlight = openOrders.filter(
    (order) =>
      order.role === 'entry' && order.runId === intent.runId && order.instrument === intent.instrument,
  ).length;
  return inFlight > 0 ? { code: 'intent-in-flight', measured: { entriesInFlight: inFlight } } : undefined;
};
