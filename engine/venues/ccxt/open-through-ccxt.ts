import type { VenueClock } from '../venue-clock.ts';
import { BrokenRule } from '../wire/frame-fields.ts';
import { type ClockOffset, measureClockOffset } from './clock-offset.ts';
import type { ListedInstrument, ListedMarket, LoopbackUrls, VenueDialect } from './dialect.ts';
import { liveFeedOf } from './live-feed.ts';
import { dialectOf } from './live-venues.ts';
import type { OpenedLiveFeed, OpenFailure, OpenLiveOptions } from './opening.ts';
import { persistentRequest } from './persistent-request.ts';
import { RawTap } from './raw-tap.ts';
import { RestGate } from './rest-gate.ts';
import { isPassing, isVenueError, VenueClient } from './venue-client.ts';

const OPEN_WITHIN_MS = 10_000;

/** Asks the venue for what a feed has to know, and puts the feed together. */
export async function openThroughCcxt(options: OpenLiveOptions): Promise<OpenedLiveFeed> {
  const { clock, openWithinMs = OPEN_WITHIN_MS } = options;
  const dialect = await dialectOf(options.venue);
  const symbols = [...new Set(options.symbols)];
  if (symbols.length === 0) {
    const detail = `live data of ${dialect.title} needs at least one symbol, had none`;
    return { ok: false, failure: { code: 'instrument-refused', detail } };
  }
  const gate = new RestGate(dialect.rest, clock);
  const loopback = loopbackOf(options);
  const sink = options.rawFrames;
  const raw = sink && new RawTap({ venue: options.venue, clock, sink });
  const client = new VenueClient({
    dialect,
    clock,
    gate,
    symbols,
    loopback,
    requestTimeoutMs: openWithinMs,
    raw,
  });
  const end = async (code: OpenFailure['code'], detail: string): Promise<OpenedLiveFeed> => {
    await client.close();
    return { ok: false, failure: { code, detail } };
  };
  try {
    const asked = askVenue({ client, clock, dialect }, openWithinMs);
    const clockOffset = await within(openWithinMs, clock, asked);
    if (clockOffset === undefined) {
      const { detail: last = 'nothing was heard' } = client.lastFailure ?? {};
      const detail = `${dialect.title} has not answered within ${openWithinMs} ms: ${last}`;
      return await end('venue-unreachable', detail);
    }
    const listed = symbols.map((symbol) => listing(client, dialect, symbol));
    const rolloverAfterMs = options.rolloverAfterMs ?? dialect.rolloverAfterMs;
    return {
      ok: true,
      feed: liveFeedOf({ ...options, dialect, client, listed, clockOffset, rolloverAfterMs }),
    };
  } catch (error) {
    const isRefused = error instanceof RangeError || error instanceof BrokenRule;
    if (isRefused) return end('instrument-refused', error.message);
    if (!isVenueError(error)) throw error;
    return end(isPassing(error) ? 'venue-unreachable' : 'venue-refused', error.message);
  }
}

const loopbackOf = ({ restUrl, wsUrl }: OpenLiveOptions): LoopbackUrls | undefined =>
  restUrl === undefined || wsUrl === undefined ? undefined : { restUrl, wsUrl };

interface Asked {
  readonly client: VenueClient;
  readonly clock: VenueClock;
  readonly dialect: VenueDialect;
}

/** Loads the venue's markets into the client and measures its clock. */
async function askVenue(asked: Asked, withinMs: number): Promise<ClockOffset> {
  const { client, clock } = asked;
  await persistentRequest(() => client.exchange.loadMarkets(true), { client, clock, withinMs });
  return persistentRequest(() => measureClockOffset(asked), { client, clock, withinMs });
}

function listing(client: VenueClient, dialect: VenueDialect, symbol: string): ListedInstrument {
  const markets = (client.exchange.markets ?? {}) as Record<string, ListedMarket>;
  const market = Object.hasOwn(markets, symbol) ? markets[symbol] : undefined;
  if (market === undefined) throw new RangeError(`${dialect.title} lists no ${symbol}`);
  return dialect.list(market);
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
