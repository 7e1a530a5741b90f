import type { Gate } from '../gate.ts';

/** Refuses a new position when as many are open or on their way as allowed. Adding to a held one is not a new position. */
export const positionCount: Gate = (
  intent,
  { fixedLimits, openingPositions, openPositions, runLots, standing },
) => {
  if (intent.role !== 'entry' || runLots !== 0) return undefined;
  const limit = fixedLimits?.maxOpenPositions ?? standing.limits.openPositions;
  return openPositions + openingPositions >= limit
    ? { code: 'too-many-positions', measured: { openPositions, opening: openingPositions, limit } }
    : undefined;
};
