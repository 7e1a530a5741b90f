import type { Instrument } from '../domain/instrument/instrument.ts';
import type { OrderIntent, RunId } from '../domain/order/order-intent.ts';
import type { RiskSettings } from '../domain/session/session-description.ts';
import type { Lots } from '../domain/units/lots.ts';
import type { Money } from '../domain/units/money.ts';
import { zoneOf } from '../risk/gates/expected-value-zone.ts';
import { riskBudgetLots } from '../risk/sizing/risk-budget.ts';
import { protectiveStopTicks } from '../risk/sizing/stop-price.ts';
import type { EntryToSize } from './risk/entry-size.ts';
import type { Decision } from '../strategies/strategy.ts';
import { toldReason } from '../domain/remark/reason.ts';

export interface EntrySituation {
  readonly runId: RunId;
  readonly instrument: Instrument;
  readonly equity: Money;
  readonly bestBid: number;
  readonly bestAsk: number;
  readonly risk: RiskSettings;
  /** When the wish was born, and how long it counts in ms. */
  readonly signal: NonNullable<OrderIntent['signal']>;
  /** How sure the strategy is, 0 to 1; undefined where it does not say. */
  readonly conviction?: number | undefined;
  /** Sizes an entry under the account's policy; by the risk budget alone when left out. */
  readonly sizeOf?: (entry: EntryToSize) => Lots;
}

/** Gives a wish to enter its size and its stop: a market order, as large as the risk budget allows. */
export function entryIntent(
  decision: Extract<Decision, { kind: 'enter' }>,
  { bestAsk, bestBid, conviction, equity, instrument, risk, runId, signal, sizeOf }: EntrySituation,
): OrderIntent {
  const entryTicks = decision.side === 'buy' ? bestAsk : bestBid;
  const stopTicks = protectiveStopTicks(decision.side, entryTicks, decision.stopDistanceBps);
  const isYellow = decision.edgeBps !== undefined && zoneOf(decision.edgeBps) === 'yellow';
  const { allocation = 1, side } = decision;
  const wish = { instrument, entryTicks, stopTicks, factor: isYellow ? 0.5 : 1 };
  const size = sizeOf
    ? sizeOf({ ...wish, runId, side, allocation })
    : riskBudgetLots({
        ...wish,
        equity,
        riskPerTrade: risk.riskPerTrade,
        allocation: Math.min(allocation, risk.maxExposurePerInstrument),
      });
  return {
    runId,
    instrument: instrument.id,
    role: 'entry',
    side,
    lots: size,
    kind: { type: 'market' },
    reduceOnly: false,
    protectiveStop: stopTicks,
    ...toldReason(decision.reason),
    signal,
    ...(sizeOf && conviction !== undefined ? { conviction } : {}),
    ...(decision.edgeBps === undefined ? {} : { edgeBps: decision.edgeBps }),
  };
}
