import type { MarketEvent } from '../../domain/market/market-event.ts';
import type { RunId } from '../../domain/order/order-intent.ts';
import type { KernelCommand } from '../../domain/session/command.ts';
import type { Outcome } from '../../domain/session/outcome.ts';
import { type Money, subtractMoney } from '../../domain/units/money.ts';
import type { UnixMs } from '../../domain/units/time.ts';
import type { BookView } from '../../execution/paper-venue.ts';
import type { IsolatedState } from '../kernel-state.ts';
import type { Now } from '../order-desk.ts';
import type { RiskCommand } from '../risk/obey-risk-command.ts';
import { IsolatedAccount, type IsolatedParts, type SharedAccount } from './isolated-account.ts';

/** Runs that have ended and are still shown beside those that go on. */
const KEPT_ENDED = 50;

/** What a strategy earned on the shared account and on its own. */
export interface IsolatedResult {
  readonly runId: RunId;
  readonly strategyId: string;
  readonly shared: Money;
  readonly isolated: Money;
}

/**
 * Every strategy of the shared account once more, each alone on its own account. What sharing changed is the
 * interaction: what a run earned on the shared account less what it earned alone.
 */
export class IsolatedAccounts {
  readonly #parts: IsolatedParts;
  #accounts: IsolatedAccount[] = [];

  constructor(parts: IsolatedParts) {
    this.#parts = parts;
  }

  start(start: Extract<KernelCommand, { kind: 'start-strategy' }>, now: Now, shared: SharedAccount): void {
    this.#accounts.push(IsolatedAccount.begin(this.#parts, start, now, shared));
    const ended = this.#accounts.filter((each) => !each.isAlive);
    const forgotten = new Set(ended.slice(0, Math.max(0, ended.length - KEPT_ENDED)));
    if (forgotten.size > 0) this.#accounts = this.#accounts.filter((each) => !forgotten.has(each));
  }

  stop(runId: RunId, openPosition: 'keep' | 'close', now: Now): void {
    this.#accounts.find((each) => each.runId === runId)?.stop(openPosition, now);
  }

  advance(now: Now): void {
    for (const account of this.#accounts) account.advance(now);
  }

  onMarket(event: MarketEvent, book: BookView): void {
    for (const account of this.#accounts) account.onMarket(event, book);
  }

  /** When something comes due on any of them without an event. */
  nextDue(): UnixMs | undefined {
    let next: UnixMs | undefined;
    for (const account of this.#accounts) {
      const due = account.nextDue();
      if (due !== undefined && (next === undefined || due < next)) next = due;
    }
    return next;
  }

  ask(now: Now): void {
    for (const account of this.#accounts) account.ask(now);
  }

  cancelEntries(because: string, now: Now): void {
    for (const account of this.#accounts) account.cancelEntries(because, now);
  }

  flatten(because: string, now: Now): void {
    for (const account of this.#accounts) account.flatten(because, now);
  }

  obeyRisk(command: RiskCommand, now: Now): void {
    for (const account of this.#accounts) account.obeyRisk(command, now);
  }

  /** A person lets trading go on. */
  release(): void {
    for (const account of this.#accounts) account.release();
  }

  /** A line for every account that has booked since the last look; for all that live when it is time for a sample. */
  tellBooked(now: Now, isSample: boolean): Outcome[] {
    const told: Outcome[] = [];
    for (const account of this.#accounts) {
      if (!account.takeBooked() && !(isSample && account.isAlive)) continue;
      const { runId, strategyId } = account;
      const shared = this.#sharedBy(runId);
      told.push({ kind: 'isolated-account', runId, strategyId, account: account.account(now), shared });
    }
    return told;
  }

  results(now: Pick<Now, 'time'>): IsolatedResult[] {
    return this.#accounts.map((each) => ({
      runId: each.runId,
      strategyId: each.strategyId,
      shared: this.#sharedBy(each.runId),
      isolated: subtractMoney(each.account(now).equity, each.deposit),
    }));
  }

  state(): readonly IsolatedState[] {
    return this.#accounts.map((each) => each.state());
  }

  restore(states: readonly IsolatedState[]): void {
    this.#accounts = states.map((state) => IsolatedAccount.resume(this.#parts, state));
  }

  #sharedBy(runId: RunId): Money {
    const { ledger, market } = this.#parts.rooms;
    return ledger.earnedBy(runId, (id) => market.of(id)?.markTicks ?? 0);
  }
}
