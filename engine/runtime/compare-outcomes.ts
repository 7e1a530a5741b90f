import type { Outcome, RecordedOutcome } from '../domain/session/outcome.ts';
import { canonicalJson } from '../journal/canonical-json.ts';
import { withoutCodes } from '../domain/session/without-codes.ts';

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
  readonly #kinds = new Map<Outcome['kind'], number>();

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

  /** How many outcomes of each kind differ, by what the journal has in their place; by the second run's where it has none. */
  get kinds(): ReadonlyMap<Outcome['kind'], number> {
    return this.#kinds;
  }

  add(again: RecordedOutcome): void {
    const next = this.#journal.next();
    this.#note(next.done ? undefined : next.value, again);
  }

  /** Call it once at the end: what the journal still holds is missing from the second run. */
  finish(): void {
    for (let next = this.#journal.next(); !next.done; next = this.#journal.next()) {
      this.#note(next.value, undefined);
    }
  }

  #note(before: RecordedOutcome | undefined, after: RecordedOutcome | undefined): void {
    this.#compared += 1;
    const journal = before && textOf(before);
    const again = after && textOf(after);
    if (journal === again) return;
    this.#differences += 1;
    this.#first ??= { place: this.#compared, journal, again };
    const kind = (before ?? after)?.outcome.kind;
    if (kind !== undefined) this.#kinds.set(kind, (this.#kinds.get(kind) ?? 0) + 1);
  }
}

// Older journals have no codes beside the texts of reasons.
const textOf = (recorded: RecordedOutcome): string =>
  canonicalJson({ ...recorded, outcome: withoutCodes(recorded.outcome) });
