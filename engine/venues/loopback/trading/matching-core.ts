import type { CoreMarket } from './core-market.ts';
import { baseUnits, CoreAccount, coinFeeOf, feeOf } from './core-account.ts';
import {
  type CoreAnswer,
  type CoreAsk,
  type CoreOrder,
  type CoreRefusal,
  type CoreStatus,
  type CoreTrade,
  isOpen,
} from './core-order.ts';
import { filterRefusal } from './venue-filters.ts';

/** What the core tells the wire: an order changed, or an execution happened. */
export interface CoreListener {
  order(order: CoreOrder): void;
  trade(trade: CoreTrade): void;
}

export interface CoreOptions {
  readonly markets: readonly CoreMarket[];
  readonly balances: Readonly<Record<string, number>>;
  readonly now: () => number;
  /** The numbers of orders, as the venue writes them. */
  readonly orderId?: (count: number) => string;
  readonly tradeId?: (count: number) => string;
  /** Orders of spot that wait for a trigger lock what they would pay with only once they are set off. */
  readonly locksWhenTriggered?: boolean;
}

/** Into how many executions a marketable order is split, and whether flags are honored. */
export interface CoreKnobs {
  partials: number;
  /** A stop whose trigger has been reached does nothing. */
  leavesStopsUntriggered: boolean;
  /** Lets reduce-only orders open or flip a position. */
  ignoresReduceOnly: boolean;
  /** The leverage positions are shown with, where the venue shows one. */
  leverage: number;
  /** Fees of what is bought on spot are taken in the coin. */
  takesFeesInCoin: boolean;
  /** The next orders are refused so, whatever they are. */
  refuseNext: CoreRefusal[];
}

export interface CoreAmend {
  readonly lots?: number | undefined;
  readonly limit?: number | undefined;
  readonly trigger?: number | undefined;
}

