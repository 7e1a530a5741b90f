import type { QueueOfFill } from '../domain/order/fill-cause.ts';
import type { QueueSettings } from '../domain/session/session-description.ts';

/** What is known of a price level when it shrank without a trade of its size. Lots. */
export interface ShrunkLevel {
  /** Ahead of the order before. */
  readonly ahead: number;
  /** At the level before, without what trades have taken since it was last told. */
  readonly before: number;
  /** At the level now. */
  readonly displayed: number;
}

/** Lots ahead of a resting order once its level has shrunk: whole, and never more than are displayed. */
export type QueueModel = (level: ShrunkLevel) => number;

/** Whoever left stood behind, as long as that can be. */
export const riskAverseQueue: QueueModel = ({ ahead, displayed }) => Math.min(ahead, displayed);

/**
 * Whoever left stood behind with probability `back^n / (back^n + front^n)`: the estimator of Rigtorp's queue
 * position model with a power function, as hftbacktest documents its family. Its expectation, rounded up to
 * whole lots, so that chance plays no part and the order is never ahead of what is expected.
 * @throws {RangeError} when the exponent is not a whole number from 1 to 8.
 */
export function powerQueue(exponent: number): QueueModel {
  if (!Number.isSafeInteger(exponent) || exponent < 1 || exponent > 8) {
    throw new RangeError(`a queue's exponent must be a whole number from 1 to 8, was ${exponent}`);
  }
  return ({ ahead, before, displayed }) => {
    const gone = before - displayed;
    if (gone <= 0 || ahead === 0) return Math.min(ahead, displayed);
    const back = Math.max(0, before - ahead);
    const behind = power(back, exponent) / (power(back, exponent) + power(ahead, exponent));
    // No more can have left behind the order than stood there.
    const goneBehind = Math.min(back, behind * gone);
    return Math.min(displayed, Math.max(0, Math.ceil(ahead - (gone - goneBehind))));
  };
}

/** How a queue of a session is counted, as a fill tells it; undefined for the preset, which has none. */
export const queueOfFills = (settings: QueueSettings | undefined): QueueOfFill | undefined =>
  settings?.model === 'touch-fill' ? undefined : (settings ?? { model: 'risk-averse' });

/** The model of a session; the optimistic preset keeps its queue as the risk-averse one does and does not use it. */
export const queueModelOf = (settings: QueueSettings | undefined): QueueModel =>
  settings?.model === 'power' ? powerQueue(settings.exponent) : riskAverseQueue;

// By multiplication, which is the same everywhere to the last bit.
function power(base: number, exponent: number): number {
  let result = 1;
  for (let left = exponent; left > 0; left -= 1) result *= base;
  return result;
}
