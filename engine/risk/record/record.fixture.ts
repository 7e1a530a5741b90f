import type { Fill } from '../../domain/order/fill.ts';
import type { Order, RejectCode } from '../../domain/order/order.ts';
import type { ClosedTrade } from '../../domain/portfolio/closed-trade.ts';
import type { Outcome } from '../../domain/session/outcome.ts';
import { lots } from '../../domain/units/lots.ts';
import { money, moneyFromDecimal, NO_MONEY } from '../../domain/units/money.ts';
import { ticks } from '../../domain/units/ticks.ts';
import { unixMs } from '../../domain/units/time.ts';
import { openOrder, perpetual } from '../gates/situation.fixture.ts';
import { RiskRecord } from './risk-record.ts';

/** A record told of outcomes at times of a test's own. */
export class ToldRecord {
  record = new RiskRecord();
  readonly orders = new Map<string, Order>();
  touchTicks = 1000;

  learn(outcome: Outcome, time = 0): void {
    this.record.learn(outcome, {
      time,
      touchOf: () => this.touchTicks,
      quoteOf: (order) => order.lots,
      orderOf: (id) => this.orders.get(id),
    });
  }

  send(over: Partial<Order> = {}, time = 0): void {
    const order = openOrder(over);
    this.orders.set(order.id, order);
    this.learn({ kind: 'order-submitted', order }, time);
  }

  fill(over: Partial<Fill> = {}, closed = true, time = 0): void {
    const fill = {
      orderId: 'o-1',
      runId: 'run-1',
      instrument: perpetual.id,
      role: 'entry',
      side: 'buy',
      lots: lots(1),
      ticks: ticks(1000),
      ...over,
    } as Fill;
    this.learn({ kind: 'order-filled', fill, filledLots: fill.lots, closed }, time);
  }

  reject(orderId = 'o-1', code: RejectCode = 'insufficient-margin', time = 0): void {
    this.learn({ kind: 'order-rejected', orderId, code, measured: {} }, time);
  }

  close(netQuote: string, over: Partial<ClosedTrade> = {}, time = 0): void {
    const net = moneyFromDecimal(netQuote);
    const bought = moneyFromDecimal('100');
    const trade: ClosedTrade = {
      tradeId: 't',
      runId: 'run-1',
      instrument: perpetual.id,
      direction: 'long',
      openedAt: unixMs(0),
      closedAt: unixMs(1),
      maxLots: 1,
      bought,
      sold: money(bought + net),
      fees: NO_MONEY,
      funding: NO_MONEY,
      netPnl: net,
      ...over,
    };
    this.learn({ kind: 'trade-closed', trade }, time);
  }

  /** Killed and begun again from plain data. */
  restart(): void {
    const next = new RiskRecord();
    next.restore(structuredClone(this.record.state()));
    this.record = next;
  }
}
