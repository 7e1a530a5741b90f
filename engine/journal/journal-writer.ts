import type { Database, Statement, Transaction } from 'better-sqlite3';
import type { RecordedOutcome } from '../domain/session/outcome.ts';
import type { SessionDescription } from '../domain/session/session-description.ts';
import { canonicalJson } from './canonical-json.ts';
import { type JournalAccount, requireOwn } from './journal-account.ts';
import { failureOf, isSqliteError, JournalError } from './journal-failure.ts';
import { type ChainHead, OutcomeLog } from './outcome-log.ts';
import { Projections } from './projections/projections.ts';
import { type KernelPosition, readSession, SessionStore } from './session-store.ts';
import type { StateText } from './state/state-text.ts';

/** What one commit makes durable. */
export interface JournalBatch {
  /** In order of (sequence, index), all later than what was committed before. */
  readonly outcomes: readonly RecordedOutcome[];
  /** Where the kernel is after them. */
  readonly position: KernelPosition;
  /** The text of each outcome as `canonicalJson` makes it, where it was made before. */
  readonly payloads?: readonly string[];
  /** The kernel's state at that position, to go on from after a restart. */
  readonly checkpoint?: StateText;
}

/** After so many commits the write-ahead log holds some 10 MB; moving them takes a few milliseconds. */
const TIDY_COMMITS = 300;

/** The session that commits go to. */
interface OpenSession {
  readonly number: number;
  readonly sessionId: string;
  readonly accountId: string;
  readonly position: KernelPosition;
  /** Place of the last outcome. */
  readonly last: { readonly sequence: number; readonly index: number };
}

/** The only hand that writes: each call is one transaction, durable when it returns, or nothing at all. */
export class JournalWriter {
  readonly #database: Database;
  readonly #path: string;
  readonly #account: JournalAccount;
  readonly #log: OutcomeLog;
  readonly #projections: Projections;
  readonly #sessions: SessionStore;
  readonly #insertSession: Statement<[number, string, string]>;
  readonly #transaction: Transaction<(work: () => void) => void>;
  #open: OpenSession | undefined;
  /** Commits since the write-ahead log was moved into the file. */
  #untidied = 0;

  constructor(database: Database, path: string, account: JournalAccount) {
    this.#database = database;
    this.#path = path;
    this.#account = account;
    this.#log = new OutcomeLog(database);
    this.#projections = new Projections(database);
    this.#sessions = new SessionStore(database);
    this.#insertSession = database.prepare('INSERT INTO session VALUES (?, ?, ?)');
    this.#transaction = database.transaction((work: () => void) => work());
  }

  get head(): ChainHead {
    return this.#log.head;
  }

  begin(description: SessionDescription): void {
    if (this.#open) throw new Error(`session ${this.#open.sessionId} is still open, cannot begin another`);
    requireOwn(description, this.#account);
    const { sessionId, accountId, startedAt } = description;
    const number = this.#lastSessionNumber() + 1;
    const position = { sequence: 0, time: startedAt };
    this.#write(() => {
      this.#insertSession.run(number, sessionId, accountId);
      const place = { session: number, sequence: 0, idx: 0, time: startedAt };
      this.#log.append({ ...place, kind: 'session-began', payload: canonicalJson(description) });
      this.#sessions.savePosition(number, position, this.#log.head);
    });
    this.#open = { number, sessionId, accountId, position, last: { sequence: 0, index: 0 } };
  }

