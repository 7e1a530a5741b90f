import type { OrderIntent } from '../domain/order/order-intent.ts';
import type { Gate, Situation } from './gate.ts';
import { balance } from './gates/balance.ts';
import { conditions } from './gates/conditions.ts';
import { confirmSize } from './gates/confirm-size.ts';
import { correlatedPosition } from './gates/correlated-position.ts';
import { duplicateIntent } from './gates/duplicate-intent.ts';
import { entryFrequency } from './gates/entry-frequency.ts';
import { entrySpacing } from './gates/entry-spacing.ts';
import { equityTier } from './gates/equity-tier.ts';
import { expectedValueZone } from './gates/expected-value-zone.ts';
import { exposureLimit } from './gates/exposure-limit.ts';
import { killSwitch } from './gates/kill-switch.ts';
import { marketBand } from './gates/market-band.ts';
import { marketIsLive } from './gates/market-is-live.ts';
import { minimumHold } from './gates/minimum-hold.ts';
import { notionalLimits } from './gates/notional-limits.ts';
import { oneIntentInFlight } from './gates/one-intent-in-flight.ts';
import { openOrders } from './gates/open-orders.ts';
import { positionCount } from './gates/position-count.ts';
import { reachedLimits } from './gates/reached-limits.ts';
import { reduceOnly } from './gates/reduce-only.ts';
import { regimeGate } from './gates/regime-gate.ts';
import { riskPerTrade } from './gates/risk-per-trade.ts';
import { signalAge } from './gates/signal-age.ts';
import { stopDistance } from './gates/stop-distance.ts';
import { stopRequired } from './gates/stop-required.ts';
import { venueLimits } from './gates/venue-limits.ts';
import { wellFormed } from './gates/well-formed.ts';
import { approve, refuse, type Verdict } from './verdict.ts';

/** All objections in the order they are raised; the first one counts. */
export const GATES: readonly Gate[] = [
  wellFormed,
  duplicateIntent,
  killSwitch,
  conditions,
  reachedLimits,
  signalAge,
  marketIsLive,
  reduceOnly,
  minimumHold,
  oneIntentInFlight,
  entrySpacing,
  stopRequired,
  stopDistance,
  expectedValueZone(),
  venueLimits,
  marketBand,
  openOrders,
  positionCount,
  regimeGate,
  correlatedPosition,
  equityTier,
  riskPerTrade,
  exposureLimit,
  notionalLimits,
  confirmSize,
  balance,
  // Last, so that a ceiling counts only what nothing else had against.
  entryFrequency,
];

/** Turns an intent into an order that execution accepts, or says which gate refused it and why. */
export function review(intent: OrderIntent, situation: Situation, gates: readonly Gate[] = GATES): Verdict {
  for (const gate of gates) {
    const refusal = gate(intent, situation);
    if (refusal) return refuse(refusal);
  }
  return approve(intent);
}
