import type { RecordedOutcome } from '../../domain/session/outcome.ts';

/** One commit, as the disk keeps it. */
export interface CommittedBatch {
  readonly session: number;
  readonly outcomes: readonly RecordedOutcome[];
}

/**
 * A journal in memory with the contract of the real one: a batch is there in full once it is committed, and
 * nothing else survives. The kernel's state belongs to every commit; it is kept only where it may be needed.
 */
export class MemoryJournal {
  readonly batches: CommittedBatch[] = [];
  /** Kernel state at the last commit that kept one, as JSON text. */
  state: string | undefined;

  commit(session: number, outcomes: readonly RecordedOutcome[]): void {
    this.batches.push({ session, outcomes });
  }

  /** Everything ever committed, oldest first. */
  outcomes(): readonly RecordedOutcome[] {
    return this.batches.flatMap((batch) => batch.outcomes);
  }
}
