import type { Database, Statement } from 'better-sqlite3';
import type { VoteGroup } from '../../domain/vote/vote-group.ts';

/** Votes of a list that are kept: a day of fast ones, two weeks of medium ones, a year of slow ones. */
export const VOTES_KEPT: Readonly<Record<VoteGroup, number>> = { fast: 86_400, medium: 20_160, slow: 8760 };
/** Most bytes of votes in all lists together; the oldest go first, whosever they are. */
const MOST_BYTES = 512 * 1_048_576;
/** Votes between two looks whether some have to go, and the most that go for the sake of the bytes. */
const LOOK_EVERY = 256;
const GO_AT_ONCE = 2 * LOOK_EVERY;

/** Keeps the votes from growing without end. Call it inside the transaction that adds them. */
export class VoteRoom {
  readonly #database: Database;
  readonly #dropOld: Statement<[number, number, number]>;
  readonly #dropOldest: Statement<[number]>;
  readonly #added = new Map<number, number>();

  constructor(database: Database) {
    this.#database = database;
    this.#dropOld = database.prepare(
      `DELETE FROM vote WHERE list = ? AND number <=
       (SELECT number FROM vote WHERE list = ? ORDER BY number DESC LIMIT 1 OFFSET ?)`,
    );
    this.#dropOldest = database.prepare(
      'DELETE FROM vote WHERE number IN (SELECT number FROM vote ORDER BY number LIMIT ?)',
    );
  }

  /** Bytes in use; room in the file that is free for new votes is not counted. */
  get bytes(): number {
    const [pages, free, size] = ['page_count', 'freelist_count', 'page_size'].map((name) =>
      Number(this.#database.pragma(name, { simple: true })),
    ) as [number, number, number];
    return (pages - free) * size;
  }

  /** A vote was added to a list. */
  added(list: number, group: VoteGroup): void {
    const added = (this.#added.get(list) ?? 0) + 1;
    this.#added.set(list, added % LOOK_EVERY);
    if (added < LOOK_EVERY) return;
    this.#dropOld.run(list, list, VOTES_KEPT[group]);
    if (this.bytes > MOST_BYTES) this.#dropOldest.run(GO_AT_ONCE);
  }
}
