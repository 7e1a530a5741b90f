import type { FundingMoment, MarketEvent } from '../../domain/market/market-event.ts';
import type { RunId } from '../../domain/order/order-intent.ts';
import type { AccountState } from '../../domain/portfolio/account.ts';
import type { RiskPolicy } from '../../domain/risk/risk-policy.ts';
import type { KernelCommand } from '../../domain/session/command.ts';
import { type Money, moneyFromDecimal, moneyToDecimal } from '../../domain/units/money.ts';
import { unixMs, type UnixMs } from '../../domain/units/time.ts';
import type { BookView } from '../../execution/paper-venue.ts';
import { Ledger } from '../../portfolio/ledger.ts';
import { type KernelRooms, openPaperVenue } from '../kernel-rooms.ts';
import { captureAccount, type IsolatedState, restoreAccount } from '../kernel-state.ts';
import { NO_STATE, type Now, OrderDesk } from '../order-desk.ts';
import { obeyRiskCommand, type RiskCommand } from '../risk/obey-risk-command.ts';
import type { StrategyCatalog } from '../strategy-catalog.ts';
import { StrategyDesk } from '../strategy-desk.ts';
import { MUTE_HEARER } from './mute-hearer.ts';

/** What an account needs that all of them share. */
export interface IsolatedParts {
  readonly rooms: KernelRooms;
  readonly catalog: StrategyCatalog;
}

/** The shared account as an isolated one begins. */
export interface SharedAccount {
  readonly equity: Money;
  /** What it may risk now; undefined in a session without a policy. */
  readonly policy: RiskPolicy | undefined;
}

type Start = Extract<KernelCommand, { kind: 'start-strategy' }>;

/**
 * A strategy alone on an account of its own: the same market, features, risk and matching as the shared account,
 * and nobody else's orders. What happens here stays here; only the sums are shown.
 */
export class IsolatedAccount {
  readonly runId: RunId;
  readonly strategyId: string;
  /** What it began with: the equity of the shared account at that moment. */
  readonly deposit: Money;
  readonly #rooms: KernelRooms;
  readonly #desk: OrderDesk;
  readonly #strategies: StrategyDesk;
  #time = unixMs(0);

  private constructor(
    { catalog, rooms }: IsolatedParts,
    begun: Pick<IsolatedState, 'runId' | 'strategyId' | 'depositQuote'>,
    policy = rooms.description.policy,
  ) {
    this.runId = begun.runId;
    this.strategyId = begun.strategyId;
    this.deposit = moneyFromDecimal(begun.depositQuote);
    const description = {
      ...rooms.description,
      depositQuote: begun.depositQuote,
      ...(policy === undefined ? {} : { policy }),
    };
    this.#rooms = {
      ...rooms,
      description,
      own: MUTE_HEARER,
      venue: openPaperVenue(description, `${begun.runId}-alone`),
      ledger: new Ledger(description.currency, this.deposit),
      runners: new Map(),
    };
    this.#desk = new OrderDesk(this.#rooms, () => undefined);
    this.#strategies = new StrategyDesk(this.#rooms, catalog, {
      orders: this.#desk,
      tell: () => undefined,
      valueAccount: () => this.#rooms.ledger.account(this.#time, this.#markOf),
    });
  }

  /** Begins with what the shared account is worth and may risk, so that both size alike. */
  static begin(parts: IsolatedParts, start: Start, now: Now, shared: SharedAccount): IsolatedAccount {
    const { runId, strategyId } = start;
    const depositQuote = moneyToDecimal(shared.equity);
    const account = new IsolatedAccount(parts, { runId, strategyId, depositQuote }, shared.policy);
    account.#time = now.time;
    account.#strategies.start(start, now.time);
    return account;
  }

  /** Goes on where an earlier session left off. */
  static resume(parts: IsolatedParts, state: IsolatedState): IsolatedAccount {
    const account = new IsolatedAccount(parts, state);
    restoreAccount(
      { rooms: account.#rooms, desk: account.#desk, strategies: account.#strategies },
      state.account,
    );
    return account;
  }

  /** Whether something is still running, open or held. */
  get isAlive(): boolean {
    const { ledger, runners, venue } = this.#rooms;
    return runners.size > 0 || venue.openOrders().length > 0 || ledger.positions().length > 0;
  }

  /** What is on its way arrives: call it before the event that comes after it. */
  advance(now: Now): void {
    const { market, venue } = this.#rooms;
    this.#time = now.time;
    this.#desk.risk.passTime(now.time);
    this.#desk.settle(venue.advance(now.time, (id) => market.of(id)?.book));
  }

  onMarket(event: MarketEvent, book: BookView): void {
    this.#desk.settle(this.#rooms.venue.onMarket(event, book));
    if (event.kind === 'funding') this.#payFunding(event);
  }

  nextDue(): UnixMs | undefined {
    return this.#rooms.venue.nextDue();
  }

  ask(now: Now): void {
    this.#desk.closeUnwanted(now);
    this.#desk.tend(now, NO_STATE);
    this.#strategies.askAll(now);
  }

  stop(openPosition: 'keep' | 'close', now: Now): void {
    this.#strategies.stop(this.runId, openPosition, now);
  }

  cancelEntries(because: string, now: Now): void {
    this.#desk.cancelEntries(because, now.time);
  }

  flatten(because: string, now: Now): void {
    this.#desk.unwanted.disown(because);
    this.#desk.closeEverything(because, now);
  }

  obeyRisk(command: RiskCommand, now: Now): void {
    obeyRiskCommand(this.#desk.risk, command, now.time, this.#desk.doorTo(NO_STATE));
  }

  /** A person lets trading go on. */
  release(): void {
    this.#desk.risk.release(this.#desk.doorTo(NO_STATE));
  }

  /** Whether something was booked since the last look. */
  takeBooked(): boolean {
    const { hasBooked } = this.#desk;
    this.#desk.hasBooked = false;
    return hasBooked;
  }

  account(now: Pick<Now, 'time'>): AccountState {
    return this.#rooms.ledger.view(now.time, this.#markOf);
  }

  state(): IsolatedState {
    const { runId, strategyId } = this;
    return {
      runId,
      strategyId,
      depositQuote: moneyToDecimal(this.deposit),
      account: captureAccount(this.#rooms, this.#desk),
    };
  }

  #payFunding(event: FundingMoment): void {
    const instrument = this.#rooms.instruments.get(event.instrument);
    if (instrument) this.#desk.settle(this.#rooms.ledger.payFunding(event, instrument));
  }

  readonly #markOf = (id: string) => this.#rooms.market.of(id)?.markTicks ?? 0;
}
