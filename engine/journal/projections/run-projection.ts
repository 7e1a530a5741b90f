import type { Database, Statement } from 'better-sqlite3';
import type { Outcome } from '../../domain/session/outcome.ts';
import type { ProjectedRow } from './projected-row.ts';

type RunOutcome = Extract<Outcome, { readonly kind: 'strategy-started' | 'strategy-stopped' }>;

/** Strategy runs: when they started and how they ended. */
export class RunProjection {
  readonly #insert: Statement<[number, string, string]>;
  readonly #stop: Statement<[number, string, string, string]>;

  constructor(database: Database) {
    this.#insert = database.prepare('INSERT INTO strategy_run VALUES (?, ?, ?, NULL, NULL)');
    this.#stop = database.prepare(`
      UPDATE strategy_run SET stopped_at = ?, stopped_because = ?
      WHERE row = (SELECT max(row) FROM strategy_run WHERE account_id = ? AND run_id = ?)`);
  }

  project(outcome: RunOutcome, at: ProjectedRow): void {
    if (outcome.kind === 'strategy-started') this.#insert.run(at.row, at.accountId, outcome.runId);
    else this.#stop.run(at.time, outcome.because, at.accountId, outcome.runId);
  }
}
