import type { Instrument } from '../../domain/instrument/instrument.ts';
import type { MarketEvent } from '../../domain/market/market-event.ts';
import type { ApprovedOrder } from '../../domain/order/approved-order.ts';
import { type Side, signOf } from '../../domain/order/side.ts';
import type { QueueSettings } from '../../domain/session/session-description.ts';
import { lots } from '../../domain/units/lots.ts';
import { ticks } from '../../domain/units/ticks.ts';
import { unixMs } from '../../domain/units/time.ts';
import { PaperVenue } from '../../execution/paper-venue.ts';
import { MarketState } from '../../market/market-state.ts';
import type { OrderBook } from '../../market/order-book.ts';
import type { PulledFeed } from '../../venues/feed.ts';
import { DocumentedQueue, type ProbabilityBehind, powerBehind } from './documented-queue.ts';

/** A pair of orders at the touch is placed so often, and each rests at most so long. */
export const PLACE_EVERY_MS = 500;
export const REST_MS = 10_000;

/** How orders at the touch fared under one model. */
export interface QueueOutcome {
  readonly orders: number;
  readonly filledShare: number;
  readonly medianSecondsToFill: number;
}

/** One resting order as a model sees it. */
interface Rested {
  isFilledBy(event: MarketEvent, book: OrderBook): boolean;
}

interface Placed {
  readonly instrument: Instrument;
  readonly side: Side;
  readonly ticks: number;
  readonly time: number;
  readonly book: OrderBook;
}

type Model = (placed: Placed) => Rested;

const documented =
  (behind?: ProbabilityBehind): Model =>
  (placed) =>
    new DocumentedQueue(placed, placed.book, behind);

/** Our venue itself, without delays and with this order alone. */
const ours =
  (queue: QueueSettings): Model =>
  ({ book, instrument, side, ticks: at, time }) => {
    const venue = new PaperVenue({
      instruments: [instrument],
      latency: { feedMs: 0, orderMs: 0, responseMs: 0 },
      idPrefix: 'q',
      stopConfirmMs: 1_000,
      paper: { queue },
    });
    // Only risk makes approved orders; a benchmark of the venue stands in for it here.
    const order = {
      runId: 'q',
      instrument: instrument.id,
      role: 'entry',
      side,
      lots: smallestOrder(instrument, at),
      kind: { type: 'limit', limit: ticks(at), timeInForce: 'gtc', postOnly: false },
      reduceOnly: false,
      reason: 'at the touch',
    } as unknown as ApprovedOrder;
    venue.submit(order, unixMs(time), undefined);
    venue.advance(unixMs(time), () => book);
    return {
      isFilledBy: (event, after) =>
        venue.onMarket(event, after).some((outcome) => outcome.kind === 'order-filled' && outcome.closed),
    };
  };

/** The smallest order the venue takes: the models speak of an order that is no part of the queue. */
const smallestOrder = ({ minLots, minNotional, moneyPerTickLot }: Instrument, at: number) =>
  lots(Math.max(minLots, Number(minNotional / (BigInt(at) * moneyPerTickLot)) + 1));

/** Our models and those that are documented, each by its name in the figures. */
export const QUEUE_MODELS = {
  edgewrightRiskAverse: ours({ model: 'risk-averse' }),
  edgewrightPower2: ours({ model: 'power', exponent: 2 }),
  edgewrightPower3: ours({ model: 'power', exponent: 3 }),
  edgewrightTouchFill: ours({ model: 'touch-fill' }),
  documentedRiskAverse: documented(),
  documentedPower2: documented(powerBehind(2)),
  documentedPower3: documented(powerBehind(3)),
} as const satisfies Readonly<Record<string, Model>>;

export type QueueModelName = keyof typeof QUEUE_MODELS;

/** Orders of one model that still rest, and how those that do not any more have ended. */
class ModelRecord {
  readonly #model: Model;
  #resting: { readonly placed: Placed; readonly rested: Rested }[] = [];
  /** When each ended order was placed, and after how many seconds it was filled if it was. */
  readonly #ended: { readonly time: number; readonly seconds?: number }[] = [];

  constructor(model: Model) {
    this.#model = model;
  }

  place(placed: Placed): void {
    this.#resting.push({ placed, rested: this.#model(placed) });
  }

  take(event: MarketEvent, book: OrderBook): void {
    this.#resting = this.#resting.filter(({ placed: { time }, rested }) => {
      const isOver = event.time > time + REST_MS;
      if (isOver) this.#ended.push({ time });
      if (isOver || !rested.isFilledBy(event, book)) return !isOver;
      this.#ended.push({ time, seconds: (event.time - time) / 1000 });
      return false;
    });
  }

  /** Only of orders that had their full time before `until`. */
  outcome(until: number): QueueOutcome {
    const counted = this.#ended.filter(({ time }) => time + REST_MS < until);
    const filled = counted.flatMap(({ seconds }) => (seconds === undefined ? [] : [seconds]));
    return {
      orders: counted.length,
      filledShare: filled.length / Math.max(1, counted.length),
      medianSecondsToFill: filled.toSorted((a, b) => a - b)[Math.floor(filled.length / 2)] ?? 0,
    };
  }
}

/** Places a buy at the best bid and a sell at the best ask again and again, and follows them under every model. */
export function contestQueues(feed: PulledFeed): Readonly<Record<QueueModelName, QueueOutcome>> {
  const market = new MarketState(feed.instruments);
  const records = new Map(
    Object.entries(QUEUE_MODELS).map(([name, model]) => [name as QueueModelName, new ModelRecord(model)]),
  );
  let nextAt = 0;
  let until = 0;
  for (let event = feed.next(); event; event = feed.next()) {
    const { instrument, book } = market.apply(event).market;
    for (const record of records.values()) record.take(event, book);
    until = event.time;
    if (event.time < nextAt || book.bestBid === 0 || book.bestAsk === 0) continue;
    nextAt = event.time + PLACE_EVERY_MS;
    for (const side of ['buy', 'sell'] as const) {
      const at = signOf(side) > 0 ? book.bestBid : book.bestAsk;
      for (const record of records.values())
        record.place({ instrument, side, ticks: at, time: event.time, book });
    }
  }
  feed.close();
  return Object.fromEntries([...records].map(([name, record]) => [name, record.outcome(until)])) as Readonly<
    Record<QueueModelName, QueueOutcome>
  >;
}
