import type { CoreMarket } from './core-market.ts';
import { type CoreAccount, feeOf } from './core-account.ts';
import { CoreMoney } from './core-money.ts';
import {
  type CoreAnswer,
  type CoreAsk,
  type CoreOrder,
  type CoreRefusal,
  type CoreTrade,
  isOpen,
} from './core-order.ts';
import type { CoreKnobs, CoreListener, CoreOptions } from './core-options.ts';
import { type CoreIds, CoreOrders, type Draft } from './core-orders.ts';
import { changeRefusal, isReached, reducible, refusalNow } from './core-rules.ts';
import { closing, PositionStops } from './position-stops.ts';
import { filterRefusal } from './venue-filters.ts';

export interface CoreAmend {
  readonly lots?: number | undefined;
  readonly limit?: number | undefined;
  readonly trigger?: number | undefined;
}

/**
 * The matching of a venue for one account, with its own truth about orders, executions and positions. The market
 * is one best bid and ask, moved by whoever runs the test; size at a price is without end.
 */
export class MatchingCore {
  readonly knobs: CoreKnobs = {
    partials: 1,
    leavesStopsUntriggered: false,
    ignoresReduceOnly: false,
    leverage: 10,
    takesFeesInCoin: false,
    mayReadMoney: true,
    refuseNext: [],
  };
  /** Orders refused for their size, step, tick or value. */
  filterRefusals = 0;
  /** New orders that reached the core, refused ones included, by client id. */
  readonly arrivals: string[] = [];
  readonly #markets: ReadonlyMap<string, CoreMarket>;
  readonly #orders: CoreOrders;
  readonly #money: CoreMoney;
  readonly #positionStops = new PositionStops();

  constructor(options: CoreOptions) {
    this.#markets = new Map(options.markets.map((market) => [market.symbol, market]));
    this.#orders = new CoreOrders(options);
    this.#money = new CoreMoney(options, this.#markets, this.#orders);
  }

  get account(): CoreAccount {
    return this.#money.account;
  }

