import { baseUnits, CoreAccount } from './core-account.ts';
import type { CoreMarket } from './core-market.ts';
import { type CoreAsk, isOpen } from './core-order.ts';
import type { CoreOptions } from './core-options.ts';
import type { CoreOrders } from './core-orders.ts';

interface Moved {
  /** In whole units. */
  readonly amount: number;
  readonly isListed: boolean;
}

/** What the account has, what open orders have set aside of it, and what comes and goes other than by trades. */
export class CoreMoney {
  readonly account: CoreAccount;
  readonly #options: CoreOptions;
  readonly #markets: ReadonlyMap<string, CoreMarket>;
  readonly #orders: CoreOrders;

  constructor(options: CoreOptions, markets: ReadonlyMap<string, CoreMarket>, orders: CoreOrders) {
    this.account = new CoreAccount(options.balances);
    this.#options = options;
    this.#markets = markets;
    this.#orders = orders;
  }

  /** What open orders on spot have set aside of an asset, in 10^-8; `except` is an order that counts as gone. */
  locked(asset: string, except?: CoreAsk): bigint {
    let sum = 0n;
    for (const order of this.#orders.all()) {
      const market = this.#markets.get(order.symbol);
      if (!market?.isSpot || !isOpen(order) || order === except) continue;
      if (order.status === 'untriggered' && this.locksLater(market)) continue;
      const { base, quote } = market.instrument;
      const left = order.lots - order.filledLots;
      if (order.side === 'sell' && asset === base) sum += baseUnits(market, left);
      if (order.side === 'buy' && asset === quote)
        sum += market.notional(left, order.limit ?? order.trigger ?? market.ask);
    }
    return sum;
  }

  locksLater({ isSpot }: CoreMarket): boolean {
    return isSpot && this.#options.locksWhenTriggered === true;
  }

  /** What is not locked does not pay for the order at so many ticks; what only reduces a position needs nothing. */
  isUnpaid(market: CoreMarket, order: CoreAsk, ticks: number): boolean {
    const { lots, reduceOnly, side, trigger } = order;
    if (!market.isSpot && (reduceOnly === true || trigger !== undefined)) return false;
    return !this.account.canPay(market, side, { lots, ticks }, (asset) => this.locked(asset, order));
  }

  /** Money comes from another wallet, or goes to one below zero, in whole units of an asset. */
  moveMoney(asset: string, amount: number, isListed = true): void {
    this.#move('transfer', asset, { amount, isListed });
  }

  /** Money is put in, or taken out below zero, in whole units of an asset. */
  deposit(asset: string, amount: number): void {
    this.#move('deposit', asset, { amount, isListed: true });
  }

  #move(kind: 'transfer' | 'deposit', asset: string, { amount, isListed }: Moved): void {
    const units = BigInt(Math.round(amount * 100_000_000));
    this.account.move({ kind, asset, units, time: this.#options.now() }, isListed);
  }

  /** A moment of funding: longs pay so many millionths of what they hold, shorts receive them. */
  fund(market: CoreMarket, ratePpm: number): void {
    const { instrument, symbol } = market;
    const lots = this.account.position(symbol);
    const value = BigInt(Math.sign(lots)) * market.notional(Math.abs(lots), market.bid);
    const units = -(value * BigInt(ratePpm)) / 1_000_000n;
    this.account.move({ kind: 'funding', asset: instrument.quote, units, symbol, time: this.#options.now() });
  }
}
