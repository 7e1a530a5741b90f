import type { Database } from 'better-sqlite3';
import { parseCanonicalJson } from '../canonical-json.ts';
import { digestOf } from '../session-store.ts';
import { faultInParts } from '../state/checkpoint-parts.ts';

interface StoredPosition {
  readonly session: number;
  readonly sequence: number;
  readonly time: number;
  readonly recorded_bytes: number | null;
  readonly head_row: number;
  readonly digest: Buffer;
}

/** Checks the digests of the rows that commits overwrite; answers what is wrong, or undefined. */
export function verifyPositions(database: Database): string | undefined {
  const positions = database.prepare<[], StoredPosition & { readonly head_hash: Buffer }>(
    'SELECT * FROM position',
  );
  for (const row of positions.all()) {
    const digest = digestOf([...fieldsOf(row), row.head_hash.toString('hex')]);
    if (!digest.equals(row.digest)) return `the position of session ${row.session} does not fit its digest`;
  }
  const checkpoints = database.prepare<[], StoredPosition & { readonly state: string }>(
    'SELECT * FROM checkpoint',
  );
  for (const row of checkpoints.all()) {
    const digest = digestOf([...fieldsOf(row), row.state]);
    if (!digest.equals(row.digest)) return `the checkpoint of session ${row.session} does not fit its digest`;
    const fault = faultInParts(database, row.session, row.state);
    if (fault) return fault;
  }
  return partOfNoCheckpoint(database) ?? verifySessions(database);
}

function partOfNoCheckpoint(database: Database): string | undefined {
  const session = database
    .prepare<[], number>(
      'SELECT session FROM checkpoint_part WHERE session NOT IN (SELECT session FROM checkpoint) LIMIT 1',
    )
    .pluck()
    .get();
  return session === undefined ? undefined : `session ${session} has parts of a checkpoint and no checkpoint`;
}

function fieldsOf(row: StoredPosition): readonly unknown[] {
  return [row.session, row.sequence, row.time, row.recorded_bytes, row.head_row];
}

interface NamedSession {
  readonly number: number;
  readonly session_id: string;
  readonly account_id: string;
  readonly payload: string | null;
}

/** The session table only repeats what the chained entry of each beginning says. */
function verifySessions(database: Database): string | undefined {
  const sessions = database.prepare<[], NamedSession>(
    `SELECT session.*, payload FROM session
     LEFT JOIN outcome ON outcome.session = number AND kind = 'session-began' ORDER BY number`,
  );
  const began = database.prepare(`SELECT count(*) FROM outcome WHERE kind = 'session-began'`).pluck();
  const rows = sessions.all();
  if (rows.length !== began.get())
    return `${rows.length} sessions are listed, ${String(began.get())} have begun`;
  for (const row of rows) {
    const told = toldBy(row.payload);
    if (told['sessionId'] !== row.session_id || told['accountId'] !== row.account_id) {
      return `session ${row.number} is not the one that began`;
    }
  }
  return undefined;
}

/** What an entry says; nothing where it was damaged, which no session began with. */
function toldBy(payload: string | null): Readonly<Record<string, unknown>> {
  if (payload === null) return {};
  try {
    const told = parseCanonicalJson(payload);
    return typeof told === 'object' && told !== null ? { ...told } : {};
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}
