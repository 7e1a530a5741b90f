/**
 * Why a journal could not be opened, written or copied. Stable codes; `detail` is a sentence for the
 * person and the log.
 */
export interface JournalFailure {
  readonly code:
    | 'sqlite-too-old'
    | 'locked'
    | 'corrupt'
    | 'not-a-journal'
    | 'other-account'
    | 'newer-schema'
    | 'disk-full'
    | 'cannot-open'
    | 'cannot-write';
  readonly detail: string;
}

/** A commit or query that the disk or the file refused. Nothing of the batch was kept. */
export class JournalError extends Error {
  readonly failure: JournalFailure;

  constructor(failure: JournalFailure, cause?: unknown) {
    super(failure.detail, { cause });
    this.name = 'JournalError';
    this.failure = failure;
  }
}

const CORRUPT_CODES = ['SQLITE_CORRUPT', 'SQLITE_NOTADB', 'SQLITE_FORMAT'];

/** Names what an SQLite error means for the journal at `path`; `fallback` is the code for the rest. */
export function failureOf(
  error: unknown,
  path: string,
  fallback: 'cannot-open' | 'cannot-write',
): JournalFailure {
  const detail = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (CORRUPT_CODES.some((prefix) => code.startsWith(prefix))) {
    return { code: 'corrupt', detail: `the journal ${path} is damaged: ${detail}` };
  }
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    return { code: 'locked', detail: `the journal ${path} is in use by another process` };
  }
  if (code === 'SQLITE_FULL' || code === 'ENOSPC') {
    return {
      code: 'disk-full',
      detail: `there is no room left for the journal ${path}: ${detail}`,
    };
  }
  const verb = fallback === 'cannot-open' ? 'opened' : 'written';
  return { code: fallback, detail: `the journal ${path} cannot be ${verb}: ${detail}` };
}

/** Whether the disk or the file refused something, rather than that our own code failed. */
export const isSqliteError = (error: unknown): boolean =>
  error instanceof Error && error.name === 'SqliteError';
