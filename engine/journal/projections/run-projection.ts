import type { Database, Statement } from 'better-sqlite3';
import type { OutcomeOf } from '../queries/stored-rows.ts';
import type { ProjectedRow } from './projected-row.ts';

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

  start({ runId }: OutcomeOf<'strategy-started'>, { row, accountId }: ProjectedRow): void {
    this.#insert.run(row, accountId, runId);
  }

  stop({ runId, because }: OutcomeOf<'strategy-stopped'>, { time, accountId }: ProjectedRow): void {
    this.#stop.run(time, because, accountId, runId);
  }
}
