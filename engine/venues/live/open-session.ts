import { TRIGGER_PRICE } from '../../domain/order/trigger-price.ts';
import type { LoopbackUrls } from '../ccxt/dialect.ts';
import type { VenueClock } from '../venue-clock.ts';
import { retryAfterMsOf } from './judged-reply.ts';
import { KnownNames } from './known-names.ts';
import { OrderGate } from './order-gate.ts';
import { LIMITED_STATUSES } from './outcome-table.ts';
import { PrivateStream } from './private-stream.ts';
import { ServerClock } from './server-clock.ts';
import { TradedInstrument, TradedInstruments } from './traded-instruments.ts';
import { TradingClient, type VenueKey } from './trading-client.ts';
import type { TradingDialect } from './venue-trader.ts';
import { CcxtSession, type VenueSession } from './venue-session.ts';

export interface SessionOptions {
  readonly dialect: TradingDialect;
  readonly key: VenueKey;
  /** ccxt's unified symbols of everything the session may trade. */
  readonly symbols: readonly string[];
  readonly clock: VenueClock;
  /** Numbers in [0, 1), for the waits before dialing again. */
  readonly random: () => number;
  readonly requestTimeoutMs?: number;
  readonly pingEveryMs?: number;
  /** The addresses of a loopback venue in place of the real ones. */
  readonly loopback?: LoopbackUrls;
}

/** A session could not be opened. Names the venue and what failed, never a request. */
export class SessionFailed extends Error {}

const REQUEST_TIMEOUT_MS = 5000;
const PING_EVERY_MS = 5000;

/**
 * Opens a private session: measures the venue's clock, then lists what is traded. Nothing is logged in before
 * somebody listens.
 * @throws {SessionFailed} when the venue does not answer or does not list a symbol.
 */
export async function openSession(options: SessionOptions): Promise<VenueSession> {
  const { clock, dialect, key, loopback, random, symbols } = options;
  const { pingEveryMs = PING_EVERY_MS, requestTimeoutMs = REQUEST_TIMEOUT_MS } = options;
  const serverClock = new ServerClock(clock);
  const venueNow = () => serverClock.now();
  const gate = new OrderGate(dialect.rest, clock);
  const client = new TradingClient({
    dialect,
    key,
    symbols,
    clock,
    loopback,
    requestTimeoutMs,
    pingEveryMs,
    venueNow,
    answered: ({ headers, status }) => {
      const isLimited = LIMITED_STATUSES[dialect.venue].includes(status);
      gate.answered({ isLimited, retryAfterMs: retryAfterMsOf(headers) });
    },
  });
  serverClock.follow(client, dialect);
  try {
    await serverClock.measure();
    const instruments = await listed(client, dialect, symbols);
    const names = new KnownNames(dialect.clientIdForm);
    return new CcxtSession({
      dialect,
      client,
      gate,
      serverClock,
      instruments,
      clock,
      trader: (ask) => dialect.trader({ ask, instruments, names, triggerPrice: TRIGGER_PRICE, venueNow }),
      stream: (trader, report) => new PrivateStream({ client, dialect, trader, clock, random, gate, report }),
    });
  } catch (error) {
    await client.close();
    // What ccxt throws may quote a request, so it is no cause.
    const because =
      error instanceof SessionFailed ? error.message : `${dialect.market.title} does not answer`;
    // eslint-disable-next-line preserve-caught-error
    throw new SessionFailed(because);
  }
}

async function listed(
  client: TradingClient,
  { market }: TradingDialect,
  symbols: readonly string[],
): Promise<TradedInstruments> {
  const markets = await client.list();
  return new TradedInstruments(
    symbols.map((symbol) => {
      const found = markets[symbol];
      if (found === undefined) throw new SessionFailed(`${market.title} does not list ${symbol}`);
      return new TradedInstrument(market.list(found), found.id);
    }),
  );
}
