import type { Database, Statement } from 'better-sqlite3';
import type { VoteDecision } from '../../domain/vote/vote-decision.ts';
import type { VoteListKey } from './kept-vote.ts';

/** What votes refer to by number: their list, their session and their parameters, each written once. */
export class VoteNames {
  readonly #list: NumberedText<[string, string, string]>;
  readonly #session: NumberedText<[string]>;
  readonly #parameters: NumberedText<[string, number, number]>;

  constructor(database: Database) {
    this.#list = new NumberedText(
      database,
      'vote_list (account_id, instrument, vote_group) VALUES (?, ?, ?)',
      'vote_list WHERE account_id = ? AND instrument = ? AND vote_group = ?',
    );
    this.#session = new NumberedText(
      database,
      'vote_session (session_id) VALUES (?)',
      'vote_session WHERE session_id = ?',
    );
    this.#parameters = new NumberedText(
      database,
      'vote_parameters (text, quorum_votes, quorum_categories) VALUES (?, ?, ?)',
      'vote_parameters WHERE text = ? AND quorum_votes = ? AND quorum_categories = ?',
    );
  }

  listNumber({ accountId, group, instrument }: VoteListKey): number {
    return this.#list.number([accountId, instrument, group]);
  }

  /** Undefined where no vote of the list was ever kept. */
  knownList({ accountId, group, instrument }: VoteListKey): number | undefined {
    return this.#list.known([accountId, instrument, group]);
  }

  sessionNumber(sessionId: string): number {
    return this.#session.number([sessionId]);
  }

  parametersNumber({ parameters, quorum }: VoteDecision): number {
    return this.#parameters.number([parameters, quorum.votes, quorum.categories]);
  }
}

/** Rows of a table that are found by what they say, and made where they are missing. */
class NumberedText<Fields extends (number | string)[]> {
  readonly #insert: Statement<Fields>;
  readonly #select: Statement<Fields, number>;

  constructor(database: Database, insert: string, select: string) {
    this.#insert = database.prepare(`INSERT INTO ${insert}`);
    this.#select = database.prepare<Fields, number>(`SELECT number FROM ${select}`).pluck();
  }

  known(fields: Fields): number | undefined {
    return this.#select.get(...fields);
  }

  number(fields: Fields): number {
    return this.known(fields) ?? Number(this.#insert.run(...fields).lastInsertRowid);
  }
}
