import type { MarketEvent } from '../../domain/market/market-event.ts';
import type { OrderIntent } from '../../domain/order/order-intent.ts';
import { isClosed, type OrderId } from '../../domain/order/order.ts';
import type { BookView } from '../book-view.ts';
import type { Inquiries } from './inquiries.ts';
import type { LeaveRules } from './leave-rules.ts';
import { type LivePair, LivePairs, legsOf } from './live-pairs.ts';
import type { LiveStreet } from './live-street.ts';
import { type LiveBracket, LiveTargets } from './live-targets.ts';
import type { OrderLinks, OrderSender } from './order-sender.ts';
import { MissedPrices } from './missed-prices.ts';
import type { Requests } from './requests.ts';
import { RestingExits } from './resting-exits.ts';
import type { TradeIntake } from './trade-intake.ts';

/** Pairs and brackets as plain data; absent while there is none. */
export interface LinkedOrdersState {
  readonly brackets?: readonly LiveBracket[];
  readonly pairs?: readonly LivePair[];
}

/** What linked orders work with. */
export interface LinkedParts {
  readonly street: LiveStreet;
  readonly sender: OrderSender;
  readonly rules: LeaveRules;
  readonly inquiries: Inquiries;
  readonly trades: TradeIntake;
  readonly requests: Requests;
}

/** Orders that end or shrink each other: targets and stops of a bracket, exits that rest, legs of a pair. */
export class LinkedOrders {
  readonly #street: LiveStreet;
  readonly #sender: OrderSender;
  readonly #targets: LiveTargets;
  readonly #resting: RestingExits;
  readonly #pairs: LivePairs;
  readonly missedPrices: MissedPrices;

  constructor({ inquiries, requests, rules, sender, street, trades }: LinkedParts) {
    this.#street = street;
    this.#sender = sender;
    const cancel = (orderId: OrderId, because: string) => sender.cancel(orderId, because);
    const place = (intent: OrderIntent, links: OrderLinks) => sender.place(intent, links);
    this.#targets = new LiveTargets(street, { place, cancel });
    this.#resting = new RestingExits(street, {
      cancel,
      amend: (orderId, change, because) => sender.amend(orderId, change, because),
    });
    const denialOf = (intent: OrderIntent) => rules.denialOf(intent);
    this.#pairs = new LivePairs({ street, inquiries, trades }, { place, cancel, denialOf });
    this.missedPrices = new MissedPrices({ street, requests, pairs: () => this.#pairs.all });
    street.onStep = (outcome, order) => this.#targets.learn(outcome, order);
  }

  /** Sends an order; of a pair the leg that stands at the venue. */
  submit(intent: OrderIntent, links: OrderLinks): void {
    if (intent.otherLeg === undefined) {
      this.#sender.place(intent, links);
      return;
    }
    const [first, other] = legsOf(intent, intent.otherLeg);
    const id = this.#sender.place(first, links);
    const order = this.#street.records.get(id)?.order;
    if (order && !isClosed(order.status)) this.#pairs.add(id, other);
  }

  /** The market has moved; `book` has taken the event in. Answers whether a leg was set off by it. */
  see(event: MarketEvent, { bestAsk, bestBid }: BookView): boolean {
    if (event.kind !== 'trade' && event.kind !== 'book-delta' && event.kind !== 'book-snapshot') return false;
    this.missedPrices.see(event.instrument, event.time);
    if (event.kind === 'trade')
      return this.#pairs.see(event.instrument, { buy: event.ticks, sell: event.ticks });
    return this.#pairs.see(event.instrument, { buy: bestAsk, sell: bestBid });
  }

  /** Whether the other leg of a pair waits for what becomes of an order. */
  needs(orderId: OrderId): boolean {
    return this.#pairs.needs(orderId);
  }

  sync(): void {
    this.missedPrices.tick();
    this.#pairs.sync();
    this.#resting.sync();
    this.#targets.sync();
  }

  nextDue(): number | undefined {
    const due = [this.#targets.nextDue(), this.#pairs.nextDue(), this.missedPrices.nextDue()];
    const known = due.filter((each) => each !== undefined);
    return known.length === 0 ? undefined : Math.min(...known);
  }

  snapshot(): LinkedOrdersState {
    const [brackets, pairs] = [this.#targets.snapshot(), this.#pairs.snapshot()];
    return {
      ...(brackets.length === 0 ? {} : { brackets }),
      ...(pairs.length === 0 ? {} : { pairs }),
    };
  }

  restore({ brackets = [], pairs = [] }: LinkedOrdersState): void {
    this.#targets.restore(brackets);
    this.#pairs.restore(pairs);
  }
}
