import { existsSync, statSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import type { Outcome, RecordedOutcome } from '../domain/session/outcome.ts';
import type { SessionDescription } from '../domain/session/session-description.ts';
import type { AccountState } from '../domain/portfolio/account.ts';
import { copyJournal } from './backup.ts';
import { type BackupResult, type CheckedBackup, verifyBackup } from './backups/verify-backup.ts';
import type { JournalAccount } from './journal-account.ts';
import { type JournalBatch, JournalWriter } from './journal-writer.ts';
import { rebuildProjections } from './projections/rebuild-projections.ts';
import { ordersOf, outcomesOfKind, runsOf } from './queries/journal-queries.ts';
import { type NamedList, type OrderChangeOutcome, orderChangesOf, rowOf } from './queries/by-id.ts';
import { equityPoints, ledgerTotals, type LedgerTotals, thinnedEquity } from './queries/ledger-queries.ts';
import type { Page, PageRequest } from './queries/page.ts';
import {
  earningsBefore,
  openOrderRows,
  recentPlace,
  type RecentPlace,
  type RunEarnings,
} from './queries/recent.ts';
import type { JournalScope } from './queries/scope.ts';
import { allSessionsOf, latestSessionOf, outcomesOf, sessionsOf } from './queries/session-queries.ts';
import type { OutcomeOf, Recorded, StoredOrder, StoredRun } from './queries/stored-rows.ts';
import { reserveLog } from './reserve-log.ts';
import type { StoredSession } from './session-store.ts';
import { type ChainVerification, verifyChain } from './verification/verify-chain.ts';
import { type FullVerification, verifyEverything } from './verification/verify-everything.ts';

const SETTINGS = [
  'journal_mode',
  'synchronous',
  'locking_mode',
  'foreign_keys',
  'trusted_schema',
  'cell_size_check',
];

/**
 * The memory of the product: every outcome of every session, in order, linked by hash, never edited.
 * One process, one writer. Writing throws `JournalError` when the disk refuses; nothing is kept then.
 */
export class Journal {
  /** The real account whose rows these are, and no others; undefined where nothing real was traded. */
  readonly account: JournalAccount;
  readonly #database: Database;
  readonly #path: string;
  readonly #writer: JournalWriter;

  constructor(database: Database, path: string, account: JournalAccount) {
    this.#database = database;
    this.#path = path;
    this.account = account;
    this.#writer = new JournalWriter(database, path, account);
  }

  /**
   * Writes down what the session is made of; commits go to it from now on.
   * @throws {RangeError} when the session is of an account whose rows do not belong into this file.
   */
  beginSession(description: SessionDescription): void {
    this.#writer.begin(description);
  }

  /** Goes on with the newest session when it has not ended, after a restart: rows of sessions never mix. */
  resumeSession(sessionId: string): void {
    this.#writer.resume(sessionId);
  }

  /** One transaction: the outcomes of a batch of kernel events and where the kernel is. Durable when it returns. */
  commit(batch: JournalBatch): void {
    this.#writer.commit(batch);
  }

  /**
   * Moves what is in the write-ahead log into the file, when enough has gathered. For moments when nobody waits for a
   * commit: after what was committed has been sent and shown. What has not moved is as durable.
   */
  tidy(): void {
    this.#writer.tidy();
  }

  /** Makes room on the disk for the commits to come, so that none of them waits for it. Before a session begins. */
  reserveRoom(): void {
    reserveLog(this.#database);
  }

  /** Closes the open session for good; its last checkpoint stays readable. */
  endSession(sessionId: string, reason: string): void {
    this.#writer.end(sessionId, reason);
  }

  latestSession(accountId: string): StoredSession | undefined {
    return latestSessionOf(this.#database, accountId);
  }

  /** Oldest first. */
  sessions(scope: JournalScope): readonly StoredSession[] {
    return sessionsOf(this.#database, scope);
  }

  /** Of every account, oldest first. */
  allSessions(): readonly StoredSession[] {
    return allSessionsOf(this.#database);
  }

  /** A session's outcomes in order, from kernel event `from` on. */
  outcomes(sessionId: string, from = 0): Iterable<RecordedOutcome> {
    return outcomesOf(this.#database, sessionId, from);
  }

  orders(scope: JournalScope, request: PageRequest = {}): Page<StoredOrder> {
    return ordersOf(this.#database, scope, request);
  }

  /** Orders of an account that are not over and were submitted before an entry, oldest first. */
  openOrders(accountId: string, before: number): readonly StoredOrder[] {
    return openOrderRows(this.#database, accountId, before).flatMap(
      (row) => this.orders({ accountId }, { after: row - 1, limit: 1 }).rows,
    );
  }

  /** Where about so many of the latest entries begin; undefined where there are not more than that. */
  recentPlace(scope: JournalScope, most: number): RecentPlace | undefined {
    return recentPlace(this.#database, scope, most);
  }

  /** What each run of an account closed before an entry. */
  earnings(accountId: string, before: number): readonly RunEarnings[] {
    return earningsBefore(this.#database, accountId, before);
  }

  runs(scope: JournalScope, request: PageRequest = {}): Page<StoredRun> {
    return runsOf(this.#database, scope, request);
  }

  fills(scope: JournalScope, request: PageRequest = {}): Page<Recorded<OutcomeOf<'order-filled'>>> {
    return outcomesOfKind(this.#database, 'order-filled', scope, request);
  }

  closedTrades(scope: JournalScope, request: PageRequest = {}): Page<Recorded<OutcomeOf<'trade-closed'>>> {
    return outcomesOfKind(this.#database, 'trade-closed', scope, request);
  }

  fundings(scope: JournalScope, request: PageRequest = {}): Page<Recorded<OutcomeOf<'funding-paid'>>> {
    return outcomesOfKind(this.#database, 'funding-paid', scope, request);
  }

  refusals(scope: JournalScope, request: PageRequest = {}): Page<Recorded<OutcomeOf<'intent-refused'>>> {
    return outcomesOfKind(this.#database, 'intent-refused', scope, request);
  }

  decisions(scope: JournalScope, request: PageRequest = {}): Page<Recorded<OutcomeOf<'decision'>>> {
    return outcomesOfKind(this.#database, 'decision', scope, request);
  }

  /** Any other kind of outcome, such as notices or trading states. */
  ofKind<Kind extends Outcome['kind']>(
    kind: Kind,
    scope: JournalScope,
    request: PageRequest = {},
  ): Page<Recorded<OutcomeOf<Kind>>> {
    return outcomesOfKind(this.#database, kind, scope, request);
  }

  /** The account's states over time. */
  equity(scope: JournalScope, request: PageRequest = {}): Page<AccountState> {
    return equityPoints(this.#database, scope, request);
  }

  /** At most so many of the account's states over all its time, evenly spread, and the last one. */
  equityCurve(scope: JournalScope, most: number): readonly Pick<AccountState, 'time' | 'equity'>[] {
    return thinnedEquity(this.#database, scope, most);
  }

  /** Where something of an account stands in its list: what `PageRequest.after` takes. */
  rowOf(list: NamedList, accountId: string, id: string): number | undefined {
    return rowOf(this.#database, list, accountId, id);
  }

  /** What changed the terms of these orders, and why some were turned away, in order. */
  orderChanges(accountId: string, orderIds: readonly string[]): readonly OrderChangeOutcome[] {
    return orderChangesOf(this.#database, accountId, orderIds);
  }

  /** Exact sums per run and instrument, up to an entry. */
  ledgerTotals(scope: JournalScope, upTo = Number.MAX_SAFE_INTEGER): readonly LedgerTotals[] {
    return ledgerTotals(this.#database, scope, upTo);
  }

  /** Number and hash (hex) of the newest entry: names the journal's whole content. */
  chainHead(): { readonly row: number; readonly hash: string } {
    const { row, hash } = this.#writer.head;
    return { row, hash: hash.toString('hex') };
  }

  /** Computes the links again from row `from` on, from the first when left out. */
  verifyChain(from = 1): ChainVerification {
    return verifyChain(this.#database, from);
  }

  /** Everything that can be checked: file, chain, positions, projections. */
  verifyEverything(): FullVerification {
    return verifyEverything(this.#database);
  }

  /** Computes orders, fills, trades, funding, equity and runs again from the record. */
  rebuildProjections(): void {
    this.#database.transaction(() => rebuildProjections(this.#database)).immediate();
  }

  /** Entries, and bytes on the disk with the log beside the file. */
  stats(): { readonly rows: number; readonly bytes: number } {
    const sizes = [this.#path, `${this.#path}-wal`].map((file) =>
      existsSync(file) ? statSync(file).size : 0,
    );
    return { rows: this.#writer.head.row, bytes: sizes.reduce((sum, size) => sum + size, 0) };
  }

  /** Copies the journal while it is in use, unchecked. */
  copyTo(destination: string): Promise<BackupResult> {
    return copyJournal(this.#database, destination, this.#writer.head.row);
  }

  /** Copies the journal while it is in use and checks the copy on the spot. */
  async backup(destination: string): Promise<CheckedBackup> {
    const copied = await this.copyTo(destination);
    return copied.ok ? verifyBackup(destination) : copied;
  }

  /** How SQLite was told to keep the file, by the names of its pragmas. */
  settings(): Readonly<Record<string, unknown>> {
    return Object.fromEntries(SETTINGS.map((name) => [name, this.#database.pragma(name, { simple: true })]));
  }

  /** Whether it can still be read and written. */
  get isOpen(): boolean {
    return this.#database.open;
  }

  close(): void {
    this.#database.close();
  }
}
