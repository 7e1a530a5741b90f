import type { StrategyRunView } from '../../contract/views.ts';
import type { StrategyRunner } from '../strategy-runner.ts';

/** What the journal knows of a run and the runner does not. */
export interface RunTotals {
  readonly closedTrades: number;
  readonly netPnlQuote: number;
}

export function runView(runner: StrategyRunner, totals: RunTotals): StrategyRunView {
  return {
    runId: runner.runId,
    strategyId: runner.strategy.id,
    instrument: runner.instrument.id,
    params: runner.params,
    state: runner.isWarm ? 'running' : 'warming-up',
    startedAtMs: runner.startedAt,
    lastDecision: runner.lastDecision,
    decisions: runner.decisions,
    entries: runner.entries,
    closedTrades: totals.closedTrades,
    netPnlQuote: totals.netPnlQuote,
    blocked: runner.blocked.tallies().map(({ count, followed, gate, sumBps }) => ({
      gate,
      count,
      counterfactualBps: followed > 0 ? sumBps / followed : null,
      counterfactualCount: followed,
    })),
    measures: runner.measures().map(({ name, unit, value }) => ({ name, unit, value: value ?? null })),
  };
}
