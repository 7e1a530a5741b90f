import { type Instrument, type InstrumentId, notionalOf } from '../domain/instrument/instrument.ts';
import type { FundingMoment } from '../domain/market/market-event.ts';
import type { RunId } from '../domain/order/order-intent.ts';
import type { AccountState } from '../domain/portfolio/account.ts';
import type { Position } from '../domain/portfolio/position.ts';
import type { Outcome } from '../domain/session/outcome.ts';
import { signOf } from '../domain/order/side.ts';
import { mulDiv } from '../domain/units/fixed.ts';
import { addMoney, type Money, money, NO_MONEY, subtractMoney } from '../domain/units/money.ts';
import type { UnixMs } from '../domain/units/time.ts';
import type { BookableFill } from './bookable-fill.ts';
import { bookFill, type OpenPosition, unrealizedPnlOf, valueOf, withFunding } from './open-position.ts';

/** Everything a ledger knows, as plain data; amounts are whole numbers of 10^-8 quote units. */
export interface LedgerState {
  readonly deposits: Money;
  readonly realizedPnl: Money;
  readonly fees: Money;
  readonly funding: Money;
  readonly peakEquity: Money;
  readonly positions: readonly OpenPosition[];
  /** Received less paid by each run, positions at their price left out; absent in records from before it was kept. */
  readonly runCash?: readonly (readonly [RunId, Money])[];
  /** Who traded each instrument last; absent like the above. */
  readonly lastHolders?: readonly (readonly [InstrumentId, RunId])[];
}

const RATE_SCALE = 100_000_000n;

/**
 * One account: what was deposited, what every run holds, and what that earned and cost.
 * All money is exact; equity = deposits + realized - fees + funding + unrealized after every event.
 */
export class Ledger {
  /** Quote currency every amount is in. */
  readonly currency: string;
  readonly #positions = new Map<string, OpenPosition>();
  readonly #runCash = new Map<RunId, Money>();
  readonly #lastHolders = new Map<InstrumentId, RunId>();
  #deposits: Money;
  #realizedPnl: Money = NO_MONEY;
  #fees: Money = NO_MONEY;
  #funding: Money = NO_MONEY;
  #peakEquity: Money;

  constructor(currency: string, deposit: Money) {
    this.currency = currency;
    this.#deposits = deposit;
    this.#peakEquity = deposit;
  }

