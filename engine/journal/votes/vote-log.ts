import type { Database, Statement } from 'better-sqlite3';
import { boundsOf, type Page, type PageRequest } from '../queries/page.ts';
import type { KeptVote, KeptVoteWithBallots, NewMove, NewVote, VoteListKey } from './kept-vote.ts';
import { packBallots, unpackBallots } from './packed-ballots.ts';
import { keptVote, VOTE_COLUMNS, type VoteColumns } from './vote-columns.ts';
import { VoteNames } from './vote-names.ts';
import { VoteRoom } from './vote-room.ts';

const DEFAULT_LIMIT = 200;
const LARGEST_LIMIT = 1000;
const KNOWN = 1;
const UNKNOWN = 2;

/** Something to be written down: a vote, or what came of one. */
export type VoteEntry = NewVote | NewMove;

/**
 * Every vote that was counted, with its ballots, in a file of its own: beside the journal, because the journal is never
 * edited and copied every quarter of an hour, while votes are many, can be counted again by a replay, and go when they
 * are old. What a commit of the journal holds is here a moment later.
 */
export class VoteLog {
  readonly #database: Database;
  readonly #names: VoteNames;
  readonly #room: VoteRoom;
  readonly #insert: Statement<unknown[]>;
  readonly #settle: Statement<[number, number | null, number]>;
  /** Numbers of votes whose outcome is awaited. */
  readonly #awaited = new Map<string, number>();

  /** Takes a database that `openVoteLog` has prepared. What was awaited when it was closed is unknown for good. */
  constructor(database: Database) {
    this.#database = database;
    this.#names = new VoteNames(database);
    this.#room = new VoteRoom(database);
    this.#insert = database.prepare(
      `INSERT INTO vote VALUES (NULL, ${Array.from({ length: 22 }, () => '?').join(', ')})`,
    );
    this.#settle = database.prepare('UPDATE vote SET outcome = ?, move = ? WHERE number = ?');
    this.forgetAwaited();
  }

  /** Nobody watches the market any more: outcomes that are awaited are unknown for good. */
  forgetAwaited(): void {
    this.#awaited.clear();
    this.#database.prepare('UPDATE vote SET outcome = ? WHERE outcome = 0').run(UNKNOWN);
  }

  /** Writes entries down in order, all or nothing. @throws {Error} when the disk refuses. */
  write(entries: readonly VoteEntry[]): void {
    const write = this.#database.transaction(() => {
      for (const entry of entries) {
        if ('decision' in entry) this.#add(entry);
        else this.#note(entry);
      }
    });
    write.immediate();
  }

  /** One page of the votes of a list. */
  page(key: VoteListKey, request: PageRequest = {}): Page<KeptVote> {
    const list = this.#names.knownList(key);
    if (list === undefined) return { rows: [] };
    const { above, below, direction, limit } = boundsOf(request, DEFAULT_LIMIT, LARGEST_LIMIT);
    const rows = this.#database
      .prepare<[number, number, number, number], VoteColumns>(
        `SELECT ${VOTE_COLUMNS} WHERE list = ? AND vote.number > ? AND vote.number < ?
         ORDER BY vote.number ${direction} LIMIT ?`,
      )
      .all(list, above, below, limit + 1);
    const kept = rows.slice(0, limit);
    const last = kept.at(-1);
    const page = { rows: kept.map(keptVote) };
    return rows.length > limit && last ? { ...page, next: last.number } : page;
  }

  /** A vote with its ballots; undefined where it is not kept, or no longer. */
  vote(number: number): KeptVoteWithBallots | undefined {
    const row = this.#database
      .prepare<[number], VoteColumns & VoteListKey & { readonly ballots: Buffer }>(
        `SELECT account_id AS accountId, instrument, vote_group AS "group", ballots, ${VOTE_COLUMNS}
         JOIN vote_list ON vote_list.number = list WHERE vote.number = ?`,
      )
      .get(number);
    if (row === undefined) return undefined;
    const { accountId, ballots, group, instrument } = row;
    return {
      ...keptVote(row),
      list: { accountId, instrument, group },
      quorum: { votes: row.quorum_votes, categories: row.quorum_categories },
      ballots: unpackBallots(ballots),
    };
  }

  /** Votes that are kept, and bytes of the file. */
  stats(): { readonly votes: number; readonly bytes: number } {
    const votes = Number(this.#database.prepare('SELECT count(*) FROM vote').pluck().get());
    return { votes, bytes: this.#room.bytes };
  }

  close(): void {
    this.#database.close();
  }

  #add(vote: NewVote): void {
    const { decision, isOfSession, list, sessionId, touch } = vote;
    const place = this.#names.listNumber(list);
    const { lastInsertRowid } = this.#insert.run(
      place,
      this.#names.sessionNumber(sessionId),
      this.#names.parametersNumber(decision),
      isOfSession ? 1 : 0,
      decision.time,
      decision.winner,
      decision.reason,
      decision.signal,
      decision.confidence,
      decision.probabilityUp,
      decision.margins.longShort,
      decision.margins.longFlat,
      decision.margins.flatShort,
      decision.totalWeight,
      decision.voters,
      decision.effectiveVotes,
      decision.juryProbability,
      touch?.bid ?? null,
      touch?.ask ?? null,
      touch ? 0 : UNKNOWN,
      null,
      packBallots(decision.ballots),
    );
    if (touch) this.#awaited.set(nameOf(list, isOfSession, decision.time), Number(lastInsertRowid));
    this.#room.added(place, list.group);
  }

  #note({ isOfSession, list, move, time }: NewMove): void {
    const name = nameOf(list, isOfSession, time);
    const number = this.#awaited.get(name);
    if (number === undefined) return;
    this.#awaited.delete(name);
    this.#settle.run(move === undefined ? UNKNOWN : KNOWN, move ?? null, number);
  }
}

const nameOf = ({ accountId, group, instrument }: VoteListKey, isOfSession: boolean, time: number): string =>
  `${accountId}|${instrument}|${group}|${isOfSession}|${time}`;
