import type { Instrument, InstrumentId } from '../domain/instrument/instrument.ts';
import type { Fill } from '../domain/order/fill.ts';
import type { RunId } from '../domain/order/order-intent.ts';
import type { AccountState } from '../domain/portfolio/account.ts';
import type { ClosedTrade } from '../domain/portfolio/closed-trade.ts';
import { type Money, subtractMoney } from '../domain/units/money.ts';
import type { Journal } from '../journal/journal.ts';
import { everyPage, type PageRequest } from '../journal/queries/page.ts';
import type { JournalScope } from '../journal/queries/scope.ts';
import type { OutcomeOf, Recorded, StoredOrder, StoredRun } from '../journal/queries/stored-rows.ts';
import type { StoredSession } from '../journal/session-store.ts';
import type { LedgerTotals } from '../journal/queries/ledger-queries.ts';

/** A fill without the book it saw, with what its cost needs. */
export type ReportedFill = Omit<Fill, 'cause'> & {
  readonly sessionId: string;
  readonly model: Fill['cause']['model'];
  /** Twice the mid at the decision, in ticks. */
  readonly decisionMidHalfTicks?: number;
};

/** What a strategy earned on the shared account and alone on one of its own, after costs. */
export interface IsolatedEarnings {
  readonly runId: RunId;
  readonly strategyId: string;
  readonly shared: Money;
  readonly isolated: Money;
}

/** Everything a report is made of, as the journal had it at one moment. */
export interface History {
  readonly scope: JournalScope;
  readonly journal: { readonly row: number; readonly hash: string };
  readonly sessions: readonly SessionHistory[];
  readonly instruments: ReadonlyMap<InstrumentId, Instrument>;
  readonly orders: readonly StoredOrder[];
  readonly runs: readonly StoredRun[];
  readonly fills: readonly ReportedFill[];
  readonly trades: readonly ClosedTrade[];
  readonly fundings: readonly Recorded<OutcomeOf<'funding-paid'>>[];
  /** What each strategy had earned when it was last told of, shared and alone. */
  readonly isolated: readonly IsolatedEarnings[];
  /** Entries that rested first, each when it rested no more, and their fills, each when the market was measured. */
  readonly makerOrders: readonly OutcomeOf<'maker-order-ended'>[];
  readonly makerFills: readonly OutcomeOf<'maker-fill-measured'>[];
  /** What was put in and taken out on the way. */
  readonly transfers: readonly Recorded<OutcomeOf<'cash-transferred'>>[];
  readonly refusalCount: number;
  readonly ledger: readonly LedgerTotals[];
}

/** One session with its account over time. */
export interface SessionHistory {
  readonly session: StoredSession;
  /** The account as the session found it; undefined when it began with its deposit. */
  readonly opening?: AccountState;
  readonly states: readonly AccountState[];
}

/**
 * Reads a scope page by page. Each step is short; between two steps the caller may do other work, stop,
 * or tell how far it is. What is written meanwhile stays out.
 * @yields after each page.
 * @throws {RangeError} when the scope holds no session.
 */