  /**
   * Books one fill. Answers `trade-closed` when a round trip ends, also on the way through zero.
   * @throws {RangeError} when the fill is of another instrument, quoted in another currency, or of no size.
   */
  book(fill: BookableFill, instrument: Instrument): readonly Outcome[] {
    this.#check(fill, instrument);
    const key = keyOf(fill.runId, fill.instrument);
    this.#lastHolders.set(fill.instrument, fill.runId);
    const { closedTrade, position, realizedPnl } = bookFill(this.#positions.get(key), fill, instrument);
    if (position) this.#positions.set(key, position);
    else this.#positions.delete(key);
    this.#realizedPnl = addMoney(this.#realizedPnl, realizedPnl);
    this.#fees = addMoney(this.#fees, fill.fee);
    const paid = BigInt(signOf(fill.side)) * notionalOf(instrument, fill.lots, fill.ticks) + fill.fee;
    this.#receive(fill.runId, money(0n - paid));
    return closedTrade ? [{ kind: 'trade-closed', trade: closedTrade }] : [];
  }

  /** Pays or receives funding for every open position of the instrument, rounded half-even at 10^-8. */
  payFunding(event: FundingMoment, instrument: Instrument): readonly Outcome[] {
    const outcomes: Outcome[] = [];
    const { markTicks, rateE8 } = event;
    for (const [key, position] of this.#positions) {
      if (position.instrument !== instrument.id) continue;
      const paid = mulDiv(valueOf(position, markTicks), BigInt(rateE8), RATE_SCALE, 'half-even');
      const amount = money(-paid);
      this.#positions.set(key, withFunding(position, amount));
      this.#funding = addMoney(this.#funding, amount);
      const { runId } = position;
      this.#receive(runId, amount);
      outcomes.push({ kind: 'funding-paid', runId, instrument: instrument.id, amount, rateE8, markTicks });
    }
    return outcomes;
  }

  /**
   * Pays or receives what a venue has booked as funding of everything that is held of an instrument, shared by lots
   * to the last unit. It may be told after the position was closed: then it is of the run that held it last. Answers
   * nothing, and books nothing, where none has.
   */
  shareFunding(instrument: InstrumentId, amount: Money): readonly Outcome[] {
    const held = [...this.#positions].filter(([, position]) => position.instrument === instrument);
    const net = this.netLots(instrument);
    if (net === 0) return this.#fundLast(instrument, amount);
    const outcomes: Outcome[] = [];
    const shareUpTo = (lots: number) =>
      mulDiv(amount, BigInt(lots * Math.sign(net)), BigInt(Math.abs(net)), 'half-even');
    let before = 0;
    for (const [key, position] of held) {
      const share = money(shareUpTo(before + position.signedLots) - shareUpTo(before));
      before += position.signedLots;
      this.#positions.set(key, withFunding(position, share));
      this.#funding = addMoney(this.#funding, share);
      const { runId } = position;
      this.#receive(runId, share);
      outcomes.push({ kind: 'funding-paid', runId, instrument, amount: share });
    }
    return outcomes;
  }

  #fundLast(instrument: InstrumentId, amount: Money): readonly Outcome[] {
    const runId = this.#lastHolders.get(instrument);
    if (runId === undefined) return [];
    this.#funding = addMoney(this.#funding, amount);
    this.#receive(runId, amount);
    return [{ kind: 'funding-paid', runId, instrument, amount }];
  }

  /** Puts money in, or takes it out below zero: the peak moves along, since nothing was gained or lost. */
  bookTransfer(amount: Money): void {
    this.#deposits = addMoney(this.#deposits, amount);
    this.#peakEquity = addMoney(this.#peakEquity, amount);
  }

  /** Everything booked, without what open positions would bring. */
  get cash(): Money {
    return addMoney(subtractMoney(addMoney(this.#deposits, this.#realizedPnl), this.#fees), this.#funding);
  }

  /** What a run holds of an instrument, with sums since that position was opened; undefined when flat. */
  position(runId: RunId, instrument: InstrumentId): Position | undefined {
    return this.#positions.get(keyOf(runId, instrument));
  }

  /** Every open position, in the order in which they were opened. */
  positions(): readonly Position[] {
    return [...this.#positions.values()];
  }

  /** Lots a run holds: above zero is long, below zero short, 0 is flat. */
  signedLots(runId: RunId, instrument: InstrumentId): number {
    return this.#positions.get(keyOf(runId, instrument))?.signedLots ?? 0;
  }

  /** Lots all runs hold of an instrument together, with sign. */
  netLots(instrument: InstrumentId): number {
    let net = 0;
    for (const position of this.#positions.values()) {
      if (position.instrument === instrument) net += position.signedLots;
    }
    return net;
  }

  /**
   * What a run has earned since it began, costs and funding included and its positions at the given marks, or at
   * cost without one. All runs together have earned equity less deposits, to the last unit.
   */
  earnedBy(runId: RunId, markTicksOf: (id: InstrumentId) => number): Money {
    let earned = this.#runCash.get(runId) ?? NO_MONEY;
    for (const position of this.#positions.values()) {
      if (position.runId !== runId) continue;
      earned = addMoney(earned, position.cost);
      earned = addMoney(earned, unrealizedPnlOf(position, markTicksOf(position.instrument)));
    }
    return earned;
  }

  /** The account as `view` shows it, its peak remembered: part of what happens, not to be asked by who only looks. */
  account(time: UnixMs, markTicksOf: (id: InstrumentId) => number): AccountState {
    const account = this.view(time, markTicksOf);
    this.#peakEquity = account.peakEquity;
    return account;
  }

  /**
   * The account valued at the given marks, in ticks; a position whose mark is not above zero counts at cost.
   * Changes nothing.
   */
  view(time: UnixMs, markTicksOf: (id: InstrumentId) => number): AccountState {
    let unrealizedPnl = NO_MONEY;
    for (const position of this.#positions.values()) {
      unrealizedPnl = addMoney(unrealizedPnl, unrealizedPnlOf(position, markTicksOf(position.instrument)));
    }
    const equity = addMoney(this.cash, unrealizedPnl);
    const peakEquity = equity > this.#peakEquity ? equity : this.#peakEquity;
    return {
      time,
      deposits: this.#deposits,
      realizedPnl: this.#realizedPnl,
      fees: this.#fees,
      funding: this.#funding,
      unrealizedPnl,
      equity,
      peakEquity,
      drawdown: subtractMoney(peakEquity, equity),
    };
  }

  /** Everything the ledger knows. */
  snapshot(): LedgerState {
    return {
      deposits: this.#deposits,
      realizedPnl: this.#realizedPnl,
      fees: this.#fees,
      funding: this.#funding,
      peakEquity: this.#peakEquity,
      positions: [...this.#positions.values()],
      runCash: [...this.#runCash],
      lastHolders: [...this.#lastHolders],
    };
  }

  /** Replaces everything the ledger knows by a snapshot. */
  restore(state: LedgerState): void {
    this.#deposits = state.deposits;
    this.#realizedPnl = state.realizedPnl;
    this.#fees = state.fees;
    this.#funding = state.funding;
    this.#peakEquity = state.peakEquity;
    this.#positions.clear();
    this.#runCash.clear();
    this.#lastHolders.clear();
    for (const [instrument, runId] of state.lastHolders ?? []) this.#lastHolders.set(instrument, runId);
    for (const [runId, cash] of state.runCash ?? []) this.#runCash.set(runId, cash);
    for (const position of state.positions)
      this.#positions.set(keyOf(position.runId, position.instrument), position);
  }

  #receive(runId: RunId, amount: Money): void {
    this.#runCash.set(runId, addMoney(this.#runCash.get(runId) ?? NO_MONEY, amount));
  }

  #check(fill: BookableFill, instrument: Instrument): void {
    if (fill.instrument !== instrument.id) {
      throw new RangeError(`fill ${fill.fillId} is of ${fill.instrument}, was booked as ${instrument.id}`);
    }
    if (instrument.quote !== this.currency) {
      throw new RangeError(`${instrument.id} must be quoted in ${this.currency}, was ${instrument.quote}`);
    }
    if (fill.lots <= 0)
      throw new RangeError(`fill ${fill.fillId} must have lots above zero, was ${fill.lots}`);
  }
}

const keyOf = (runId: RunId, instrument: InstrumentId): string => `${instrument}|${runId}`;
