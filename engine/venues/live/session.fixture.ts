import { encodeClientId } from '../../domain/order/client-id.ts';
import type { OrderId } from '../../domain/order/order.ts';
import type { OrderKind } from '../../domain/order/order-intent.ts';
import type { Side } from '../../domain/order/side.ts';
import { lots } from '../../domain/units/lots.ts';
import { ticks } from '../../domain/units/ticks.ts';
import type { Instrument } from '../../domain/instrument/instrument.ts';
import type { VenueAnswer, VenueReport } from '../../domain/venue/venue-report.ts';
import type { PlaceRequest, VenueRequest } from '../../domain/venue/venue-request.ts';
import { realClock, until } from '../ccxt/real-clock.fixture.ts';
import {
  openTradingLoopback,
  type TradingLoopback,
  type TradingLoopbackOptions,
} from '../loopback/trading/trading-loopback.ts';
import type { TradingWords } from '../loopback/trading/trading-words.ts';
import { openSession, type SessionOptions } from './open-session.ts';
import type { VenueKey } from './trading-client.ts';
import type { TradingDialect } from './venue-trader.ts';
import type { VenueSession } from './venue-session.ts';

/** One venue with both ends of the wire: our trader and the loopback's words. */
export interface VenuePair {
  readonly name: string;
  readonly dialect: TradingDialect;
  readonly words: () => TradingWords;
  readonly key: VenueKey;
  readonly symbol: string;
  /** The core's name of that symbol's market. */
  readonly coreSymbol: string;
  /** How something is bought at once, where a market order cannot. */
  readonly buyAtOnce?: OrderKind;
}

export interface OpenedPair {
  readonly venue: TradingLoopback;
  readonly session: VenueSession;
  readonly instrument: Instrument;
  readonly reports: VenueReport[];
  /** Sends a request under a fresh number and answers with its reply. */
  ask(request: Unnumbered, withinMs?: number): Promise<VenueAnswer>;
  /** The request of an order, with what is usual where nothing is said. */
  order(order: OrderKind, more?: Partial<PlaceRequest>): Unnumbered & { readonly orderId: OrderId };
  close(): Promise<void>;
}

/** A request before it has its number. */
export type Unnumbered = VenueRequest extends infer Request
  ? Request extends VenueRequest
    ? Omit<Request, 'requestId'>
    : never
  : never;

/** How little a test waits for what happens at once on this machine. */
const ANSWER_WITHIN_MS = 8000;

let lastOrder = 0n;

/** An order id nobody had before. */
export function freshOrderId(): OrderId {
  lastOrder += 1n;
  return encodeClientId((0x0e_d9_e0_00n << 96n) + (BigInt(realClock.now()) << 32n) + lastOrder, 'base32');
}

/** What a test wants otherwise than usual. */
export interface PairTerms {
  readonly venue?: Partial<TradingLoopbackOptions>;
  readonly session?: Partial<SessionOptions>;
  /** Goes on before the private streams are up. */
  readonly isEarly?: boolean;
}

/** Opens a loopback venue and a session on it that has heard that its streams are up. */
export async function openPair(pair: VenuePair, terms: PairTerms = {}): Promise<OpenedPair> {
  const { key } = pair;
  const venue = await openTradingLoopback({
    words: pair.words(),
    seed: 7,
    clock: realClock,
    key,
    ...terms.venue,
  });
  const session = await openSession({
    dialect: pair.dialect,
    key,
    symbols: [pair.symbol],
    clock: realClock,
    random: () => 0,
    requestTimeoutMs: 1500,
    loopback: venue.urls,
    ...terms.session,
  });
  const reports: VenueReport[] = [];
  const [instrument] = session.instruments;
  if (instrument === undefined) throw new Error(`${pair.name} lists nothing`);
  session.onReport((report) => reports.push(report));
  const isUp = () => reports.some((report) => report.kind === 'stream-status' && report.status === 'up');
  if (terms.isEarly !== true) await until(isUp);
  return {
    venue,
    session,
    instrument,
    reports,
    ask: asking(session),
    order: (order, more = {}) => ({
      kind: 'place',
      orderId: freshOrderId(),
      instrument: instrument.id,
      side: 'buy' as Side,
      lots: lots(20),
      order: order.type === 'market' && more.side !== 'sell' ? (pair.buyAtOnce ?? order) : order,
      reduceOnly: false,
      ...more,
    }),
    async close() {
      await session.close();
      await venue.close();
    },
  };
}

/** Sends requests under numbers of their own and resolves with the replies. */
function asking(session: VenueSession): OpenedPair['ask'] {
  let requestId = 0;
  const waiting = new Map<number, (answer: VenueAnswer) => void>();
  session.onReport((report) => {
    if (report.kind === 'reply') waiting.get(report.requestId)?.(report.answer);
  });
  return (request, withinMs = ANSWER_WITHIN_MS) => {
    requestId += 1;
    const id = requestId;
    const { promise, reject, resolve } = Promise.withResolvers<VenueAnswer>();
    const stopWaiting = realClock.after(withinMs, () => reject(new Error(`no reply within ${withinMs} ms`)));
    waiting.set(id, (answer) => {
      stopWaiting();
      waiting.delete(id);
      resolve(answer);
    });
    session.send({ ...request, requestId: id } as VenueRequest);
    return promise;
  };
}

export const MARKET: OrderKind = { type: 'market' };

export const limitAt = (at: number, more: object = {}): OrderKind => ({
  type: 'limit',
  limit: ticks(at),
  timeInForce: 'gtc',
  postOnly: false,
  ...more,
});

export const stopAt = (at: number): OrderKind => ({ type: 'stop-market', trigger: ticks(at) });

/** The reports of a kind. */
export const reportsOf = <Kind extends VenueReport['kind']>(
  reports: readonly VenueReport[],
  kind: Kind,
): readonly Extract<VenueReport, { kind: Kind }>[] =>
  reports.filter((report): report is Extract<VenueReport, { kind: Kind }> => report.kind === kind);
