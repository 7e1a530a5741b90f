import type { CashTransfer } from '../../domain/portfolio/cash-transfer.ts';
import { mulDiv, parseFixed } from '../../domain/units/fixed.ts';
import {
  addMoney,
  type Money,
  MONEY_SCALE,
  money,
  moneyToDecimal,
  NO_MONEY,
} from '../../domain/units/money.ts';
import { unixMs } from '../../domain/units/time.ts';
import type { VenueAnswer, VenueBalance, VenueCashFlow } from '../../domain/venue/venue-report.ts';
import type { Inquiries } from './inquiries.ts';
import { PACE } from './live-settings.ts';
import type { LiveStreet } from './live-street.ts';
import type { Requests } from './requests.ts';

/** What is remembered of money at the venue, as plain data. */
export interface WalletState {
  /** Flows that were taken, with the venue's time of each. */
  readonly seen: readonly (readonly [string, number])[];
  /** Flows before this venue time are all taken. */
  readonly horizon: number;
  /** Up to when flows were read, by the venue's clock; 0 before that is known. */
  readonly readUpTo: number;
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

/** More places than any venue writes an amount with. */
const VENUE_SCALE = 24;
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
  readonly #seen = new Map<string, number>();
  #horizon = 0;
  #readUpTo = 0;
  #drift: Money = NO_MONEY;
  /** A difference that is being looked into, and since when. */
  #open: { readonly difference: Money; readonly since: number } | undefined;
  #flowsReadAt = -1;
  /** When the first session of the account began, by our clock. */
  #begunAt = 0;
  #recheckAt: number | undefined;
  /** The balance that is not compared, and since when it is this one. */
  #uncompared: { readonly total: string | undefined; readonly since: number } | undefined;

  constructor(parts: WalletParts) {
    this.#parts = parts;
  }

  /** The session begins: whatever is listed from now on is news, where nothing was ever read. */
  begin(): void {
    this.#open = undefined;
    this.#flowsReadAt = -1;
    this.#begunAt = this.#parts.street.now;
  }

  tick(): void {
    const { isClockKnown, requests, street } = this.#parts;
    // Flows have the venue's times.
    if (this.#readUpTo === 0 && isClockKnown()) {
      this.#readUpTo = this.#begunAt + street.clockOffsetMs;
      this.#horizon = this.#readUpTo - PACE.propagation;
    }
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

  /** Takes what the venue lists, asked for at `askedAt`: each once, whatever it was asked for how often. */
  takeFlows({ complete, flows }: Flows, askedAt: number): void {
    const { street } = this.#parts;
    if (!complete)
      street.warn('the venue no longer lists all deposits, withdrawals and fundings since we looked');
    for (const flow of flows) this.#take(flow);
    this.#flowsReadAt = askedAt;
    this.#readUpTo = Math.max(this.#readUpTo, askedAt + street.clockOffsetMs);
    for (const at of this.#seen.values()) this.#horizon = Math.max(this.#horizon, at - PACE.cashMemory);
    for (const [id, at] of this.#seen) if (at < this.#horizon) this.#seen.delete(id);
  }

  /** The venue does not list anything, for this key or at all: what is not explained stays so. */
  flowsRefused(askedAt: number): void {
    this.#flowsReadAt = askedAt;
  }

  snapshot(): WalletState {
    const { feesElsewhere, hasOthersTraded } = this.#parts.street;
    return {
      seen: [...this.#seen],
      horizon: this.#horizon,
      readUpTo: this.#readUpTo,
      feesElsewhere,
      drift: this.#drift,
      hasOthersTraded,
    };
  }

  restore({ drift, feesElsewhere, hasOthersTraded, horizon, readUpTo, seen }: WalletState): void {
    const { street } = this.#parts;
    this.#seen.clear();
    for (const [id, at] of seen) this.#seen.set(id, at);
    this.#horizon = horizon;
    this.#readUpTo = readUpTo;
    this.#drift = drift;
    street.feesElsewhere = feesElsewhere;
    street.hasOthersTraded = hasOthersTraded;
  }

  /** What cannot be compared may have moved all the same: what the venue lists is asked for when its balance is another. */
  #askUncompared(balances: readonly VenueBalance[]): void {
    const { now, options } = this.#parts.street;
    const total = balances.find(({ asset }) => asset === options.currency)?.totalDecimal;
    if (options.traits.cashFlows !== 'told') return;
    const known = this.#uncompared?.total === total ? this.#uncompared : undefined;
    const { since } = (this.#uncompared = known ?? { total, since: now });
    if (this.#flowsReadAt >= since + PACE.balanceSettles) return;
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

  #take(flow: VenueCashFlow): void {
    const { street } = this.#parts;
    const { instruments, options } = street;
    const { amountDecimal, asset, detail, flowId, instrument, kind, venueTime } = flow;
    if (this.#seen.has(flowId) || venueTime < this.#horizon) return;
    this.#seen.set(flowId, venueTime);
    if (asset !== options.currency)
      return street.warn(`${detail}: ${amountDecimal} ${asset}, which this account does not count in`);
    // What comes of its own accord explains the difference, or is one to be looked at anew.
    this.#open = undefined;
    const amount = moneyOf(amountDecimal);
    if (kind === 'funding' && instrument !== undefined && instruments.has(instrument))
      return street.emit({ kind: 'funding-told', flowId, instrument, amount, venueTime });
    street.emit({
      kind: 'cash-transferred',
      transfer: { transferId: flowId, amount, reason: 'told', detail, time: venueTime },
    });
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
    const isListed = street.options.traits.cashFlows === 'told';
    // Venues list late what their balance has at once.
    if (tradesReadUpTo() < settlesAt || (isListed && this.#flowsReadAt < settlesAt)) return this.#ask();
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
    const { inquiries, requests, street } = this.#parts;
    const { now, options } = street;
    inquiries.askTrades(now - PACE.tradeOverlap);
    if (options.traits.cashFlows !== 'told' || requests.has(({ kind }) => kind === 'ask-cash-flows')) return;
    const since = unixMs(Math.max(0, this.#readUpTo - PACE.cashOverlap));
    requests.send({ kind: 'ask-cash-flows', since }, 'normal', now);
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

/** A venue's decimal in the ledger's units, half-even. */
const moneyOf = (decimal: string): Money =>
  money(mulDiv(parseFixed(decimal, VENUE_SCALE), 1n, 10n ** BigInt(VENUE_SCALE - MONEY_SCALE), 'half-even'));
