import type { Database, Statement } from 'better-sqlite3';
import { digestsIn, joinedState, partDigest, type StatePart } from './state-text.ts';

interface PartRow extends StatePart {
  readonly number: number;
}

interface PartStatements {
  readonly insert: Statement<[number, Buffer, string]>;
  readonly remove: Statement<[number]>;
}

/** The table of parts: always exactly those that the checkpoint of each session names. Call only inside a transaction. */
export class CheckpointParts {
  readonly #database: Database;
  #prepared: PartStatements | undefined;
  /** What is stored of one session: numbers of rows by digest. */
  #stored: { readonly session: number; readonly numbers: Map<string, number> } | undefined;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Adds the parts that are not there yet and takes away those that are named no more. */
  save(session: number, parts: readonly StatePart[]): void {
    const numbers = this.#numbersOf(session);
    for (const { digest, text } of parts) {
      if (numbers.has(digest)) continue;
      const { lastInsertRowid } = this.#statements.insert.run(session, Buffer.from(digest, 'hex'), text);
      numbers.set(digest, Number(lastInsertRowid));
    }
    // Each part is named once, so that more are stored than named only where some are named no more.
    if (numbers.size > parts.length) this.#removeAllBut(parts, numbers);
  }

  #removeAllBut(parts: readonly StatePart[], numbers: Map<string, number>): void {
    const named = new Set(parts.map(({ digest }) => digest));
    for (const [digest, number] of numbers) {
      if (named.has(digest)) continue;
      this.#statements.remove.run(number);
      numbers.delete(digest);
    }
  }

  /** After a rollback: what is stored is looked up anew. */
  forget(): void {
    this.#stored = undefined;
  }

  #numbersOf(session: number): Map<string, number> {
    if (this.#stored?.session !== session) {
      const rows = partsOf(this.#database, session);
      this.#stored = { session, numbers: new Map(rows.map(({ digest, number }) => [digest, number])) };
    }
    return this.#stored.numbers;
  }

  // Not before they are needed: a file of an older version has no such table until it is brought forward.
  get #statements(): PartStatements {
    this.#prepared ??= {
      insert: this.#database.prepare('INSERT INTO checkpoint_part (session, digest, text) VALUES (?, ?, ?)'),
      remove: this.#database.prepare('DELETE FROM checkpoint_part WHERE number = ?'),
    };
    return this.#prepared;
  }
}

/**
 * The whole state that the root of a session's checkpoint stands for.
 * @throws {RangeError} when a part is missing.
 */
export function stateOf(database: Database, session: number, root: string): string {
  const texts = new Map(partsOf(database, session).map(({ digest, text }) => [digest, text]));
  return joinedState(root, (digest) => texts.get(digest));
}

/** What is wrong with the parts of a session's checkpoint: one lost, changed or too many; undefined when all is well. */
export function faultInParts(database: Database, session: number, root: string): string | undefined {
  const named = new Set(digestsIn(root));
  for (const { digest, number, text } of partsOf(database, session)) {
    if (partDigest(text) !== digest)
      return `part ${number} of ${checkpointOf(session)} does not fit its digest`;
    if (!named.delete(digest)) return `part ${number} does not belong to ${checkpointOf(session)}`;
  }
  return named.size === 0 ? undefined : `${checkpointOf(session)} lacks ${named.size} of its parts`;
}

const checkpointOf = (session: number): string => `the checkpoint of session ${session}`;

const partsOf = (database: Database, session: number): readonly PartRow[] =>
  database
    .prepare<[number], PartRow>(
      'SELECT number, lower(hex(digest)) AS digest, text FROM checkpoint_part WHERE session = ? ORDER BY number',
    )
    .all(session);
