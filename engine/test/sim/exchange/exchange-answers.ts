import type { VenueAnswer } from '../../../domain/venue/venue-report.ts';
import type { AmendRequest, VenueQuestion } from '../../../domain/venue/venue-request.ts';
import { type ExchangeOrder, reportOf } from './exchange-order.ts';
import type { ExchangeParts } from './exchange-parts.ts';

/** What an order is asked for by. */
export type OrderName = Pick<AmendRequest, 'orderId' | 'venueOrderId'>;

/** How an exchange answers what is asked, as of the present moment. */
export class ExchangeAnswers {
  readonly #parts: Pick<ExchangeParts, 'account' | 'agenda' | 'matching' | 'traits'>;
  readonly #find: (name: OrderName) => ExchangeOrder | undefined;

  constructor(
    parts: Pick<ExchangeParts, 'account' | 'agenda' | 'matching' | 'traits'>,
    find: (name: OrderName) => ExchangeOrder | undefined,
  ) {
    this.#parts = parts;
    this.#find = find;
  }

  to(question: VenueQuestion): VenueAnswer {
    const { account, agenda, matching, traits } = this.#parts;
    const { now } = agenda;
    switch (question.kind) {
      case 'ask-order': {
        const order = this.#find(question);
        return { kind: 'order', order: order && order.visibleAt <= now ? reportOf(order) : undefined };
      }
      case 'ask-open-orders': {
        const visible = matching.live.filter((order) => !order.isAttached && order.visibleAt <= now);
        return { kind: 'open-orders', orders: visible.map(reportOf) };
      }
      case 'ask-trades': {
        const trades = account.tradesSince(question.since, now);
        return { kind: 'trades', trades, complete: question.since >= now - traits.historyMs };
      }
      case 'ask-positions':
        return {
          kind: 'positions',
          positions: account.positions(),
        };
      case 'ask-balances':
        return {
          kind: 'balances',
          balances: account.balances('USDT'),
        };
      case 'ask-cash-flows':
        return { kind: 'cash-flows', flows: account.flowsSince(question.since, now), complete: true };
      case 'ask-prices':
        return matching.prices.answer(question);
      case 'ask-clock':
        return { kind: 'clock', offsetMs: 0, roundTripMs: 100 };
    }
  }
}