  get orders(): readonly CoreOrder[] {
    return Array.from(this.#orders.all(), (order) => ({ ...order }));
  }

  get openOrders(): readonly CoreOrder[] {
    return this.orders.filter(isOpen);
  }

  get trades(): readonly CoreTrade[] {
    return this.#orders.trades;
  }

  listen(listener: CoreListener): void {
    this.#orders.listen(listener);
  }

  market(symbol: unknown): CoreMarket | undefined {
    return typeof symbol === 'string' ? this.#markets.get(symbol) : undefined;
  }

  get markets(): readonly CoreMarket[] {
    return [...this.#markets.values()];
  }

  /** What open orders on spot have set aside of an asset, in 10^-8. */
  locked(asset: string): bigint {
    return this.#money.locked(asset);
  }

  /** The trigger of the stop that belongs to a position. */
  positionStop(symbol: string): number | undefined {
    return this.#positionStops.of(symbol);
  }

  setPositionStop(symbol: string, trigger: number | undefined): void {
    this.#positionStops.set(symbol, trigger);
  }

  find(ids: CoreIds): CoreOrder | undefined {
    return this.#orders.find(ids);
  }

  place(ask: CoreAsk): CoreAnswer {
    this.arrivals.push(ask.clientId);
    const refusal = this.#refusalOf(ask);
    if (refusal !== undefined) return { ok: false, refusal };
    const waits = ask.trigger !== undefined;
    const order = this.#orders.add(ask, waits ? 'untriggered' : 'new');
    if (!waits) this.#meet(order, true);
    return { ok: true, order: { ...order } };
  }

  amend(ids: CoreIds, change: CoreAmend): CoreAnswer {
    const order = this.#orders.find(ids);
    if (order === undefined) return { ok: false, refusal: 'unknown-order' };
    if (!isOpen(order)) return { ok: false, refusal: 'order-closed' };
    const { limit = order.limit, lots = order.lots, trigger = order.trigger } = change;
    if (limit === order.limit && lots === order.lots && trigger === order.trigger) {
      return { ok: false, refusal: 'not-modified' };
    }
    if (lots <= order.filledLots) return { ok: false, refusal: 'bad-size' };
    const refusal = changeRefusal({ ...order, limit, lots, trigger }, order, {
      market: this.#marketOf(order.symbol),
      money: this.#money,
    });
    if (refusal !== undefined) return { ok: false, refusal };
    order.limit = limit;
    order.lots = lots;
    order.trigger = trigger;
    this.#orders.tell(order);
    if (order.status === 'new') this.#meet(order, false);
    return { ok: true, order: { ...order } };
  }

  /** What the filters of its market refuse about an order. */
  filtered(ask: CoreAsk): CoreRefusal | undefined {
    const market = this.#markets.get(ask.symbol);
    return market === undefined ? 'unknown-symbol' : filterRefusal(market, ask);
  }

  cancel(ids: CoreIds, reason = ''): CoreAnswer {
    const order = this.#orders.find(ids);
    if (order === undefined) return { ok: false, refusal: 'unknown-order' };
    if (!isOpen(order)) return { ok: false, refusal: 'order-closed' };
    this.#orders.close(order, 'canceled', reason);
    return { ok: true, order: { ...order } };
  }

  cancelAll(symbol?: string): void {
    this.#orders.closeAll(symbol);
  }

  /** Money comes from another wallet, or goes to one below zero, in whole units of an asset. */
  moveMoney(asset: string, amount: number, isListed = true): void {
    this.#money.moveMoney(asset, amount, isListed);
  }

  /** Money is put in, or taken out below zero, in whole units of an asset. */
  deposit(asset: string, amount: number): void {
    this.#money.deposit(asset, amount);
  }

  /** A moment of funding: longs pay so many millionths of what they hold, shorts receive them. */
  fund(symbol: string, ratePpm: number): void {
    this.#money.fund(this.#marketOf(symbol), ratePpm);
  }

  /** The venue closes so many lots of a position itself; all where it says none. A liquidation ends every order first. */
  forceClose(symbol: string, forced: NonNullable<CoreAsk['forced']>, most = Infinity): void {
    if (forced === 'liquidation') this.cancelAll(symbol);
    const ask = closing(symbol, this.account.position(symbol), most);
    this.#meet(this.#orders.add({ ...ask, forced }, 'new'), true);
  }

  /** Moves the best prices of a market: rests are met and stops set off. */
  quote(symbol: string, bid: number, ask: number): void {
    const market = this.#marketOf(symbol);
    market.bid = bid;
    market.ask = ask;
    for (const order of this.#orders.all()) {
      if (order.symbol !== symbol) continue;
      if (order.status === 'untriggered') this.#setOff(order, market);
      if (order.status === 'new') this.#meet(order, false);
    }
    this.#checkPositionStop(market);
  }

  #marketOf(symbol: string): CoreMarket {
    const market = this.#markets.get(symbol);
    if (market === undefined) throw new RangeError(`the venue has no ${symbol}`);
    return market;
  }

  #refusalOf(ask: CoreAsk): CoreRefusal | undefined {
    const scripted = this.knobs.refuseNext.shift();
    if (scripted !== undefined) return scripted;
    const market = this.#markets.get(ask.symbol);
    if (market === undefined) return 'unknown-symbol';
    const filter = filterRefusal(market, ask);
    if (filter !== undefined) {
      this.filterRefusals += 1;
      return filter;
    }
    const holder = this.find({ clientId: ask.clientId });
    if (holder !== undefined && isOpen(holder)) return 'duplicate-id';
    return refusalNow(ask, market, { knobs: this.knobs, money: this.#money });
  }

  /** Lets an order that is in the book meet the market. */
  #meet(order: Draft, isArriving: boolean): void {
    const market = this.#markets.get(order.symbol) as CoreMarket;
    const touch = order.side === 'buy' ? market.ask : market.bid;
    const { limit, timeInForce } = order;
    const crosses = limit === undefined || (order.side === 'buy' ? limit >= touch : limit <= touch);
    if (crosses)
      this.#execute(order, market, { ticks: isArriving ? touch : (limit ?? touch), isMaker: !isArriving });
    if (isOpen(order) && isArriving && (limit === undefined || (timeInForce ?? 'gtc') !== 'gtc')) {
      this.#orders.close(order, limit === undefined ? 'canceled' : 'expired', 'no-liquidity');
    }
  }

  #execute(order: Draft, market: CoreMarket, { isMaker, ticks }: { ticks: number; isMaker: boolean }): void {
    const honored = order.reduceOnly === true && !this.knobs.ignoresReduceOnly && !market.isSpot;
    const wanted = order.lots - order.filledLots;
    const most = honored ? Math.min(wanted, reducible(this.#money, order)) : wanted;
    const parts = Math.max(1, Math.min(this.knobs.partials, most));
    for (let part = 0, left = most; left > 0; part += 1) {
      const lots = part + 1 >= parts ? left : Math.max(1, Math.floor(most / parts));
      left -= lots;
      this.#fill(order, market, { lots, ticks, isMaker });
    }
    if (honored && isOpen(order) && order.filledLots < order.lots)
      this.#orders.close(order, 'canceled', 'reduce-only');
  }

  #fill(order: Draft, market: CoreMarket, fill: { lots: number; ticks: number; isMaker: boolean }): void {
    const isInCoin = this.knobs.takesFeesInCoin && market.isSpot && order.side === 'buy';
    const trade = this.#orders.note(order, { ...fill, ...feeOf(market, fill, { isInCoin }) });
    this.account.book(trade, market);
    order.filledLots += fill.lots;
    order.filledTickLots += fill.lots * fill.ticks;
    if (order.filledLots >= order.lots) order.status = 'filled';
    if (order.attachedStop !== undefined) this.#positionStops.set(order.symbol, order.attachedStop);
    if (!market.isSpot && this.account.position(order.symbol) === 0)
      this.#positionStops.set(order.symbol, undefined);
    this.#orders.tellTrade(trade);
    this.#orders.tell(order);
  }

  #setOff(order: Draft, market: CoreMarket): void {
    if (this.knobs.leavesStopsUntriggered || !isReached(order, market)) return;
    const isUnpaid =
      this.#money.locksLater(market) && this.#money.isUnpaid(market, order, order.limit ?? market.bid);
    order.status = 'triggered';
    this.#orders.tell(order);
    const nothingLeft = order.reduceOnly === true && !market.isSpot && reducible(this.#money, order) === 0;
    if (nothingLeft && !this.knobs.ignoresReduceOnly)
      return this.#orders.close(order, 'canceled', 'reduce-only');
    if (isUnpaid) return this.#orders.close(order, 'rejected', 'balance');
    order.status = 'new';
    this.#meet(order, true);
  }

  #checkPositionStop(market: CoreMarket): void {
    if (this.knobs.leavesStopsUntriggered) return;
    const ask = this.#positionStops.hit(market, this.account.position(market.symbol));
    if (ask !== undefined) this.#meet(this.#orders.add(ask, 'new', true), true);
  }
}
