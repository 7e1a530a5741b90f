import type { Gate } from '../gate.ts';

/** A wish is taken once, however often it arrives: it says so by its key. */
export const duplicateIntent: Gate = ({ key }, { standing }) =>
  key !== undefined && standing.isKeyKnown(key) ? { code: 'duplicate-intent', measured: {} } : undefined;
