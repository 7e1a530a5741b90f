import type { VenueClock } from '../venue-clock.ts';
import { BybitClient, isPassing, isVenueError } from './bybit-client.ts';
import { bybitFeedOf } from './bybit-feed.ts';
import {
  bybitInstrument,
  categoryOf,
  type ListedInstrument,
  type ListedMarket,
} from './bybit-instruments.ts';
import { type ClockOffset, measureClockOffset } from './clock-offset.ts';
import type { OpenBybitOptions, OpenedBybitFeed, OpenFailure } from './opening.ts';
import { persistentRequest } from './persistent-request.ts';

const OPEN_WITHIN_MS = 10_000;

/** Asks the venue for what a feed has to know, and puts the feed together. */
export async function openThroughCcxt(options: OpenBybitOptions): Promise<OpenedBybitFeed> {
  const { clock, openWithinMs = OPEN_WITHIN_MS, random, restUrl, symbols, wsUrl } = options;
  const categories = [...new Set(symbols.map(categoryOf))];
  const client = new BybitClient({ categories, clock, restUrl, wsUrl, requestTimeoutMs: openWithinMs });
  const end = async (code: OpenFailure['code'], detail: string): Promise<OpenedBybitFeed> => {
    await client.close();
    return { ok: false, failure: { code, detail } };
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
