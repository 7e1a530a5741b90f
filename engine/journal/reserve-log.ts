import type { Database } from 'better-sqlite3';
import { isSqliteError } from './journal-failure.ts';

/** So much gathers in the write-ahead log until it is moved into the file. */
const LOG_BYTES = 12 * 1_048_576;
const PIECE_BYTES = 262_144;
/** Pages in memory that SQLite may not yet have written; with so few it writes as it goes. */
const FEWEST_PAGES = 8;

/**
 * Gives the write-ahead log the length on the disk that it will need: a commit into a file that grows waits for the
 * file system's own books as well. What is written for it is taken back before it becomes part of anything, and where
 * the disk has no room for it the log grows with its commits.
 */
export function reserveLog(database: Database): void {
  const cacheSize = Number(database.pragma('cache_size', { simple: true }));
  database.pragma(`cache_size = ${FEWEST_PAGES}`);
  try {
    database.transaction(() => {
      database.exec('CREATE TABLE log_room (bytes BLOB)');
      const fill = database.prepare('INSERT INTO log_room VALUES (zeroblob(?))');
      for (let bytes = 0; bytes < LOG_BYTES; bytes += PIECE_BYTES) fill.run(PIECE_BYTES);
      throw new TakenBack();
    })();
  } catch (error) {
    if (!(error instanceof TakenBack) && !isSqliteError(error)) throw error;
  } finally {
    database.pragma(`cache_size = ${cacheSize}`);
  }
}

/** Ends the transaction with nothing changed. */
class TakenBack extends Error {}
