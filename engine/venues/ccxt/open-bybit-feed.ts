import type { VenueClock } from '../venue-clock.ts';
import type { BybitClient } from './bybit-client.ts';
import { type BybitFeed, bybitFeedOf } from './bybit-feed.ts';
import {
  bybitInstrument,
  categoryOf,
  type ListedInstrument,
  type ListedMarket,
} from './bybit-instruments.ts';
import { type ClockOffset, measureClockOffset } from './clock-offset.ts';
import { persistentRequest } from './persistent-request.ts';
import { isLoopback } from './venue-hosts.ts';

export interface OpenBybitOptions {
  /** ccxt's unified symbols: `BTC/USDT` is spot, `BTC/USDT:USDT` a perpetual. */
  readonly symbols: readonly string[];
  readonly clock: VenueClock;
  /** Numbers in [0, 1), for the waits between dials. */
  readonly random: () => number;
  /** A loopback venue's addresses in place of the real ones; both or neither. */
  readonly restUrl?: string | undefined;
  readonly wsUrl?: string | undefined;
  /** The venue must have answered within this. */
  readonly openWithinMs?: number;
}

export interface OpenFailure {
  readonly code: 'address-refused' | 'venue-unreachable' | 'venue-refused' | 'instrument-refused';
  /** What happened, with the numbers. */
  readonly detail: string;
}

export type OpenedBybitFeed =
  | { readonly ok: true; readonly feed: BybitFeed }
  | { readonly ok: false; readonly failure: OpenFailure };

const OPEN_WITHIN_MS = 10_000;

/**
 * Opens live public data of Bybit: asks for the rules of the instruments and the venue's time. The
 * sockets are dialed by the feed's `start`. ccxt is loaded here, only when somebody wants live data.
 */
export async function openBybitFeed(options: OpenBybitOptions): Promise<OpenedBybitFeed> {
  const { clock, openWithinMs = OPEN_WITHIN_MS, random, restUrl, symbols, wsUrl } = options;
  const refused = refusedAddress(restUrl, wsUrl);
  if (refused !== undefined) return failed('address-refused', refused);
  const { BybitClient, isPassing, isVenueError } = await import('./bybit-client.ts');
  const categories = [...new Set(symbols.map(categoryOf))];
  const client = new BybitClient({ categories, clock, restUrl, wsUrl, requestTimeoutMs: openWithinMs });
  const end = async (code: OpenFailure['code'], detail: string): Promise<OpenedBybitFeed> => {
    await client.close();
    return failed(code, detail);
  };
  try {
    const clockOffset = await within(openWithinMs, clock, askVenue(client, clock, openWithinMs));
    if (clockOffset === undefined) {
      const { detail: last = 'nothing was heard' } = client.lastFailure() ?? {};
      return await end('venue-unreachable', `Bybit has not answered within ${openWithinMs} ms: ${last}`);
    }
    const listed = symbols.map((symbol) => listing(client, symbol));
    return { ok: true, feed: bybitFeedOf({ client, clock, random, listed, clockOffset }) };
  } catch (error) {
    if (error instanceof RangeError) return end('instrument-refused', error.message);
    if (!isVenueError(error)) throw error;
    return end(isPassing(error) ? 'venue-unreachable' : 'venue-refused', error.message);
  }
}

/** Loads the venue's markets into the client and measures its clock. */
async function askVenue(client: BybitClient, clock: VenueClock, withinMs: number): Promise<ClockOffset> {
  // ccxt needs this before the first plain `ws://` address; for the venue's own it changes nothing.
  await client.loadHttpProxyAgent();
  await persistentRequest(() => client.loadMarkets(true), { client, clock, withinMs });
  return persistentRequest(() => measureClockOffset(client, clock), {
    client,
    clock,
    withinMs,
  });
}

/** What is wrong with the addresses of a loopback venue; undefined when nothing is. */
function refusedAddress(restUrl: string | undefined, wsUrl: string | undefined): string | undefined {
  if ((restUrl === undefined) !== (wsUrl === undefined)) {
    return 'a loopback venue needs both addresses, had one';
  }
  const strange = [restUrl, wsUrl].find((url) => url !== undefined && !isLoopback(url));
  return strange === undefined
    ? undefined
    : `another venue's address must be on this machine, was ${strange}`;
}

function listing(client: BybitClient, symbol: string): ListedInstrument {
  const { markets = {} } = client;
  const market = Object.hasOwn(markets, symbol) ? (markets[symbol] as ListedMarket) : undefined;
  if (market === undefined) throw new RangeError(`Bybit lists no ${symbol}`);
  return { wireSymbol: market.id, category: categoryOf(symbol), instrument: bybitInstrument(market) };
}

/** What a promise gives within a time; undefined when it takes longer, and its failure then nobody's. */
async function within<Value>(
  ms: number,
  clock: VenueClock,
  promise: Promise<Value>,
): Promise<Value | undefined> {
  const { promise: late, resolve } = Promise.withResolvers<undefined>();
  const cancel = clock.after(ms, () => resolve(undefined));
  try {
    return await Promise.race([promise, late]);
  } finally {
    cancel();
    promise.catch(() => undefined);
  }
}

const failed = (code: OpenFailure['code'], detail: string): OpenedBybitFeed => ({
  ok: false,
  failure: { code, detail },
});
