import type { Gate } from '../gate.ts';
import { referenceTicks } from '../reference-price.ts';

/** A protective stop too near would be set off by the spread alone, or at once. */
export const stopDistance: Gate = (intent, situation) => {
  const at = referenceTicks(intent, situation);
  if (intent.role !== 'entry' || intent.protectiveStop === undefined || at === undefined) return undefined;
  const stop = intent.protectiveStop;
  const stopBps = (Math.abs(at - stop) / at) * 10_000;
  const limitBps = situation.standing.limits.nearestStopBps;
  if (limitBps === 0) return undefined;
  if (stopBps < limitBps) return { code: 'stop-too-close', measured: { stopBps, limitBps } };
  if (intent.kind.type !== 'market') return undefined;
  const closingTouch = intent.side === 'buy' ? situation.bestBid : situation.bestAsk;
  const isInside = intent.side === 'buy' ? stop >= closingTouch : stop <= closingTouch;
  return isInside && closingTouch > 0
    ? { code: 'stop-too-close', measured: { stopTicks: stop, touchTicks: closingTouch } }
    : undefined;
};
