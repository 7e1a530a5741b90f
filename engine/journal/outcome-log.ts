import type { Database, Statement } from 'better-sqlite3';
import { CHAIN_START, linkHash } from './chain.ts';

/** The last link of the chain. */
export interface ChainHead {
  /** Number of the last entry, 0 while there is none. */
  readonly row: number;
  readonly hash: Buffer;
}

/** One entry before it gets its row number and hash. */
export interface NewEntry {
  readonly session: number;
  readonly sequence: number;
  readonly idx: number;
  readonly time: number;
  readonly kind: string;
  readonly payload: string;
}

/** The append-only table and the end of its chain. Call only inside a transaction. */
export class OutcomeLog {
  readonly #insert: Statement<[number, number, number, number, number, string, string, Buffer]>;
  #head: ChainHead;

  constructor(database: Database) {
    this.#insert = database.prepare('INSERT INTO outcome VALUES (?, ?, ?, ?, ?, ?, ?, ?)');
    this.#head = headOf(database);
  }

  get head(): ChainHead {
    return this.#head;
  }

  /** Adds one entry and answers its row number. */
  append(entry: NewEntry): number {
    const row = this.#head.row + 1;
    const hash = linkHash(this.#head.hash, { row, ...entry });
    this.#insert.run(
      row,
      entry.session,
      entry.sequence,
      entry.idx,
      entry.time,
      entry.kind,
      entry.payload,
      hash,
    );
    this.#head = { row, hash };
    return row;
  }

  /** After a rollback: the head is again what it was before. */
  rewindTo(head: ChainHead): void {
    this.#head = head;
  }
}

function headOf(database: Database): ChainHead {
  const last = database
    .prepare<[], ChainHead>('SELECT row, hash FROM outcome ORDER BY row DESC LIMIT 1')
    .get();
  return last ?? { row: 0, hash: CHAIN_START };
}
