import type { Database } from 'better-sqlite3';
import type { Order, OrderStatus } from '../../domain/order/order.ts';
import type { Outcome } from '../../domain/session/outcome.ts';
import { lots } from '../../domain/units/lots.ts';
import type { UnixMs } from '../../domain/units/time.ts';
import { parseCanonicalJson } from '../canonical-json.ts';
import { boundsOf, type Page, type PageRequest } from './page.ts';
import { conditionOf, type JournalScope } from './scope.ts';
import type { OutcomeOf, Recorded, StoredOrder, StoredRun } from './stored-rows.ts';

const DEFAULT_LIMIT = 500;
const LARGEST_LIMIT = 10_000;

interface EntryRow {
  readonly row: number;
  readonly session_id: string;
  readonly sequence: number;
  readonly idx: number;
  readonly time: number;
  readonly payload: string;
}

interface OrderColumns extends EntryRow {
  readonly status: OrderStatus;
  readonly filled_lots: number;
  readonly accepted_at: number | null;
  readonly closed_at: number | null;
  readonly closed_because: string | null;
}

interface RunColumns extends EntryRow {
  readonly stopped_at: number | null;
  readonly stopped_because: string | null;
}

const ENTRY = 'outcome.row, session_id, sequence, idx, outcome.time, payload';

/** One page of the outcomes of one kind. */
export function outcomesOfKind<Kind extends Outcome['kind']>(
  database: Database,
  kind: Kind,
  scope: JournalScope,
  request: PageRequest,
): Page<Recorded<OutcomeOf<Kind>>> {
  const source = 'outcome JOIN session ON number = session';
  const page = readPage<EntryRow>(database, { columns: ENTRY, source, kind }, scope, request);
  return mapPage(page, (entry) => recorded(entry, parseCanonicalJson(entry.payload) as OutcomeOf<Kind>));
}

/** One page of orders as they stand now, in the order they were submitted. */
export function ordersOf(database: Database, scope: JournalScope, request: PageRequest): Page<StoredOrder> {
  const columns = `${ENTRY}, status, filled_lots, accepted_at, closed_at, closed_because`;
  const source = 'outcome JOIN session ON number = session JOIN trading_order USING (row)';
  const kind = 'order-submitted';
  return mapPage(readPage<OrderColumns>(database, { columns, source, kind }, scope, request), storedOrder);
}

/** One page of strategy runs in the order they were started. */
export function runsOf(database: Database, scope: JournalScope, request: PageRequest): Page<StoredRun> {
  const columns = `${ENTRY}, stopped_at, stopped_because`;
  const source = 'outcome JOIN session ON number = session JOIN strategy_run USING (row)';
  const kind = 'strategy-started';
  return mapPage(readPage<RunColumns>(database, { columns, source, kind }, scope, request), storedRun);
}

interface Selection {
  readonly columns: string;
  readonly source: string;
  readonly kind: string;
}

function readPage<Row extends EntryRow>(
  database: Database,
  { columns, source, kind }: Selection,
  scope: JournalScope,
  request: PageRequest,
): Page<Row> {
  const { limit, above, below, direction } = boundsOf(request, DEFAULT_LIMIT, LARGEST_LIMIT);
  const condition = conditionOf(scope);
  // One session writes at a time, so this is the order of the rows, and the index has it: nothing is sorted.
  const rows = database
    .prepare<[string, string, number, number, number], Row>(
      `SELECT ${columns} FROM ${source} WHERE outcome.kind = ? AND ${condition.sql}
       AND outcome.row > ? AND outcome.row < ? ORDER BY outcome.session ${direction}, outcome.row ${direction} LIMIT ?`,
    )
    .all(kind, condition.parameter, above, below, limit + 1);
  const kept = rows.slice(0, limit);
  const last = kept.at(-1);
  return rows.length > limit && last ? { rows: kept, next: last.row } : { rows: kept };
}

function mapPage<Row, Result>(page: Page<Row>, toResult: (row: Row) => Result): Page<Result> {
  return { ...page, rows: page.rows.map(toResult) };
}

function recorded<Kept extends Outcome>(entry: EntryRow, outcome: Kept): Recorded<Kept> {
  return {
    sessionId: entry.session_id,
    sequence: entry.sequence,
    index: entry.idx,
    time: entry.time as UnixMs,
    outcome,
  };
}

function storedOrder(row: OrderColumns): StoredOrder {
  const { order } = parseCanonicalJson(row.payload) as OutcomeOf<'order-submitted'>;
  const now: Order = {
    ...order,
    status: row.status,
    filledLots: lots(row.filled_lots),
    ...(row.accepted_at !== null && { acceptedAt: row.accepted_at as UnixMs }),
  };
  return {
    sessionId: row.session_id,
    order: now,
    ...(row.closed_at !== null && { closedAt: row.closed_at as UnixMs }),
    ...(row.closed_because !== null && { closedBecause: row.closed_because }),
  };
}

function storedRun(row: RunColumns): StoredRun {
  const { runId, strategyId, instrument, params } = parseCanonicalJson(
    row.payload,
  ) as OutcomeOf<'strategy-started'>;
  return {
    sessionId: row.session_id,
    runId,
    strategyId,
    instrument,
    params,
    startedAt: row.time as UnixMs,
    ...(row.stopped_at !== null && { stoppedAt: row.stopped_at as UnixMs }),
    ...(row.stopped_because !== null && { stoppedBecause: row.stopped_because }),
  };
}
