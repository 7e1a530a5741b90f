import { createHash } from 'node:crypto';
import type { Database, Statement } from 'better-sqlite3';
import type { SessionDescription } from '../domain/session/session-description.ts';
import type { UnixMs } from '../domain/units/time.ts';
import { parseCanonicalJson } from './canonical-json.ts';
import type { ChainHead } from './outcome-log.ts';
import { CheckpointParts, stateOf } from './state/checkpoint-parts.ts';
import type { StateText } from './state/state-text.ts';

/** How far the kernel had come. */
export interface KernelPosition {
  /** Number of the last kernel event taken in, from 1; 0 before the first. */
  readonly sequence: number;
  readonly time: UnixMs;
  /** Bytes of the session's recording that hold the events up to here. */
  readonly recordedBytes?: number;
}

/** A kernel state to go on from, and the position it belongs to. */
export interface StoredCheckpoint extends KernelPosition {
  /** The whole of it as JSON, as the kernel gave it. */
  readonly state: string;
}

/** One session as the journal knows it. */
export interface StoredSession {
  readonly description: SessionDescription;
  /** The last committed position; undefined before the first commit. */
  readonly position?: KernelPosition;
  readonly checkpoint?: StoredCheckpoint;
  readonly ended?: { readonly time: UnixMs; readonly reason: string };
}

interface PositionRow {
  readonly sequence: number;
  readonly time: number;
  readonly recorded_bytes: number | null;
  readonly head_row: number;
  readonly digest: Buffer;
}

/** Where each session stands: overwritten with every commit, each row under its own digest. */
export class SessionStore {
  readonly #savePosition: Statement<unknown[]>;
  readonly #saveCheckpoint: Statement<unknown[]>;
  readonly #parts: CheckpointParts;

  constructor(database: Database) {
    this.#savePosition = database.prepare('INSERT OR REPLACE INTO position VALUES (?, ?, ?, ?, ?, ?, ?)');
    this.#saveCheckpoint = database.prepare('INSERT OR REPLACE INTO checkpoint VALUES (?, ?, ?, ?, ?, ?, ?)');
    this.#parts = new CheckpointParts(database);
  }

  savePosition(session: number, at: KernelPosition, head: ChainHead): void {
    const fields = [session, at.sequence, at.time, at.recordedBytes ?? null, head.row];
    this.#savePosition.run(...fields, head.hash, digestOf([...fields, head.hash.toString('hex')]));
  }

  /** Its parts are written as far as they changed; the digest of the root vouches for all of them. */
  saveCheckpoint(session: number, at: KernelPosition, { parts, root }: StateText, head: ChainHead): void {
    this.#parts.save(session, parts);
    const fields = [session, at.sequence, at.time, at.recordedBytes ?? null, head.row];
    this.#saveCheckpoint.run(...fields, root, digestOf([...fields, root]));
  }

  /** After a rollback. */
  forget(): void {
    this.#parts.forget();
  }
}

/** The session of that number, or undefined when there is none. */
export function readSession(database: Database, number: number): StoredSession | undefined {
  const began = sessionEntry(database, number, 'session-began');
  if (!began) return undefined;
  const position = readPosition(database, number);
  const checkpoint = readCheckpoint(database, number);
  const ended = sessionEntry(database, number, 'session-ended');
  return {
    description: parseCanonicalJson(began.payload) as SessionDescription,
    ...(position && { position }),
    ...(checkpoint && { checkpoint }),
    ...(ended && { ended: { time: ended.time as UnixMs, reason: reasonOf(ended.payload) } }),
  };
}

/** SHA-256 over fields that are stored beside it. */
export function digestOf(fields: readonly unknown[]): Buffer {
  return createHash('sha256').update(JSON.stringify(fields)).digest();
}

interface SessionEntry {
  readonly time: number;
  readonly payload: string;
}

function sessionEntry(database: Database, number: number, kind: string): SessionEntry | undefined {
  return database
    .prepare<[string, number], SessionEntry>(
      'SELECT time, payload FROM outcome WHERE kind = ? AND session = ?',
    )
    .get(kind, number);
}

function reasonOf(payload: string): string {
  return (parseCanonicalJson(payload) as { readonly reason: string }).reason;
}

function readPosition(database: Database, session: number): KernelPosition | undefined {
  const row = database
    .prepare<[number], PositionRow>('SELECT * FROM position WHERE session = ?')
    .get(session);
  return row && positionOf(row);
}

function readCheckpoint(database: Database, session: number): StoredCheckpoint | undefined {
  const row = database
    .prepare<[number], PositionRow & { readonly state: string }>('SELECT * FROM checkpoint WHERE session = ?')
    .get(session);
  return row && { ...positionOf(row), state: stateOf(database, session, row.state) };
}

function positionOf(row: PositionRow): KernelPosition {
  return {
    sequence: row.sequence,
    time: row.time as UnixMs,
    ...(row.recorded_bytes !== null && { recordedBytes: row.recorded_bytes }),
  };
}
