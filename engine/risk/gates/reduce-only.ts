import { signOf } from '../../domain/order/side.ts';
import type { Gate } from '../gate.ts';

/** A reduce-only order has something to reduce, points the other way and is no larger than it. */
export const reduceOnly: Gate = (intent, { runLots }) => {
  if (!intent.reduceOnly) return undefined;
  if (runLots === 0) return { code: 'reduce-only-without-position', measured: { lots: intent.lots } };
  const sameWay = signOf(intent.side) * runLots > 0;
  return sameWay || intent.lots > Math.abs(runLots)
    ? { code: 'reduce-only-would-increase', measured: { lots: intent.lots, heldLots: runLots } }
    : undefined;
};
