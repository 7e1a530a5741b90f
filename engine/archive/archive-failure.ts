/** Why the archive could not do something. `detail` names the file, the rule and the value. */
export interface ArchiveFailure {
  readonly code:
    | 'cannot-open'
    | 'locked'
    | 'newer-format'
    | 'damaged'
    | 'disk-full'
    | 'cannot-read'
    | 'cannot-write'
    | 'steps-differ'
    | 'out-of-order'
    | 'bad-value'
    /** Decided, but not all of it is visible; it goes on when a writer opens the archive next. */
    | 'unfinished'
    | 'unknown-day';
  /** The file or folder it is about. */
  readonly file: string;
  /** A sentence for the person and the log. */
  readonly detail: string;
}

/** An answer of the archive: the value, or why there is none. */
export type Archived<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly failure: ArchiveFailure };

/** What an iterator over the archive throws, and what the rooms below `Archived` throw to it. */
export class ArchiveError extends Error {
  override readonly name = 'ArchiveError';
  readonly failure: ArchiveFailure;

  constructor(failure: ArchiveFailure, cause?: unknown) {
    super(failure.detail, { cause });
    this.failure = failure;
  }
}

const FULL = /ENOSPC|EDQUOT|EFBIG|no space left|disk quota|file too large/i;

/** Names what an error of the file system or of DuckDB means for `file`; `fallback` is the code for the rest. */
export function archiveFailureOf(
  error: unknown,
  file: string,
  fallback: 'cannot-open' | 'cannot-read' | 'cannot-write',
): ArchiveFailure {
  if (error instanceof ArchiveError) return error.failure;
  const detail = error instanceof Error ? error.message : String(error);
  if (FULL.test(detail)) {
    return {
      code: 'disk-full',
      file,
      detail: `there is no room left for the market data archive at ${file}: ${detail}`,
    };
  }
  const verb = fallback.slice('cannot-'.length);
  return { code: fallback, file, detail: `the market data archive cannot ${verb} ${file}: ${detail}` };
}

/** Runs work on `file` and turns what it throws into a failure. */
export async function archived<Value>(
  file: string,
  fallback: 'cannot-open' | 'cannot-read' | 'cannot-write',
  work: () => Promise<Value>,
): Promise<Archived<Value>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    // A broken invariant is a bug and ends the process; everything else comes from files.
    if (error instanceof TypeError || error instanceof ReferenceError) throw error;
    return { ok: false, failure: archiveFailureOf(error, file, fallback) };
  }
}
