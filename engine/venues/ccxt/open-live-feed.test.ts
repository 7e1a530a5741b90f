import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openBybitLoopback } from '../loopback/bybit-loopback.ts';
import type { LoopbackVenue } from '../loopback/loopback-options.ts';
import type { LiveFeed } from './live-feed.ts';
import { openLiveFeed } from './open-live-feed.ts';
import { clockAt, realClock, until } from './real-clock.fixture.ts';

/** Waits of seconds pass in tenths. */
const clock = clockAt(10);
const opened: LiveFeed[] = [];
let venue: LoopbackVenue;

beforeAll(async () => {
  venue = await openBybitLoopback({ seed: 3, clock: realClock });
});
afterEach(async () => {
  for (const feed of opened.splice(0)) await feed.stop();
});
afterAll(() => venue.close());

async function open(changes: Partial<Parameters<typeof openLiveFeed>[0]> = {}) {
  const { restUrl, wsUrl } = venue;
  const symbols = ['BTC/USDT:USDT'];
  const result = await openLiveFeed({
    venue: 'bybit',
    symbols,
    clock,
    random: () => 0,
    restUrl,
    wsUrl,
    openWithinMs: 60_000,
    ...changes,
  });
  if (result.ok) opened.push(result.feed);
  return result.ok ? 'opened' : result.failure;
}

/** An address of this machine where nobody listens. */
async function deadUrl(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}`;
}

describe('opening live data of Bybit', () => {
  it('waits as long as Retry-After says before it asks again', async () => {
    venue.faults.failNextRequests({ kind: 'status', status: 429, retryAfterS: 3 });
    const before = venue.calls.length;
    const startedAt = clock.monotonicMs();
    expect(await open()).toBe('opened');
    expect(clock.monotonicMs() - startedAt).toBeGreaterThanOrEqual(3000);
    // Both lists are asked for at once; one was refused, so both are asked for again, then the time.
    expect(venue.calls.slice(before).filter((call) => call.endsWith('instruments-info'))).toHaveLength(4);
  });

  it.each([
    ['a page of HTML', { kind: 'html' } as const],
    ['half an answer', { kind: 'cut' } as const],
    ['status 503', { kind: 'status', status: 503 } as const],
  ])('asks again after %s', async (_name, fault) => {
    venue.faults.failNextRequests(fault);
    expect(await open()).toBe('opened');
  });

  it('says that the venue does not answer', async () => {
    venue.faults.failNextRequests({ kind: 'stall' }, { kind: 'stall' });
    expect(await open({ openWithinMs: 3000 })).toEqual({
      code: 'venue-unreachable',
      detail: 'Bybit has not answered within 3000 ms: nothing was heard',
    });
  });

  it('says that there is no network', async () => {
    const failure = await open({ restUrl: await deadUrl(), openWithinMs: 5000 });
    expect(failure).toMatchObject({
      code: 'venue-unreachable',
      detail: expect.stringContaining('ECONNREFUSED') as string,
    });
  });

  it.each([
    ['XRP/USDT:USDT', 'Bybit lists no XRP/USDT:USDT'],
    ['__proto__', 'Bybit lists no __proto__'],
  ])('says that %s is not listed', async (symbol, detail) => {
    expect(await open({ symbols: [symbol] })).toEqual({ code: 'instrument-refused', detail });
  });

  it('follows a symbol once that is named twice', async () => {
    expect(await open({ symbols: ['BTC/USDT:USDT', 'BTC/USDT:USDT'], clock: realClock })).toBe('opened');
    const [feed] = opened;
    expect(feed?.instruments.map(({ symbol }) => symbol)).toEqual(['BTC/USDT:USDT']);
    const calls = venue.calls.length;
    await feed?.start(() => undefined);
    await until(() => feed?.health().streams.find(({ stream }) => stream === 'trades')?.state !== 'waiting');
    expect(venue.calls.slice(calls).filter((call) => call.startsWith('WS'))).toHaveLength(1);
    expect(feed?.health().streams.map(({ stream }) => stream)).toEqual([
      'book',
      'trades',
      'ticker',
      'liquidations',
    ]);
  });

  it('says that it needs a symbol', async () => {
    expect(await open({ symbols: [] })).toEqual({
      code: 'instrument-refused',
      detail: 'live data of Bybit needs at least one symbol, had none',
    });
  });

  it('goes to no other machine', async () => {
    const calls = venue.calls.length;
    expect(await open({ restUrl: 'https://example.org', wsUrl: 'wss://example.org' })).toEqual({
      code: 'address-refused',
      detail: "another venue's address must be on this machine, was https://example.org",
    });
    expect(await open({ wsUrl: undefined })).toMatchObject({ code: 'address-refused' });
    expect(venue.calls).toHaveLength(calls);
  });

  it("measures how far the venue's clock is ahead", async () => {
    const ahead = await openBybitLoopback({ seed: 3, clock: realClock, clockAheadMs: 3_600_000 });
    const { restUrl, wsUrl } = ahead;
    expect(await open({ restUrl, wsUrl, clock: realClock })).toBe('opened');
    const { offsetMs } = opened[0]?.statistics().clockOffset ?? { offsetMs: 0 };
    expect(Math.abs(offsetMs - 3_600_000)).toBeLessThan(200);
    await opened[0]?.start(() => undefined);
    await opened.pop()?.stop();
    await ahead.close();
  });
});
