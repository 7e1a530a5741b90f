import type { OrderIntent } from '../domain/order/order-intent.ts';
import type { Refusal } from '../domain/order/refusal.ts';
import { oppositeOf, type Side } from '../domain/order/side.ts';
import { lots } from '../domain/units/lots.ts';
import { type Ticks, ticks } from '../domain/units/ticks.ts';
import type { Situation } from './gate.ts';
import { killSwitch } from './gates/kill-switch.ts';
import { riskPerTrade } from './gates/risk-per-trade.ts';

/** The stop behind one entry, as far as a move of it is judged. */
export interface MovedStop {
  /** Where it belongs now. */
  readonly trigger: Ticks;
  /** Lots of the entry that are open. */
  readonly lots: number;
}

/** A wish to set the stops behind a position elsewhere. */
export interface StopMove {
  /** An order for all that is held, as the stop would be. */
  readonly intent: OrderIntent;
  readonly trigger: Ticks;
  /** Mean entry in ticks, not rounded. */
  readonly entryTicks: number;
  readonly stops: readonly MovedStop[];
}

/**
 * Whether a person may move the stops behind a position. Closer to the market is always allowed, as long as it is not
 * through it. Farther away is an entry with a farther stop: the largest of them may not lose more than the limit in force
 * allows, and nothing is loosened while nothing may be entered.
 */
export function reviewStopMove(move: StopMove, situation: Situation): Refusal | undefined {
  const { intent, stops, trigger } = move;
  const { side } = intent;
  if (stops.length === 0) return { code: 'reduce-only-without-position', measured: { lots: 0 } };
  const touch = side === 'sell' ? situation.bestBid : situation.bestAsk;
  if (touch > 0 && !isFarther(side, trigger, touch))
    return { code: 'stop-too-close', measured: { stopTicks: trigger, touchTicks: touch } };
  const loosened = stops.filter((stop) => isFarther(side, trigger, stop.trigger));
  if (loosened.length === 0) return undefined;
  const entry = asEntry(move, Math.max(...loosened.map((stop) => stop.lots)));
  const frozen = killSwitch(entry, situation);
  if (frozen) return frozen;
  // Where it still keeps a gain there is nothing to lose.
  return isFarther(side, trigger, move.entryTicks) ? riskPerTrade(entry, situation) : undefined;
}

/** Whether a stop of a side closes later than at another price. */
const isFarther = (side: Side, at: number, than: number): boolean =>
  side === 'sell' ? at < than : at > than;

/** The entry behind a stop as it would be judged with the stop at its new place. */
const asEntry = ({ entryTicks, intent, trigger }: StopMove, size: number): OrderIntent => ({
  runId: intent.runId,
  instrument: intent.instrument,
  role: 'entry',
  side: oppositeOf(intent.side),
  lots: lots(size),
  kind: { type: 'limit', limit: ticks(Math.round(entryTicks)), timeInForce: 'gtc', postOnly: false },
  reduceOnly: false,
  protectiveStop: trigger,
  reason: intent.reason,
});
