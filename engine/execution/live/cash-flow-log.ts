import { mulDiv, parseFixed } from '../../domain/units/fixed.ts';
import { type Money, MONEY_SCALE, money } from '../../domain/units/money.ts';
import { unixMs } from '../../domain/units/time.ts';
import type { VenueAnswer, VenueCashFlow } from '../../domain/venue/venue-report.ts';
import { PACE } from './live-settings.ts';
import type { LiveStreet } from './live-street.ts';
import type { Requests } from './requests.ts';

/** Which flows were taken, as plain data. */
export interface CashFlowLogState {
  /** Flows that were taken, with the venue's time of each. */
  readonly seen: readonly (readonly [string, number])[];
  /** Flows before this venue time are all taken. */
  readonly horizon: number;
  /** Up to when flows were read, by the venue's clock; 0 before that is known. */
  readonly readUpTo: number;
  /** When the first session of the account began, by our clock; older checkpoints do not tell. */
  readonly begunAt?: number;
}

type Flows = Extract<VenueAnswer, { kind: 'cash-flows' }>;

/** More places than any venue writes an amount with. */
const VENUE_SCALE = 24;

/** Reads what the venue lists as having come and gone by itself, and books each entry once. */
export class CashFlowLog {
  readonly #street: LiveStreet;
  readonly #requests: Requests;
  readonly #seen = new Map<string, number>();
  #horizon = 0;
  #readUpTo = 0;
  #readAt = -1;
  #askedAt = -Infinity;
  #isRefusalTold = false;
  /** When the first session of the account began, by our clock. */
  #begunAt = 0;

  constructor(street: LiveStreet, requests: Requests) {
    this.#street = street;
    this.#requests = requests;
  }

  /** When what was read last was asked for, by our clock; -1 before. */
  get readAt(): number {
    return this.#readAt;
  }

  get isListed(): boolean {
    return this.#street.options.traits.cashFlows === 'told';
  }

  /** The session begins: whatever is listed from now on is news, where nothing was ever read. */
  begin(): void {
    this.#readAt = -1;
    this.#askedAt = -Infinity;
    // A process that died before it knew the venue's clock has left what came meanwhile to this one.
    if (this.#begunAt === 0) this.#begunAt = this.#street.now;
  }

  /** The venue's clock is known, and flows have its times. */
  knowClock(): void {
    if (this.#readUpTo !== 0) return;
    this.#readUpTo = this.#begunAt + this.#street.clockOffsetMs;
    this.#horizon = this.#readUpTo - PACE.propagation;
  }

  /** Asks for what is listed, no more often than venues bear, who count such questions dear. */
  ask(): void {
    const { now } = this.#street;
    if (!this.isListed || now < this.#askedAt + PACE.cashFlows) return;
    if (this.#requests.has(({ kind }) => kind === 'ask-cash-flows')) return;
    this.#askedAt = now;
    const since = unixMs(Math.max(0, this.#readUpTo - PACE.cashOverlap));
    this.#requests.send({ kind: 'ask-cash-flows', since }, 'normal', now);
  }

  /** Takes what the venue lists, asked for at `askedAt`, each once; answers whether money moved that was not known of. */
  take({ complete, flows }: Flows, askedAt: number): boolean {
    const street = this.#street;
    if (!complete)
      street.warn('the venue no longer lists all deposits, withdrawals and fundings since we looked');
    const moved = flows.filter((flow) => this.#take(flow)).length;
    this.#readAt = askedAt;
    this.#readUpTo = Math.max(this.#readUpTo, askedAt + street.clockOffsetMs);
    for (const at of this.#seen.values()) this.#horizon = Math.max(this.#horizon, at - PACE.cashMemory);
    for (const [id, at] of this.#seen) if (at < this.#horizon) this.#seen.delete(id);
    return moved > 0;
  }

  /** The venue does not list anything for this key: what is not explained stays so, and somebody should know why. */
  refused(askedAt: number, venueCode: string): void {
    this.#readAt = askedAt;
    if (this.#isRefusalTold) return;
    this.#isRefusalTold = true;
    this.#street.warn(
      `the venue does not let this key read deposits and withdrawals (${venueCode}): ` +
        'what is put in or taken out is what nobody can explain, and stops entries',
    );
  }

  snapshot(): CashFlowLogState {
    return {
      seen: [...this.#seen],
      horizon: this.#horizon,
      readUpTo: this.#readUpTo,
      begunAt: this.#begunAt,
    };
  }

  restore({ begunAt = 0, horizon, readUpTo, seen }: CashFlowLogState): void {
    this.#begunAt = begunAt;
    this.#seen.clear();
    for (const [id, at] of seen) this.#seen.set(id, at);
    this.#horizon = horizon;
    this.#readUpTo = readUpTo;
  }

  #take(flow: VenueCashFlow): boolean {
    const street = this.#street;
    const { amountDecimal, asset, detail, flowId, instrument, kind, venueTime } = flow;
    if (this.#seen.has(flowId) || venueTime < this.#horizon) return false;
    this.#seen.set(flowId, venueTime);
    if (asset !== street.options.currency) {
      street.warn(`${detail}: ${amountDecimal} ${asset}, ${this.#meaningOf(asset)}`);
      return false;
    }
    const amount = moneyOf(amountDecimal);
    if (kind === 'funding' && instrument !== undefined && street.instruments.has(instrument))
      street.emit({ kind: 'funding-told', flowId, instrument, amount, venueTime });
    else
      street.emit({
        kind: 'cash-transferred',
        transfer: { transferId: flowId, amount, reason: 'told', detail, time: venueTime },
      });
    return true;
  }

  /** Coins that nobody bought here belong to no run. */
  #meaningOf(asset: string): string {
    for (const { base, id, kind } of this.#street.instruments.values())
      if (kind === 'spot' && base === asset)
        return `which no run has traded: ${id} waits until somebody has looked`;
    return 'which this account does not count in';
  }
}

/** A venue's decimal in the ledger's units, half-even. */
export const moneyOf = (decimal: string): Money =>
  money(mulDiv(parseFixed(decimal, VENUE_SCALE), 1n, 10n ** BigInt(VENUE_SCALE - MONEY_SCALE), 'half-even'));
