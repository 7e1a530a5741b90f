import type { Instrument } from '../domain/instrument/instrument.ts';
import type { OrderIntent, RunId } from '../domain/order/order-intent.ts';
import type { RiskSettings } from '../domain/session/session-description.ts';
import type { Money } from '../domain/units/money.ts';
import { zoneOf } from '../risk/gates/expected-value-zone.ts';
import { riskBudgetLots } from '../risk/sizing/risk-budget.ts';
import { protectiveStopTicks } from '../risk/sizing/stop-price.ts';
import type { Decision } from '../strategies/strategy.ts';

export interface EntrySituation {
  readonly runId: RunId;
  readonly instrument: Instrument;
  readonly equity: Money;
  readonly bestBid: number;
  readonly bestAsk: number;
  readonly risk: RiskSettings;
}

/** Gives a wish to enter its size and its stop: a market order, as large as the risk budget allows. */
export function entryIntent(
  decision: Extract<Decision, { kind: 'enter' }>,
  { bestAsk, bestBid, equity, instrument, risk, runId }: EntrySituation,
): OrderIntent {
  const entryTicks = decision.side === 'buy' ? bestAsk : bestBid;
  const stopTicks = protectiveStopTicks(decision.side, entryTicks, decision.stopDistanceBps);
  const isYellow = decision.edgeBps !== undefined && zoneOf(decision.edgeBps) === 'yellow';
  return {
    runId,
    instrument: instrument.id,
    role: 'entry',
    side: decision.side,
    lots: riskBudgetLots({
      instrument,
      equity,
      entryTicks,
      stopTicks,
      riskPerTrade: risk.riskPerTrade,
      allocation: Math.min(decision.allocation ?? 1, risk.maxExposurePerInstrument),
      factor: isYellow ? 0.5 : 1,
    }),
    kind: { type: 'market' },
    reduceOnly: false,
    protectiveStop: stopTicks,
    reason: decision.reason,
    ...(decision.edgeBps === undefined ? {} : { edgeBps: decision.edgeBps }),
  };
}
