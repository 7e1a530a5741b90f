import type { Gate } from '../gate.ts';

/**
 * Halted: nothing that could open a position leaves. Reduce-only: the same for entries, while
 * exits and stops of positions already held always pass, because a limit must never trap us.
 */
export const killSwitch: Gate = (intent, { tradingState }) => {
  if (tradingState === 'active' || intent.reduceOnly) return undefined;
  return {
    code: tradingState === 'halted' ? 'kill-switch-engaged' : 'reduce-only-state',
    measured: {},
  };
};
