import type { RecordedOutcome } from '../domain/session/outcome.ts';
import { canonicalJson } from '../journal/canonical-json.ts';

/** Where a session run again says something else than the journal. */
export interface OutcomeDifference {
  /** Number of the outcome, from 1. */
  readonly place: number;
  /** Canonical text; undefined where one side has nothing there. */
  readonly journal: string | undefined;
  readonly again: string | undefined;
}

/** Compares two runs of the same session outcome by outcome; a run that stops early differs there. */
export class OutcomeComparison {
  readonly #journal: Iterator<RecordedOutcome>;
  #differences = 0;
  #compared = 0;
  #first: OutcomeDifference | undefined;

  constructor(journal: Iterable<RecordedOutcome>) {
    this.#journal = journal[Symbol.iterator]();
  }

  get compared(): number {
    return this.#compared;
  }

  get differences(): number {
    return this.#differences;
  }

  get first(): OutcomeDifference | undefined {
    return this.#first;
  }

  add(again: RecordedOutcome): void {
    const next = this.#journal.next();
    this.#note(next.done ? undefined : canonicalJson(next.value), canonicalJson(again));
  }

  /** Call it once at the end: what the journal still holds is missing from the second run. */
  finish(): void {
    for (let next = this.#journal.next(); !next.done; next = this.#journal.next()) {
      this.#note(canonicalJson(next.value), undefined);
    }
  }

  #note(journal: string | undefined, again: string | undefined): void {
    this.#compared += 1;
    if (journal === again) return;
    this.#differences += 1;
    this.#first ??= { place: this.#compared, journal, again };
  }
}
