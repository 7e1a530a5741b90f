import type { OrderId } from '../../domain/order/order.ts';
import type { Outcome, RecordedOutcome } from '../../domain/session/outcome.ts';
import { canonicalJson } from '../../journal/canonical-json.ts';
import { utcText } from '../text/utc-text.ts';

/** One thing that happened to an order. */
export interface LifeLine {
  readonly timeMs: number;
  readonly kind: Outcome['kind'];
  readonly text: string;
}

/**
 * The whole life of an order from the journal alone: who decided, what was asked for, what was sent to the venue,
 * what came back and what followed. Empty when no outcome names it.
 */
export function orderLife(outcomes: Iterable<RecordedOutcome>, orderId: OrderId): readonly LifeLine[] {
  const lines: LifeLine[] = [];
  let decision: RecordedOutcome | undefined;
  for (const recorded of outcomes) {
    const { outcome } = recorded;
    if (outcome.kind === 'decision') decision = recorded;
    if (orderOf(outcome) !== orderId) continue;
    if (outcome.kind === 'order-submitted' && isOf(decision, recorded, outcome.order.runId))
      lines.push(lineOf(decision));
    lines.push(lineOf(recorded));
  }
  return lines;
}

/** A line as text: `2024-05-01T00:00:01.040Z order-accepted {...}`. */
export const lifeText = ({ kind, text, timeMs }: LifeLine): string => `${utcText(timeMs)} ${kind} ${text}`;

/** A decision counts as the order's when the same run made it in the same kernel event. */
const isOf = (
  decision: RecordedOutcome | undefined,
  order: RecordedOutcome,
  runId: string,
): decision is RecordedOutcome =>
  decision?.outcome.kind === 'decision' &&
  decision.sequence === order.sequence &&
  decision.outcome.runId === runId;

function orderOf(outcome: Outcome): OrderId | undefined {
  if (outcome.kind === 'order-submitted') return outcome.order.id;
  if (outcome.kind === 'order-filled') return outcome.fill.orderId;
  const named = outcome.kind === 'venue-request' ? outcome.request : outcome;
  return 'orderId' in named ? named.orderId : undefined;
}

function lineOf({ outcome, time }: RecordedOutcome): LifeLine {
  const { kind, ...rest } = outcome;
  return { timeMs: time, kind, text: canonicalJson(rest) };
}
