import type { CashTransfer } from '../../domain/portfolio/cash-transfer.ts';
import { addMoney, type Money, money, moneyToDecimal, NO_MONEY } from '../../domain/units/money.ts';
import type { VenueAnswer, VenueBalance } from '../../domain/venue/venue-report.ts';
import { CashFlowLog, type CashFlowLogState, moneyOf } from './cash-flow-log.ts';
import type { Inquiries } from './inquiries.ts';
import { PACE } from './live-settings.ts';
import type { LiveStreet } from './live-street.ts';
import type { Requests } from './requests.ts';

/** What is remembered of money at the venue, as plain data. */
export interface WalletState extends CashFlowLogState {
  /** Fees that were paid in another currency: the ledger has them as costs, the balance was never charged. */
  readonly feesElsewhere: Money;
  /** How much more the venue holds than we know of, and is left alone for being so little. */
  readonly drift: Money;
  readonly hasOthersTraded: boolean;
}

/** What the wallet works with. */
export interface WalletParts {
  readonly street: LiveStreet;
  readonly requests: Requests;
  readonly inquiries: Inquiries;
  /** Up to when our trades are known to be complete. */
  readonly tradesReadUpTo: () => number;
  /** Whether the venue's clock was measured. */
  readonly isClockKnown: () => boolean;
  /** Whether what is held at the venue is what our trades add up to. */
  readonly arePositionsEqual: () => boolean;
}

type Flows = Extract<VenueAnswer, { kind: 'cash-flows' }>;

/** Roundings of trades and fundings, 10^-8: nobody is asked about so little. */
const ROUNDING = 10_000n;
/** What is left alone, in millionths of what should be there, and at least so much (10^-8): interest, roundings. */
const TOLERANCE_PPM = 500n;
const LEAST_TOLERANCE = 1_000_000n;
const PPM = 1_000_000n;

/**
 * Compares the money at the venue with what the ledger adds up to. What came or went by itself is asked for where
 * the venue lists it, and booked. What is left over after that, stands still while trades were read again, and is
 * more than roundings, is booked as a transfer too, so that the ledger is true, and told as what nobody can explain.
 */
export class Wallet {
  readonly #parts: WalletParts;
  readonly #log: CashFlowLog;
  #drift: Money = NO_MONEY;
  /** A difference that is being looked into, and since when. */
  #open: { readonly difference: Money; readonly since: number } | undefined;
  #recheckAt: number | undefined;
  /** The balance that is not compared, and since when it is this one. */
  #uncompared: { readonly total: string | undefined; readonly since: number } | undefined;

  constructor(parts: WalletParts) {
    this.#parts = parts;
    this.#log = new CashFlowLog(parts.street, parts.requests);
  }

  begin(): void {
    this.#open = undefined;
    this.#log.begin();
  }

