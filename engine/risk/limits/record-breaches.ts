import type { LimitHit } from '../../domain/risk/limit-hit.ts';
import type { RiskLimits } from '../../domain/risk/risk-limits.ts';
import type { Outcome } from '../../domain/session/outcome.ts';
import { unixMs } from '../../domain/units/time.ts';
import { WHOLE_ACCOUNT } from '../record/entry-counts.ts';
import type { RiskRecord } from '../record/risk-record.ts';
import { SLIPPAGE_FILLS } from '../record/slippage-log.ts';
import { FEE_GUARD_TRADES } from '../record/trade-log.ts';

/** Fills beyond the slippage limit, of the last ten, that pause a strategy. */
const WORSE_FILLS = 3;

/** Which limits an outcome has reached, judged by the record after it has learned of it. */
export function recordBreaches(
  outcome: Outcome,
  record: RiskRecord,
  limits: RiskLimits,
  time: number,
): LimitHit[] {
  const { kind } = outcome;
  if (kind === 'trade-closed') {
    const { instrument } = outcome.trade;
    return [...lossesInARow(instrument, record, limits, time), ...feesOfGains(record, limits)];
  }
  if (kind === 'order-filled') {
    return fillBreaches(record.strategyOf(outcome.fill.runId), record, limits, time);
  }
  if (kind === 'order-rejected') return stormOfRejects(record, limits, time);
  return kind === 'order-submitted' || kind === 'cancel-requested' ? exitCeiling(record, limits, time) : [];
}

function lossesInARow(instrument: string, record: RiskRecord, limits: RiskLimits, time: number): LimitHit[] {
  const losses = record.trades.lossesInARow(instrument);
  if (losses < limits.lossesInARow) return [];
  return [
    {
      code: 'losses-in-a-row',
      action: 'pause-symbol',
      instrument,
      measured: { losses, limit: limits.lossesInARow },
      until: unixMs(time + limits.symbolPauseMs),
    },
  ];
}

function feesOfGains(record: RiskRecord, { feesOfGains: limit }: RiskLimits): LimitHit[] {
  const { feesQuote, gainsQuote, trades } = record.trades.feeShare();
  if (trades < FEE_GUARD_TRADES || feesQuote <= limit * gainsQuote) return [];
  return [{ code: 'fees-of-gains', action: 'protect-only', measured: { feesQuote, gainsQuote, limit } }];
}

/** What fills of one strategy have reached: its stops of the day, and slippage. */
function fillBreaches(strategyId: string, record: RiskRecord, limits: RiskLimits, time: number): LimitHit[] {
  const until = unixMs(time + limits.strategyPauseMs);
  const pause = { action: 'pause-strategy', strategyId, until } as const;
  const hits: LimitHit[] = [];
  const stopOuts = record.stopOuts.count(strategyId, time);
  if (stopOuts >= limits.stopOutsPerDay)
    hits.push({ ...pause, code: 'stop-outs', measured: { stopOuts, limit: limits.stopOutsPerDay } });
  const worse = record.slippage.countWorse(strategyId, limits.slippage);
  if (worse >= WORSE_FILLS)
    hits.push({
      ...pause,
      code: 'slippage',
      measured: { worseFills: worse, ofFills: SLIPPAGE_FILLS, limit: limits.slippage },
    });
  return hits;
}

function exitCeiling(record: RiskRecord, { exitsPerMinute: limit }: RiskLimits, time: number): LimitHit[] {
  const exits = record.exits.count(WHOLE_ACCOUNT, time);
  return exits >= limit
    ? [{ code: 'exit-ceiling', action: 'stop-strategies', measured: { exits, limit } }]
    : [];
}

function stormOfRejects(record: RiskRecord, limits: RiskLimits, time: number): LimitHit[] {
  const hits: LimitHit[] = [];
  const rejects = record.rejects.count(WHOLE_ACCOUNT, time);
  if (rejects >= limits.rejectsToFreeze)
    hits.push({
      code: 'reject-storm',
      action: 'freeze',
      measured: { rejects, limit: limits.rejectsToFreeze },
    });
  for (const strategyId of record.rejects.names()) {
    const count = record.rejects.count(strategyId, time);
    if (strategyId === WHOLE_ACCOUNT || count < limits.rejectsPerMinute) continue;
    hits.push({
      code: 'rejects',
      action: 'pause-strategy',
      strategyId,
      measured: { rejects: count, limit: limits.rejectsPerMinute },
      until: unixMs(time + limits.strategyPauseMs),
    });
  }
  return hits;
}
