import type { InstrumentId } from '../../domain/instrument/instrument.ts';
import type { Fill } from '../../domain/order/fill.ts';
import type { Order, OrderId } from '../../domain/order/order.ts';
import { type Money, money } from '../../domain/units/money.ts';
import type { UnixMs } from '../../domain/units/time.ts';
import type { Kernel } from '../../runtime/kernel.ts';
import { dayOf, type RunWitness } from './pnl-by-day.ts';

/** The account at a cut between two days. */
export interface AccountCut {
  readonly fees: Money;
  readonly funding: Money;
  /** What was earned by prices alone, open positions at mark. */
  readonly traded: Money;
  readonly netLots: ReadonlyMap<InstrumentId, number>;
  readonly markTicks: ReadonlyMap<InstrumentId, number>;
}

/** What a run traded: every order, its fills by day, and the account between days. */
export class TradingLog {
  readonly orders: Order[] = [];
  readonly cuts = new Map<UnixMs | undefined, AccountCut>();
  readonly #fills = new Map<UnixMs, Map<OrderId, Fill[]>>();
  readonly witness: RunWitness;

  constructor(dayMs: number) {
    this.witness = {
      saw: (outcomes, kernel) => {
        for (const { outcome } of outcomes) {
          if (outcome.kind === 'order-submitted') this.orders.push(outcome.order);
          if (outcome.kind === 'order-filled') this.#note(outcome.fill, dayOf(kernel.time, dayMs));
        }
      },
      cut: (ended, kernel) => this.cuts.set(ended, cutOf(kernel)),
    };
  }

  /** Fills that became known on a day, by order. */
  fillsOn(day: UnixMs): ReadonlyMap<OrderId, readonly Fill[]> {
    return this.#fills.get(day) ?? new Map<OrderId, readonly Fill[]>();
  }

  #note(fill: Fill, day: UnixMs): void {
    const ofDay = this.#fills.get(day) ?? new Map<OrderId, Fill[]>();
    this.#fills.set(day, ofDay);
    ofDay.set(fill.orderId, [...(ofDay.get(fill.orderId) ?? []), fill]);
  }
}

function cutOf(kernel: Kernel): AccountCut {
  const { fees, funding, realizedPnl, unrealizedPnl } = kernel.account();
  const { ledger, market } = kernel.rooms;
  const ids = market.all.map(({ instrument, markTicks }) => [instrument.id, markTicks] as const);
  return {
    fees,
    funding,
    traded: money(realizedPnl + unrealizedPnl),
    netLots: new Map(ids.map(([id]) => [id, ledger.netLots(id)])),
    markTicks: new Map(ids),
  };
}