  tick(): void {
    const { isClockKnown, requests, street } = this.#parts;
    if (isClockKnown()) this.#log.knowClock();
    if (this.#recheckAt === undefined || this.#recheckAt > street.now) return;
    this.#recheckAt = undefined;
    if (!requests.has(({ kind }) => kind === 'ask-balances'))
      requests.send({ kind: 'ask-balances' }, 'normal', street.now);
  }

  nextDue(): number | undefined {
    return this.#recheckAt;
  }

  /** Takes balances asked for at `askedAt`; nothing is judged before we know what the venue knows. */
  takeBalances(balances: readonly VenueBalance[], askedAt: number, isReady: boolean): void {
    const { street } = this.#parts;
    const difference = this.#differenceOf(balances);
    if (difference === undefined) {
      this.#open = undefined;
      return this.#askUncompared(balances);
    }
    if (this.#lastTradedAt() >= askedAt) return this.#lookAgain();
    if (isSmall(difference - this.#drift)) return this.#settle();
    if (this.#open === undefined || !isSmall(difference - this.#open.difference)) {
      this.#open = { difference, since: street.now };
      this.#ask();
    } else if (isReady) this.#judge(difference, this.#open.since);
    if (this.#open) this.#lookAgain();
  }

  /** Takes what the venue lists, asked for at `askedAt`. */
  takeFlows(flows: Flows, askedAt: number): void {
    // What comes of its own accord explains the difference, or is one to be looked at anew.
    if (this.#log.take(flows, askedAt)) this.#open = undefined;
  }

  /** The venue does not list anything, for this key or at all: what is not explained stays so. */
  flowsRefused(askedAt: number, venueCode: string): void {
    this.#log.refused(askedAt, venueCode);
  }

  snapshot(): WalletState {
    const { feesElsewhere, hasOthersTraded } = this.#parts.street;
    return { ...this.#log.snapshot(), feesElsewhere, drift: this.#drift, hasOthersTraded };
  }

  restore({ drift, feesElsewhere, hasOthersTraded, ...log }: WalletState): void {
    const { street } = this.#parts;
    this.#log.restore(log);
    this.#drift = drift;
    street.feesElsewhere = feesElsewhere;
    street.hasOthersTraded = hasOthersTraded;
  }

  /** What cannot be compared may have moved all the same: what the venue lists is asked for when its balance is another. */
  #askUncompared(balances: readonly VenueBalance[]): void {
    const { now, options } = this.#parts.street;
    const total = balances.find(({ asset }) => asset === options.currency)?.totalDecimal;
    if (!this.#log.isListed) return;
    const known = this.#uncompared?.total === total ? this.#uncompared : undefined;
    const { since } = (this.#uncompared = known ?? { total, since: now });
    if (this.#log.readAt >= since + PACE.balanceSettles) return;
    this.#ask();
    // A venue may list late what its balance has at once.
    this.#recheckAt = Math.max(now + PACE.recheck, since + PACE.balanceSettles);
  }

  #differenceOf(balances: readonly VenueBalance[]): Money | undefined {
    const { options, feesElsewhere } = this.#parts.street;
    const booked = options.bookedCash?.();
    if (options.traits.cashFlows === undefined || booked === undefined || balances.length === 0)
      return undefined;
    const { totalDecimal = '0' } = balances.find(({ asset }) => asset === options.currency) ?? {};
    return money(moneyOf(totalDecimal) - booked - feesElsewhere);
  }

  /** A difference that did not go away since then. */
  #judge(difference: Money, since: number): void {
    const { arePositionsEqual, street, tradesReadUpTo } = this.#parts;
    if (this.#lastTradedAt() >= since) {
      this.#open = { difference, since: street.now };
      return this.#ask();
    }
    const settlesAt = since + PACE.balanceSettles;
    if (street.now < settlesAt || !arePositionsEqual()) return;
    const { isListed, readAt } = this.#log;
    // Venues list late what their balance has at once.
    if (tradesReadUpTo() < settlesAt || (isListed && readAt < settlesAt)) return this.#ask();
    if (abs(difference) <= this.#tolerance()) this.#drift = difference;
    else this.#book(difference);
    this.#settle();
  }

  #book(amount: Money): void {
    const { street } = this.#parts;
    const { currency } = street.options;
    const isOfOthers = street.hasOthersTraded || street.external.size > 0;
    const reason: CashTransfer['reason'] = isOfOthers ? 'trades-of-others' : 'unexplained difference';
    this.#drift = NO_MONEY;
    street.emit({
      kind: 'cash-transferred',
      transfer: {
        transferId: `${street.options.sessionId}-${street.now}`,
        amount,
        reason,
        detail: `the venue holds ${moneyToDecimal(amount)} ${currency} more than our record adds up to`,
        time: street.now,
      },
    });
  }

  #settle(): void {
    this.#open = undefined;
    this.#recheckAt = undefined;
    this.#parts.street.hasOthersTraded = false;
  }

  #lookAgain(): void {
    this.#recheckAt = this.#parts.street.now + PACE.recheck;
  }

  #ask(): void {
    const { inquiries, street } = this.#parts;
    inquiries.askTrades(street.now - PACE.tradeOverlap);
    this.#log.ask();
  }

  #tolerance(): bigint {
    const { options, feesElsewhere } = this.#parts.street;
    const booked = addMoney(options.bookedCash?.() ?? NO_MONEY, feesElsewhere);
    const part = (abs(booked) * TOLERANCE_PPM) / PPM;
    return part > LEAST_TOLERANCE ? part : LEAST_TOLERANCE;
  }

  #lastTradedAt(): number {
    return Math.max(-1, ...this.#parts.street.tradedAt.values());
  }
}

const abs = (amount: bigint): bigint => (amount < 0n ? -amount : amount);
const isSmall = (amount: bigint): boolean => abs(amount) <= ROUNDING;
