import { describe, expect, it } from 'vitest';
import type { SeenRequest } from '../loopback/trading/trading-loopback.ts';
import { rfc3339Ms } from '../wire/venue-time.ts';
import { limitAt, MARKET, type OpenedPair, openPair } from './session.fixture.ts';
import { ONE_OF_EACH, WITH_WINDOW } from './venue-pairs.fixture.ts';
import type { OutcomeVenue } from './outcome-table.ts';
import { measured } from '../../test/reliability/measured.ts';

const HOUR_MS = 3_600_000;
const OFFSETS_MS = [
  -HOUR_MS,
  -HOUR_MS / 2,
  -300_000,
  -30_000,
  -6000,
  -1500,
  0,
  900,
  1500,
  6000,
  30_000,
  300_000,
  HOUR_MS,
];
/** Requests on this machine take a few ms, of which the offset is exact to half. */
const CLOSE_MS = 250;

/** The window of one signed request, in ms from its signing; undefined where the venue has no such field. */
const WINDOW: Readonly<Record<OutcomeVenue, (request: SeenRequest) => number | undefined>> = {
  bybit: ({ headers }) => Number(headers['x-bapi-recv-window']),
  binance: ({ body, query }) => Number(new URLSearchParams(body === '' ? query : body).get('recvWindow')),
  okx: ({ headers }) =>
    headers['exptime'] === undefined
      ? undefined
      : Number(headers['exptime']) - rfc3339Ms(headers['ok-access-timestamp'], 'it'),
  kraken: ({ body }) => {
    const params = new URLSearchParams(body);
    const deadline = params.get('deadline');
    return deadline === null ? undefined : rfc3339Ms(deadline, 'it') - Number(params.get('nonce')) / 1000;
  },
  coinbase: () => undefined,
};

async function tradeALittle(open: OpenedPair): Promise<void> {
  const { instrument } = open;
  const order = open.order(limitAt(600_000));
  await open.ask(order);
  await open.ask(open.order(MARKET));
  await open.ask({ kind: 'ask-open-orders' });
  await open.ask({ kind: 'ask-balances' });
  await open.ask({ kind: 'cancel', orderId: order.orderId, instrument: instrument.id });
}

describe.each(ONE_OF_EACH)('the time of requests to $name', (pair) => {
  it.each(OFFSETS_MS)("R-CN-05: is the venue's own, which is %d ms from ours", async (clockAheadMs) => {
    const open = await openPair(pair, { venue: { clockAheadMs } });
    await tradeALittle(open);
    const { outsideWindow } = open.venue;
    measured(
      'R-CN-05',
      `${pair.name}: ${OFFSETS_MS.length} offsets of its clock, ${outsideWindow} requests outside its window`,
    );
    expect(outsideWindow).toBe(0);
    expect(open.venue.badSignatures).toBe(0);
    expect(open.venue.core.orders).toHaveLength(2);
    const answer = await open.ask({ kind: 'ask-clock' });
    const offsetMs = answer.kind === 'clock' ? answer.offsetMs : Number.NaN;
    // Kraken tells whole seconds.
    expect(Math.abs(offsetMs - clockAheadMs)).toBeLessThan(pair.dialect.venue === 'kraken' ? 1000 : CLOSE_MS);
    await open.close();
  });

  it('R-CN-05: is taken of the quickest of five samples', async () => {
    const open = await openPair(pair, { venue: { clockAheadMs: 60_000 }, isEarly: true });
    const slow = { kind: 'reply-late', ms: 300 } as const;
    open.venue.faults.next('public', slow, slow, { kind: 'reply-late', ms: 1 }, slow, slow);
    const asked = () => open.venue.seen.filter(({ purpose }) => purpose === 'public').length;
    const before = asked();
    const answer = await open.ask({ kind: 'ask-clock' });
    expect(asked() - before).toBe(5);
    expect(answer).toMatchObject({ kind: 'clock' });
    const { offsetMs, roundTripMs } = answer as Extract<typeof answer, { kind: 'clock' }>;
    expect([Number.isInteger(offsetMs), Number.isInteger(roundTripMs)]).toEqual([true, true]);
    expect(answer.kind === 'clock' && answer.roundTripMs).toBeLessThan(CLOSE_MS);
    await open.close();
  });
});

describe.each(WITH_WINDOW)('orders for $name', (pair) => {
  it('R-CN-06: bounds orders to 5 000 ms', async () => {
    const open = await openPair(pair);
    await tradeALittle(open);
    const signed = open.venue.seen.filter(({ purpose }) => purpose !== 'public' && purpose !== 'login');
    const windows = signed.map((request) => [request.purpose, WINDOW[pair.dialect.venue](request)] as const);
    // What Kraken's deadline is counted from was told in whole seconds.
    const within = pair.dialect.venue === 'kraken' ? 1000 : 50;
    const placed = windows.filter(([purpose]) => purpose === 'place');
    expect(placed).toHaveLength(2);
    for (const [, window] of placed)
      expect(Math.abs((window ?? Number.NaN) - 5000)).toBeLessThanOrEqual(within);
    const others = windows.flatMap(([, window]) => (window === undefined ? [] : [window]));
    expect(others.every((window) => Math.abs(window - 5000) <= within)).toBe(true);
    await open.close();
  });
});

/** Under way for longer than orders may be, in ms. */
const LATE_MS = 5600;

it('R-CN-06: makes every venue with a window refuse an order that was under way for longer', async () => {
  await Promise.all(
    WITH_WINDOW.map(async (pair) => {
      const open = await openPair(pair, { session: { requestTimeoutMs: 9000 } });
      open.venue.faults.next('place', { kind: 'request-late', ms: LATE_MS });
      const answer = await open.ask(open.order(limitAt(600_000)), 9000);
      expect(answer).toMatchObject({ kind: 'refused', class: 'not-done' });
      const { core, outsideWindow } = open.venue;
      measured(
        'R-CN-06',
        `${pair.name}: ${outsideWindow} order ${LATE_MS} ms under way, ${core.orders.length} accepted`,
      );
      expect(outsideWindow).toBe(1);
      expect(core.orders).toEqual([]);
      await open.close();
    }),
  );
}, 20_000);