export function* readHistory(
  journal: Journal,
  scope: JournalScope,
): Generator<undefined, History, undefined> {
  const head = journal.chainHead();
  const upTo = head.row;
  const within = (request: PageRequest): PageRequest => ({ ...request, upTo });
  const ledger = journal.ledgerTotals(scope, upTo);
  const stored = journal.sessions(scope);
  if (stored.length === 0)
    throw new RangeError(`a report needs at least one session, ${nameOf(scope)} has none`);
  const sessions: SessionHistory[] = [];
  for (const session of stored) sessions.push(yield* readSession(journal, session, upTo));
  const orders = yield* collected((request) => journal.orders(scope, within(request)));
  const fills = yield* collectedAs((request) => journal.fills(scope, within(request)), reportedFill);
  const trades = yield* collectedAs((request) => journal.closedTrades(scope, within(request)), tradeOf);
  const fundings = yield* collected((request) => journal.fundings(scope, within(request)));
  const runs = yield* collected((request) => journal.runs(scope, within(request)));
  const refusals = yield* collectedAs((request) => journal.refusals(scope, within(request)), repeatsOf);
  const ended = (request: PageRequest) => journal.ofKind('maker-order-ended', scope, within(request));
  const makerOrders = yield* collectedAs(ended, ({ outcome }) => outcome);
  const measured = (request: PageRequest) => journal.ofKind('maker-fill-measured', scope, within(request));
  const makerFills = yield* collectedAs(measured, ({ outcome }) => outcome);
  const transfers = yield* collected((request) => journal.ofKind('cash-transferred', scope, within(request)));
  const isolated = yield* latestIsolated(journal, scope, within);
  const refusalCount = refusals.reduce((sum, repeats) => sum + repeats, 0);
  const known = stored.flatMap(({ description }) => description.instruments);
  const instruments = new Map(known.map((instrument) => [instrument.id, instrument]));
  return {
    scope,
    journal: head,
    sessions,
    instruments,
    orders,
    runs,
    fills,
    trades,
    fundings,
    isolated,
    makerOrders,
    makerFills,
    transfers,
    refusalCount,
    ledger,
  };
}

function* readSession(
  journal: Journal,
  session: StoredSession,
  upTo: number,
): Generator<undefined, SessionHistory, undefined> {
  const { sessionId, continues } = session.description;
  const states = yield* collected((request) => journal.equity({ sessionId }, { ...request, upTo }));
  const opening = continues === undefined ? undefined : closingState(journal, continues);
  return { session, states, ...(opening && { opening }) };
}

/** The last account state of a session, or of the one it continues when it has none of its own. */
function closingState(journal: Journal, sessionId: string): AccountState | undefined {
  let asked: string | undefined = sessionId;
  while (asked !== undefined) {
    const last = journal.equity({ sessionId: asked }, { limit: 1, newestFirst: true }).rows[0];
    if (last) return last;
    asked = journal.sessions({ sessionId: asked })[0]?.description.continues;
  }
  return undefined;
}

/**
 * The last line of every strategy's own account.
 * @yields after each page.
 */
function* latestIsolated(
  journal: Journal,
  scope: JournalScope,
  within: (request: PageRequest) => PageRequest,
): Generator<undefined, IsolatedEarnings[], undefined> {
  const latest = new Map<RunId, IsolatedEarnings>();
  for (const rows of everyPage((request) => journal.ofKind('isolated-account', scope, within(request)))) {
    for (const { outcome } of rows) {
      const { account, runId, shared, strategyId } = outcome;
      const isolated = subtractMoney(account.equity, account.deposits);
      latest.set(runId, { runId, strategyId, shared, isolated });
    }
    yield undefined;
  }
  return [...latest.values()];
}

type Reading<Row> = Parameters<typeof everyPage<Row>>[0];

function* collected<Row>(read: Reading<Row>): Generator<undefined, Row[], undefined> {
  return yield* collectedAs(read, (row) => row);
}

function* collectedAs<Row, Kept>(
  read: Reading<Row>,
  keep: (row: Row) => Kept,
): Generator<undefined, Kept[], undefined> {
  const kept: Kept[] = [];
  for (const rows of everyPage(read)) {
    for (const row of rows) kept.push(keep(row));
    yield undefined;
  }
  return kept;
}

function reportedFill({ sessionId, outcome }: Recorded<OutcomeOf<'order-filled'>>): ReportedFill {
  const { cause, ...fill } = outcome.fill;
  const { decisionMidHalfTicks, model } = cause;
  return { ...fill, sessionId, model, ...(decisionMidHalfTicks !== undefined && { decisionMidHalfTicks }) };
}

const tradeOf = ({ outcome }: Recorded<OutcomeOf<'trade-closed'>>): ClosedTrade => outcome.trade;

/** A refusal that was written down once may stand for many of the same kind. */
const repeatsOf = ({ outcome }: Recorded<OutcomeOf<'intent-refused'>>): number => outcome.repeats;

const nameOf = (scope: JournalScope): string =>
  'sessionId' in scope ? `session ${scope.sessionId}` : `account ${scope.accountId}`;