type Draft = { -readonly [Key in keyof CoreOrder]: CoreOrder[Key] };

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
    refuseNext: [],
  };
  readonly account: CoreAccount;
  /** Orders refused for their size, step, tick or value. */
  filterRefusals = 0;
  /** New orders that reached the core, refused ones included, by client id. */
  readonly arrivals: string[] = [];
  readonly #markets: ReadonlyMap<string, CoreMarket>;
  readonly #options: CoreOptions;
  readonly #orders = new Map<string, Draft>();
  /** The newest of each client id. */
  readonly #byClientId = new Map<string, Draft>();
  readonly #trades: CoreTrade[] = [];
  readonly #positionStops = new Map<string, number>();
  readonly #listeners: CoreListener[] = [];
  #count = 0;

  constructor(options: CoreOptions) {
    this.#options = options;
    this.#markets = new Map(options.markets.map((market) => [market.symbol, market]));
    this.account = new CoreAccount(options.balances);
  }

  get orders(): readonly CoreOrder[] {
    return [...this.#orders.values()].map((order) => ({ ...order }));
  }

  get openOrders(): readonly CoreOrder[] {
    return this.orders.filter(isOpen);
  }

  get trades(): readonly CoreTrade[] {
    return this.#trades;
  }

  listen(listener: CoreListener): void {
    this.#listeners.push(listener);
  }

  market(symbol: unknown): CoreMarket | undefined {
    return typeof symbol === 'string' ? this.#markets.get(symbol) : undefined;
  }

  get markets(): readonly CoreMarket[] {
    return [...this.#markets.values()];
  }

  /** What open orders on spot have set aside of an asset, in 10^-8. */
  locked(asset: string): bigint {
    let sum = 0n;
    for (const order of this.#orders.values()) {
      const market = this.#markets.get(order.symbol);
      if (!market?.isSpot || !isOpen(order)) continue;
      if (order.status === 'untriggered' && this.#locksLater(market)) continue;
      const { base, quote } = market.instrument;
      const left = order.lots - order.filledLots;
      if (order.side === 'sell' && asset === base) sum += baseUnits(market, left);
      if (order.side === 'buy' && asset === quote)
        sum += market.notional(left, order.limit ?? order.trigger ?? market.ask);
    }
    return sum;
  }

  /** The trigger of the stop that belongs to a position. */
  positionStop(symbol: string): number | undefined {
    return this.#positionStops.get(symbol);
  }

  setPositionStop(symbol: string, trigger: number | undefined): void {
    if (trigger === undefined) this.#positionStops.delete(symbol);
    else this.#positionStops.set(symbol, trigger);
  }

  find(ids: { readonly venueId?: unknown; readonly clientId?: unknown }): CoreOrder | undefined {
    const { clientId, venueId } = ids;
    if (typeof venueId === 'string' && venueId !== '') return this.#orders.get(venueId);
    if (typeof clientId !== 'string' || clientId === '') return undefined;
    return this.#byClientId.get(clientId);
  }

  place(ask: CoreAsk): CoreAnswer {
    this.arrivals.push(ask.clientId);
    const refusal = this.#refusalOf(ask);
    if (refusal !== undefined) return { ok: false, refusal };
    const waits = ask.trigger !== undefined;
    const order = this.#add(ask, waits ? 'untriggered' : 'new');
    if (!waits) this.#meet(order, true);
    return { ok: true, order: { ...order } };
  }

  amend(ids: { readonly venueId?: unknown; readonly clientId?: unknown }, change: CoreAmend): CoreAnswer {
    const order = this.#draft(ids);
    if (order === undefined) return { ok: false, refusal: 'unknown-order' };
    if (!isOpen(order)) return { ok: false, refusal: 'order-closed' };
    const { limit = order.limit, lots = order.lots, trigger = order.trigger } = change;
    if (limit === order.limit && lots === order.lots && trigger === order.trigger) {
      return { ok: false, refusal: 'not-modified' };
    }
    if (lots <= order.filledLots) return { ok: false, refusal: 'bad-size' };
    order.limit = limit;
    order.lots = lots;
    order.trigger = trigger;
    this.#told(order);
    if (order.status === 'new') this.#meet(order, false);
    return { ok: true, order: { ...order } };
  }

  cancel(ids: { readonly venueId?: unknown; readonly clientId?: unknown }, reason = ''): CoreAnswer {
    const order = this.#draft(ids);
    if (order === undefined) return { ok: false, refusal: 'unknown-order' };
    if (!isOpen(order)) return { ok: false, refusal: 'order-closed' };
    this.#close(order, 'canceled', reason);
    return { ok: true, order: { ...order } };
  }

  cancelAll(symbol?: string): void {
    for (const order of this.#orders.values()) {
      if (isOpen(order) && (symbol === undefined || order.symbol === symbol))
        this.#close(order, 'canceled', '');
    }
  }

  /** Money is put in, or taken out below zero, in whole units of an asset. */
  transfer(asset: string, amount: number, isListed = true): void {
    const units = BigInt(Math.round(amount * 100_000_000));
    this.account.move({ kind: 'transfer', asset, units, time: this.#options.now() }, isListed);
  }

  /** A moment of funding: longs pay so many millionths of what they hold, shorts receive them. */
  fund(symbol: string, ratePpm: number): void {
    const market = this.#markets.get(symbol);
    if (market === undefined) throw new RangeError(`the venue has no ${symbol}`);
    const lots = this.account.position(symbol);
    const value = BigInt(Math.sign(lots)) * market.notional(Math.abs(lots), market.bid);
    const units = -(value * BigInt(ratePpm)) / 1_000_000n;
    const { quote: asset } = market.instrument;
    this.account.move({ kind: 'funding', asset, units, symbol, time: this.#options.now() });
  }

  /** The venue closes so many lots of a position itself; all where it says none. A liquidation ends every order first. */
  forceClose(symbol: string, forced: NonNullable<CoreAsk['forced']>, most = Infinity): void {
    if (forced === 'liquidation') this.cancelAll(symbol);
    const position = this.account.position(symbol);
    const lots = Math.min(Math.abs(position), most);
    const side = position > 0 ? 'sell' : 'buy';
    const ask = { clientId: '', symbol, side, kind: 'market', lots, reduceOnly: true, forced } as const;
    this.#meet(this.#add(ask, 'new'), true);
  }

  /** Moves the best prices of a market: rests are met and stops set off. */
  quote(symbol: string, bid: number, ask: number): void {
    const market = this.#markets.get(symbol);
    if (market === undefined) throw new RangeError(`the venue has no ${symbol}`);
    market.bid = bid;
    market.ask = ask;
    for (const order of this.#orders.values()) {
      if (order.symbol !== symbol) continue;
      if (order.status === 'untriggered') this.#setOff(order, market);
      if (order.status === 'new') this.#meet(order, false);
    }
    this.#checkPositionStop(market);
  }

  #draft(ids: { readonly venueId?: unknown; readonly clientId?: unknown }): Draft | undefined {
    const found = this.find(ids);
    return found === undefined ? undefined : this.#orders.get(found.venueId);
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
    return this.#refusalNow(ask, market);
  }

  /** What the market and the account of this moment refuse. */
  #refusalNow(ask: CoreAsk, market: CoreMarket): CoreRefusal | undefined {
    const touch = ask.side === 'buy' ? market.ask : market.bid;
    if (
      ask.reduceOnly === true &&
      !this.knobs.ignoresReduceOnly &&
      !market.isSpot &&
      this.#reducible(ask) === 0
    ) {
      return 'reduce-only';
    }
    if (ask.trigger !== undefined && isReached(ask, market)) return 'would-trigger';
    if (ask.trigger !== undefined)
      return this.#isUnpaid(market, ask, ask.limit ?? ask.trigger) && !this.#locksLater(market)
        ? 'balance'
        : undefined;
    const crosses = ask.limit === undefined || (ask.side === 'buy' ? ask.limit >= touch : ask.limit <= touch);
    if (ask.postOnly === true && crosses) return 'post-only-would-take';
    if (ask.timeInForce === 'fok' && !crosses) return 'fill-or-kill';
    return this.#isUnpaid(market, ask, ask.limit ?? touch) ? 'balance' : undefined;
  }

  #locksLater({ isSpot }: CoreMarket): boolean {
    return isSpot && this.#options.locksWhenTriggered === true;
  }

  /** What is not locked does not pay for the order; what only reduces a position needs nothing. */
  #isUnpaid(market: CoreMarket, { lots, reduceOnly, side, trigger }: CoreAsk, ticks: number): boolean {
    if (!market.isSpot && (reduceOnly === true || trigger !== undefined)) return false;
    return !this.account.canPay(market, side, { lots, ticks }, (asset) => this.locked(asset));
  }

  #add(ask: CoreAsk, status: CoreStatus, isOfPosition = false): Draft {
    this.#count += 1;
    const now = this.#options.now();
    const order: Draft = {
      ...ask,
      venueId: this.#options.orderId?.(this.#count) ?? `order-${this.#count}`,
      filledLots: 0,
      filledTickLots: 0,
      status,
      reason: '',
      createdAt: now,
      updatedAt: now,
      isOfPosition,
      version: 0,
    };
    this.#orders.set(order.venueId, order);
    if (order.clientId !== '') this.#byClientId.set(order.clientId, order);
    this.#told(order);
    return order;
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
      this.#close(order, limit === undefined ? 'canceled' : 'expired', 'no-liquidity');
    }
  }

  #execute(order: Draft, market: CoreMarket, { isMaker, ticks }: { ticks: number; isMaker: boolean }): void {
    const honored = order.reduceOnly === true && !this.knobs.ignoresReduceOnly && !market.isSpot;
    const wanted = order.lots - order.filledLots;
    const most = honored ? Math.min(wanted, this.#reducible(order)) : wanted;
    const parts = Math.max(1, Math.min(this.knobs.partials, most));
    for (let part = 0, left = most; left > 0; part += 1) {
      const lots = part + 1 >= parts ? left : Math.max(1, Math.floor(most / parts));
      left -= lots;
      this.#fill(order, market, { lots, ticks, isMaker });
    }
    if (honored && isOpen(order) && order.filledLots < order.lots)
      this.#close(order, 'canceled', 'reduce-only');
  }

  #fill(order: Draft, market: CoreMarket, fill: { lots: number; ticks: number; isMaker: boolean }): void {
    const isInCoin = this.knobs.takesFeesInCoin && market.isSpot && order.side === 'buy';
    const trade: CoreTrade = {
      ...fill,
      tradeId: this.#options.tradeId?.(this.#trades.length + 1) ?? `trade-${this.#trades.length + 1}`,
      venueId: order.venueId,
      clientId: order.clientId,
      symbol: order.symbol,
      side: order.side,
      fee: isInCoin ? coinFeeOf(market, fill) : feeOf(market, fill),
      feeAsset: isInCoin ? market.instrument.base : market.instrument.quote,
      time: this.#options.now(),
      isOfPosition: order.isOfPosition,
      ...(order.forced === undefined ? {} : { forced: order.forced }),
    };
    this.#trades.push(trade);
    this.account.book(trade, market);
    order.filledLots += fill.lots;
    order.filledTickLots += fill.lots * fill.ticks;
    if (order.filledLots >= order.lots) order.status = 'filled';
    if (order.attachedStop !== undefined) this.#positionStops.set(order.symbol, order.attachedStop);
    if (!market.isSpot && this.account.position(order.symbol) === 0) this.#positionStops.delete(order.symbol);
    for (const listener of this.#listeners) listener.trade(trade);
    this.#told(order);
  }

  #setOff(order: Draft, market: CoreMarket): void {
    if (this.knobs.leavesStopsUntriggered || !isReached(order, market)) return;
    const isUnpaid = this.#locksLater(market) && this.#isUnpaid(market, order, order.limit ?? market.bid);
    order.status = 'triggered';
    this.#told(order);
    const nothingLeft = order.reduceOnly === true && !market.isSpot && this.#reducible(order) === 0;
    if (nothingLeft && !this.knobs.ignoresReduceOnly) return this.#close(order, 'canceled', 'reduce-only');
    if (isUnpaid) return this.#close(order, 'rejected', 'balance');
    order.status = 'new';
    this.#meet(order, true);
  }

  #checkPositionStop(market: CoreMarket): void {
    const trigger = this.#positionStops.get(market.symbol);
    const position = this.account.position(market.symbol);
    if (trigger === undefined || position === 0 || this.knobs.leavesStopsUntriggered) return;
    const isHit = position > 0 ? market.bid <= trigger : market.ask >= trigger;
    if (!isHit) return;
    const side = position > 0 ? 'sell' : 'buy';
    const lots = Math.abs(position);
    const ask = {
      clientId: '',
      symbol: market.symbol,
      side,
      kind: 'market',
      lots,
      reduceOnly: true,
    } as const;
    this.#meet(this.#add(ask, 'new', true), true);
  }

  /** How many lots of the position an order of its side could take away. */
  #reducible({ side, symbol }: CoreAsk): number {
    const position = this.account.position(symbol);
    return side === 'sell' ? Math.max(0, position) : Math.max(0, -position);
  }

  #close(order: Draft, status: CoreStatus, reason: string): void {
    order.status = status;
    order.reason = reason;
    this.#told(order);
  }

  #told(order: Draft): void {
    order.updatedAt = this.#options.now();
    order.version += 1;
    for (const listener of this.#listeners) listener.order({ ...order });
  }
}

/** Whether the market stands where the order is set off. */
function isReached({ kind, side, trigger = 0 }: CoreAsk, { ask, bid }: CoreMarket): boolean {
  const isStop = kind === 'stop-market' || kind === 'stop-limit';
  const rises = isStop === (side === 'buy');
  return rises ? ask >= trigger : bid <= trigger;
}
