import type { Gate } from '../gate.ts';

/**
 * A position is held for a while before its strategy's own wish may close it. Stops, exits that protect, the
 * kill switch and a person never wait; exits of the plan do only where the hold is kept as first described.
 */
export const minimumHold: Gate = (intent, { standing, time }) => {
  const { heldSince, minimumHold: hold } = standing;
  if (intent.role !== 'exit' || hold === undefined || heldSince === undefined) return undefined;
  const waits = intent.isWish === true || (hold.blocksProtection && intent.isPlanned === true);
  const heldMs = time - heldSince;
  return waits && heldMs < hold.ms
    ? { code: 'minimum-hold', measured: { heldMs, minimumMs: hold.ms } }
    : undefined;
};
