import type { OrderId } from '../../../domain/order/order.ts';
import { signOf } from '../../../domain/order/side.ts';
import { ticks } from '../../../domain/units/ticks.ts';
import { type UnixMs, unixMs } from '../../../domain/units/time.ts';
import type {
  VenueAnswer,
  VenueOrderReport,
  VenuePosition,
  VenueReport,
} from '../../../domain/venue/venue-report.ts';
import type { PlaceRequest, VenueRequest } from '../../../domain/venue/venue-request.ts';
import type { VenueTraits } from '../../../domain/venue/venue-traits.ts';

/** What that venue can do: nothing that would spare us a request. */
export const PROMPT_TRAITS: VenueTraits = {
  attachesStops: false,
  stopsFollowPosition: false,
  amendsInPlace: true,
  findsByClientId: true,
  receiveWindowMs: 5000,
  historyMs: 86_400_000,
};

/** A venue in this process that does at once whatever it is asked and fills what is at market at 100 ticks. */
export class PromptVenue {
  /** Called for every request as it arrives, before anything is done. */
  onRequest: (request: VenueRequest) => void = () => undefined;
  now: UnixMs = unixMs(0);
  readonly #open = new Map<OrderId, VenueOrderReport>();
  #reports: VenueReport[] = [];
  #held = 0;
  #instrument = '';
  #trades = 0;

  readonly send = (request: VenueRequest): void => {
    this.onRequest(request);
    this.#reports.push({ kind: 'reply', requestId: request.requestId, answer: this.#answerTo(request) });
    if (request.kind === 'place' && request.order.type === 'market') this.#fill(request);
  };

  /** What it has said since it was last asked. */
  takeReports(): readonly VenueReport[] {
    const reports = this.#reports;
    this.#reports = [];
    return reports;
  }

  #answerTo(request: VenueRequest): VenueAnswer {
    switch (request.kind) {
      case 'place':
        return { kind: 'done', venueOrderId: this.#take(request).venueOrderId };
      case 'cancel': {
        const order = this.#open.get(request.orderId);
        this.#open.delete(request.orderId);
        return order ? { kind: 'done', order: { ...order, state: 'canceled' } } : { kind: 'done' };
      }
      case 'amend':
      case 'cancel-all-after':
        return { kind: 'done' };
      case 'ask-order':
        return { kind: 'order', order: this.#open.get(request.orderId) };
      case 'ask-open-orders':
        return { kind: 'open-orders', orders: [...this.#open.values()] };
      case 'ask-trades':
        return { kind: 'trades', trades: [], complete: true };
      case 'ask-positions':
        return { kind: 'positions', positions: this.#positions() };
      case 'ask-balances':
        return { kind: 'balances', balances: [] };
      case 'ask-cash-flows':
        return { kind: 'cash-flows', flows: [], complete: true };
      case 'ask-prices':
        return { kind: 'prices', ranges: [], complete: true };
      case 'ask-clock':
        return { kind: 'clock', offsetMs: 0, roundTripMs: 1 };
    }
  }

  #positions(): readonly VenuePosition[] {
    return this.#held === 0 ? [] : [{ instrument: this.#instrument, signedLots: this.#held }];
  }

  #take({ instrument, lots, order, orderId, reduceOnly, side }: PlaceRequest): VenueOrderReport {
    const report: VenueOrderReport = {
      orderId,
      venueOrderId: `v-${orderId}`,
      instrument,
      side,
      lots,
      filledLots: 0 as typeof lots,
      state: 'open',
      reduceOnly,
      ...('limit' in order ? { limit: order.limit } : {}),
      ...('trigger' in order ? { trigger: order.trigger } : {}),
      venueTime: this.now,
    };
    if (order.type !== 'market') this.#open.set(orderId, report);
    return report;
  }

  #fill({ instrument, lots, orderId, side }: PlaceRequest): void {
    this.#trades += 1;
    this.#held += signOf(side) * lots;
    this.#instrument = instrument;
    const trade = {
      tradeId: String(this.#trades),
      venueOrderId: `v-${orderId}`,
      orderId,
      instrument,
      side,
      lots,
      ticks: ticks(100),
      feeDecimal: '0.1',
      feeAsset: 'USDT',
      liquidity: 'taker',
      venueTime: this.now,
    } as const;
    this.#reports.push({ kind: 'stream-trade', trade });
  }
}
