import type { StrategyRunView } from '../../contract/views.ts';
import type { Outcome } from '../../domain/session/outcome.ts';
import type { StrategyRunner } from '../strategy-runner.ts';
import { toldReason } from '../../domain/remark/reason.ts';

/** What the journal knows of a run and the runner does not. */
export interface RunTotals {
  readonly closedTrades: number;
  readonly netPnlQuote: number;
}

/** `open` is what the run's open position has made so far, after its fees. */
export function runView(runner: StrategyRunner, totals: RunTotals, open: number): StrategyRunView {
  return {
    runId: runner.runId,
    strategyId: runner.strategy.id,
    instrument: runner.instrument.id,
    params: runner.params,
    state: runner.isWarm ? 'running' : 'warming-up',
    startedAtMs: runner.startedAt,
    ...decisionView(runner.lastDecision),
    decisions: runner.decisions,
    entries: runner.entries,
    closedTrades: totals.closedTrades,
    netPnlQuote: totals.netPnlQuote + open,
    blocked: runner.blocked.tallies().map(({ count, followed, gate, sumBps }) => ({
      gate,
      count,
      counterfactualBps: followed > 0 ? sumBps / followed : null,
      counterfactualCount: followed,
    })),
    measures: runner.measures().map(({ name, unit, value }) => ({ name, unit, value: value ?? null })),
  };
}

/** What the strategy decided last, and why. */
function decisionView(
  decision: StrategyRunner['lastDecision'],
): Pick<StrategyRunView, 'lastAction' | 'lastDecision' | 'lastDecisionSaid'> {
  if (!decision) return { lastAction: null, lastDecision: '' };
  const { reason, said } = toldReason(decision.reason);
  return { lastAction: decision.kind, lastDecision: reason, ...(said ? { lastDecisionSaid: said } : {}) };
}

/** A run as the record alone knows it, before its first decision. */
export function startedRun(
  { instrument, params, runId, strategyId }: Extract<Outcome, { kind: 'strategy-started' }>,
  startedAtMs: number,
): StrategyRunView {
  const nothing = { decisions: 0, entries: 0, closedTrades: 0, netPnlQuote: 0, blocked: [], measures: [] };
  return {
    runId,
    strategyId,
    instrument,
    params,
    state: 'warming-up',
    startedAtMs,
    ...decisionView(undefined),
    ...nothing,
  };
}
