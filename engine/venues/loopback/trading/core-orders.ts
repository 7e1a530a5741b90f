import { type CoreAsk, type CoreOrder, type CoreStatus, type CoreTrade, isOpen } from './core-order.ts';
import type { CoreListener, CoreOptions } from './core-options.ts';

/** An order as the core itself may change it. */
export type Draft = { -readonly [Key in keyof CoreOrder]: CoreOrder[Key] };

/** An order by the venue's number, or by the client's where that is not given. */
export interface CoreIds {
  readonly venueId?: unknown;
  readonly clientId?: unknown;
}

/** Every order there was, and who hears of what becomes of them. */
export class CoreOrders {
  readonly trades: CoreTrade[] = [];
  readonly #options: CoreOptions;
  readonly #orders = new Map<string, Draft>();
  /** The newest of each client id. */
  readonly #byClientId = new Map<string, Draft>();
  readonly #listeners: CoreListener[] = [];
  #count = 0;

  constructor(options: CoreOptions) {
    this.#options = options;
  }

  /** The oldest first; orders that are added meanwhile come, too. */
  all(): IterableIterator<Draft> {
    return this.#orders.values();
  }

  listen(listener: CoreListener): void {
    this.#listeners.push(listener);
  }

  find({ clientId, venueId }: CoreIds): Draft | undefined {
    if (typeof venueId === 'string' && venueId !== '') return this.#orders.get(venueId);
    if (typeof clientId !== 'string' || clientId === '') return undefined;
    return this.#byClientId.get(clientId);
  }

  add(ask: CoreAsk, status: CoreStatus, isOfPosition = false): Draft {
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
    this.tell(order);
    return order;
  }

  close(order: Draft, status: CoreStatus, reason: string): void {
    order.status = status;
    order.reason = reason;
    this.tell(order);
  }

  closeAll(symbol?: string): void {
    for (const order of this.all()) {
      if (isOpen(order) && (symbol === undefined || order.symbol === symbol))
        this.close(order, 'canceled', '');
    }
  }

  tell(order: Draft): void {
    order.updatedAt = this.#options.now();
    order.version += 1;
    for (const listener of this.#listeners) listener.order({ ...order });
  }

  /** Notes an execution; the order itself is told of by whoever fills it. */
  note(
    { clientId, forced, isOfPosition, side, symbol, venueId }: Draft,
    fill: Pick<CoreTrade, 'lots' | 'ticks' | 'isMaker' | 'fee' | 'feeAsset'>,
  ): CoreTrade {
    const number = this.trades.length + 1;
    const trade: CoreTrade = {
      ...fill,
      tradeId: this.#options.tradeId?.(number) ?? `trade-${number}`,
      venueId,
      clientId,
      symbol,
      side,
      time: this.#options.now(),
      isOfPosition,
      ...(forced === undefined ? {} : { forced }),
    };
    this.trades.push(trade);
    return trade;
  }

  tellTrade(trade: CoreTrade): void {
    for (const listener of this.#listeners) listener.trade(trade);
  }
}
