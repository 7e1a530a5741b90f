import type { Fill } from '../order/fill.ts';
import type { Outcome } from './outcome.ts';

/**
 * The outcome with its reasons as texts alone; itself where there is no code of one. Journals of before have the
 * texts alone, and both say the same. So it is with what the cause of a fill repeats of its order and its session: to
 * what it belonged, how queues are counted, what triggers look at.
 */
export function withoutCodes(outcome: Outcome): Outcome {
  if (outcome.kind === 'decision' || outcome.kind === 'order-expired' || outcome.kind === 'notice')
    return bare(outcome);
  if (outcome.kind === 'intent-refused' && outcome.intent.said !== undefined)
    return { ...outcome, intent: bare(outcome.intent) };
  if (outcome.kind === 'order-submitted' && outcome.order.said !== undefined)
    return { ...outcome, order: bare(outcome.order) };
  if (outcome.kind === 'order-filled') {
    const fill = withoutRepeated(outcome.fill);
    return fill === outcome.fill ? outcome : { ...outcome, fill };
  }
  return outcome;
}

function withoutRepeated(fill: Fill): Fill {
  const { limit, link, queueModel, triggeredBy, ...cause } = fill.cause;
  // On paper the limit is what the price follows from; of a real venue it only says what the order asked for.
  const isRepeated = fill.cause.model === 'venue-record' && limit !== undefined;
  if (!isRepeated && link === undefined && queueModel === undefined && triggeredBy === undefined) return fill;
  return { ...fill, cause: isRepeated || limit === undefined ? cause : { ...cause, limit } };
}

function bare<Told extends { readonly said?: unknown }>(told: Told): Told {
  if (told.said === undefined) return told;
  const { said: _said, ...rest } = told;
  return rest as Told;
}
