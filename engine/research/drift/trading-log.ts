import type { InstrumentId } from '../../domain/instrument/instrument.ts';
import type { Fill } from '../../domain/order/fill.ts';
import type { Order, OrderId } from '../../domain/order/order.ts';
import type { RecordedOutcome } from '../../domain/session/outcome.ts';
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

/** A fill as far as runs are compared by it. */
export interface LoggedFill extends Pick<Fill, 'side' | 'lots' | 'ticks' | 'fee' | 'time'> {
  /** Twice the mid at the decision, in ticks. */
  readonly decisionMidHalfTicks?: number | undefined;
}

/** What a run traded: every order, its fills by day, and the account between days. */
export class TradingLog {
  readonly orders: Order[] = [];
  /** Orders that were open as the log began: in two runs of one session the same ones by their ids. */
  readonly first = new Set<OrderId>();
  readonly cuts = new Map<UnixMs | undefined, AccountCut>();
  readonly #fills = new Map<UnixMs, Map<OrderId, LoggedFill[]>>();
  readonly #dayMs: number;
  readonly witness: Required<RunWitness>;

  constructor(dayMs: number) {
    this.#dayMs = dayMs;
    this.witness = {
      saw: (outcomes, kernel) => this.#saw(outcomes, kernel),
      cut: (ended, kernel) => {
        if (ended === undefined) this.begin(kernel);
        this.cuts.set(ended, cutOf(kernel));
      },
    };
  }

  /** Forgets what was traded so far: from here on runs are compared. */
  begin(kernel: Kernel): void {
    this.#fills.clear();
    this.first.clear();
    this.orders.length = 0;
    for (const order of kernel.rooms.venue.openOrders()) {
      this.first.add(order.id);
      this.orders.push(order);
    }
  }

  /** Fills that became known on a day, by order. */
  fillsOn(day: UnixMs): ReadonlyMap<OrderId, readonly LoggedFill[]> {
    return this.#fills.get(day) ?? new Map<OrderId, readonly LoggedFill[]>();
  }

  /** All fills of an order, in the order they became known. */
  fillsOf(id: OrderId): readonly LoggedFill[] {
    return [...this.#fills.values()].flatMap((ofDay) => ofDay.get(id) ?? []);
  }

  #saw(outcomes: readonly RecordedOutcome[], kernel: Kernel): void {
    for (const { outcome } of outcomes) {
      if (outcome.kind === 'order-submitted') this.orders.push(outcome.order);
      if (outcome.kind === 'order-filled') this.#note(outcome.fill, dayOf(kernel.time, this.#dayMs));
    }
  }

  #note({ cause, fee, lots, orderId, side, ticks, time }: Fill, day: UnixMs): void {
    const ofDay = this.#fills.get(day) ?? new Map<OrderId, LoggedFill[]>();
    this.#fills.set(day, ofDay);
    const { decisionMidHalfTicks } = cause;
    const logged = { side, lots, ticks, fee, time, decisionMidHalfTicks };
    ofDay.set(orderId, [...(ofDay.get(orderId) ?? []), logged]);
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
