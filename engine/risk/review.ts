import type { OrderIntent } from '../domain/order/order-intent.ts';
import type { Gate, Situation } from './gate.ts';
import { balance } from './gates/balance.ts';
import { entrySpacing } from './gates/entry-spacing.ts';
import { expectedValueZone } from './gates/expected-value-zone.ts';
import { exposureLimit } from './gates/exposure-limit.ts';
import { killSwitch } from './gates/kill-switch.ts';
import { marketIsLive } from './gates/market-is-live.ts';
import { oneIntentInFlight } from './gates/one-intent-in-flight.ts';
import { positionCount } from './gates/position-count.ts';
import { reduceOnly } from './gates/reduce-only.ts';
import { stopRequired } from './gates/stop-required.ts';
import { venueLimits } from './gates/venue-limits.ts';
import { approve, refuse, type Verdict } from './verdict.ts';

/** All objections in the order they are raised; the first one counts. */
export const GATES: readonly Gate[] = [
  killSwitch,
  marketIsLive,
  reduceOnly,
  oneIntentInFlight,
  entrySpacing,
  stopRequired,
  expectedValueZone(),
  venueLimits,
  positionCount,
  exposureLimit,
  balance,
];

/** Turns an intent into an order that execution accepts, or says which gate refused it and why. */
export function review(intent: OrderIntent, situation: Situation, gates: readonly Gate[] = GATES): Verdict {
  for (const gate of gates) {
    const refusal = gate(intent, situation);
    if (refusal) return refuse(refusal);
  }
  return approve(intent);
}
