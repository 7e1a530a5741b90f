import type { Gate } from '../gate.ts';

/** Refuses a new position when as many are open as allowed. Adding to a held one is not a new position. */
export const positionCount: Gate = (intent, situation) => {
  if (intent.role !== 'entry' || situation.runLots !== 0) return undefined;
  const { openOrders, openPositions, settings } = situation;
  const opening = new Set(
    openOrders.filter((order) => order.role === 'entry').map((order) => `${order.runId} ${order.instrument}`),
  ).size;
  return openPositions + opening >= settings.maxOpenPositions
    ? { code: 'too-many-positions', measured: { openPositions, opening, limit: settings.maxOpenPositions } }
    : undefined;
};