  resume(sessionId: string): void {
    if (this.#open)
      throw new Error(`session ${this.#open.sessionId} is still open, cannot resume ${sessionId}`);
    const number = this.#database
      .prepare('SELECT number FROM session WHERE session_id = ?')
      .pluck()
      .get(sessionId);
    const stored = typeof number === 'number' ? readSession(this.#database, number) : undefined;
    if (typeof number !== 'number' || !stored) throw new Error(`session ${sessionId} is not in the journal`);
    if (stored.ended)
      throw new Error(`session ${sessionId} has ended (${stored.ended.reason}), it cannot be resumed`);
    if (number !== this.#lastSessionNumber())
      throw new Error(`session ${sessionId} is not the newest one, it cannot be resumed`);
    const position = stored.position ?? { sequence: 0, time: stored.description.startedAt };
    const { accountId } = stored.description;
    this.#open = { number, sessionId, accountId, position, last: this.#lastPlace(number) };
  }

  commit({ outcomes, payloads, position, checkpoint }: JournalBatch): void {
    const open = this.#requireOpen();
    const last = lastPlaceOf(outcomes, open, position);
    this.#write(() => {
      for (const [at, recorded] of outcomes.entries())
        this.#record(open, recorded, payloads?.[at] ?? canonicalJson(recorded.outcome));
      this.#sessions.savePosition(open.number, position, this.#log.head);
      if (checkpoint === undefined) return;
      this.#sessions.saveCheckpoint(open.number, position, checkpoint, this.#log.head);
    });
    this.#open = { ...open, position, last };
    this.#untidied += 1;
  }

  /** Moves what is in the write-ahead log into the file when that is worth its time. */
  tidy(): void {
    if (this.#untidied < TIDY_COMMITS) return;
    this.#untidied = 0;
    try {
      this.#database.pragma('wal_checkpoint(PASSIVE)');
    } catch (error) {
      // It is durable in the log as well, and is tried again.
      if (!isSqliteError(error)) throw error;
    }
  }

  end(sessionId: string, reason: string): void {
    const { number, position, sessionId: openId } = this.#requireOpen();
    if (openId !== sessionId) throw new Error(`session ${sessionId} is not the open one, ${openId} is`);
    const place = { session: number, sequence: position.sequence + 1, idx: 0, time: position.time };
    this.#write(() => {
      this.#log.append({ ...place, kind: 'session-ended', payload: canonicalJson({ reason }) });
      this.#sessions.savePosition(number, position, this.#log.head);
    });
    this.#open = undefined;
  }

  #record(open: OpenSession, { sequence, index, time, outcome }: RecordedOutcome, payload: string): void {
    const row = this.#log.append({
      session: open.number,
      sequence,
      idx: index,
      time,
      kind: outcome.kind,
      payload,
    });
    this.#projections.project(outcome, { row, accountId: open.accountId, time });
  }

  /** All or nothing; the chain in memory goes back together with the file. */
  #write(work: () => void): void {
    const before = this.#log.head;
    try {
      this.#transaction.immediate(work);
    } catch (error) {
      this.#log.rewindTo(before);
      this.#sessions.forget();
      if (!isSqliteError(error)) throw error;
      throw new JournalError(failureOf(error, this.#path, 'cannot-write'), error);
    }
  }

  #requireOpen(): OpenSession {
    if (!this.#open) throw new Error('no session is open: begin or resume one first');
    return this.#open;
  }

  #lastSessionNumber(): number {
    return Number(this.#database.prepare('SELECT coalesce(max(number), 0) FROM session').pluck().get());
  }

  #lastPlace(session: number): OpenSession['last'] {
    const last = this.#database
      .prepare<[number], OpenSession['last']>(
        'SELECT sequence, idx AS "index" FROM outcome WHERE session = ? ORDER BY sequence DESC, idx DESC LIMIT 1',
      )
      .get(session);
    return last ?? { sequence: 0, index: 0 };
  }
}

/** @throws {RangeError} when an outcome is not later than the one before it, or later than the position. */
function lastPlaceOf(
  outcomes: readonly RecordedOutcome[],
  open: OpenSession,
  position: KernelPosition,
): OpenSession['last'] {
  let { sequence, index } = open.last;
  for (const next of outcomes) {
    const isLater = next.sequence > sequence || (next.sequence === sequence && next.index > index);
    if (!isLater || next.sequence > position.sequence) {
      const place = `${next.sequence}/${next.index}`;
      const bounds = `after ${sequence}/${index} and not beyond event ${position.sequence}`;
      throw new RangeError(`an outcome must come ${bounds}, was ${place}`);
    }
    ({ sequence, index } = next);
  }
  if (position.sequence < open.position.sequence) {
    throw new RangeError(
      `the kernel was at event ${open.position.sequence}, cannot be at ${position.sequence} now`,
    );
  }
  return { sequence, index };
}
