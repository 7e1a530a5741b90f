import { describe, expect, it } from 'vitest';
import type { BookSnapshot, FeedStatus, MarketEvent } from '../domain/market/market-event.ts';
import { lots } from '../domain/units/lots.ts';
import { ticks } from '../domain/units/ticks.ts';
import { unixMs } from '../domain/units/time.ts';
import { MIDNIGHT, perpetual } from './fixtures/made-up-market.ts';
import { eventsOf, session, valueOf, withArchive } from './fixtures/temporary-archive.ts';

const instrument = perpetual;
const at = (time: number, venueTime = time) => ({
  instrument: instrument.id,
  time: unixMs(MIDNIGHT + time),
  venueTime: unixMs(MIDNIGHT + venueTime),
});
const book = (time: number, venueTime: number, bids: number[], kind: 'book-snapshot' | 'book-delta') =>
  ({ kind, ...at(time, venueTime), updateId: time + 10_000, bids, asks: [] }) as MarketEvent;
const status = (time: number, said: FeedStatus['status']): MarketEvent => ({
  kind: 'feed-status',
  ...at(time),
  status: said,
  detail: said,
});
const trade = (time: number, venueTime: number): MarketEvent => ({
  kind: 'trade',
  ...at(time, venueTime),
  ticks: ticks(100),
  lots: lots(1),
  aggressor: 'buy',
  tradeId: String(time),
});
const placed = (events: readonly MarketEvent[]) =>
  events.map((event, place) => ({ position: place + 1, event }));
const range = (from: number, to: number) => ({
  instrument: instrument.id,
  from: unixMs(MIDNIGHT + from),
  to: unixMs(MIDNIGHT + to),
});

async function opening(events: readonly MarketEvent[], from: number): Promise<readonly MarketEvent[]> {
  let found: readonly MarketEvent[] = [];
  await withArchive(async ({ reader, writer }) => {
    valueOf(await writer.ingest({ instrument, source: session, events: placed(events) }));
    found = await eventsOf(reader, range(from, from + 1));
  });
  return found;
}
const bidsOf = (events: readonly MarketEvent[]) =>
  (events.find(({ kind }) => kind === 'book-snapshot') as BookSnapshot | undefined)?.bids;

describe('the book a range begins with', () => {
  it('knows what came after the snapshot though the venue stamped it with the day before', async () => {
    const events = [
      book(5, 1, [100, 7, 99, 5], 'book-snapshot'),
      book(6, -1, [100, 8], 'book-delta'),
      book(7, 2, [99, 0], 'book-delta'),
    ];
    expect(bidsOf(await opening(events, 100))).toEqual([100, 8]);
  });

  it('is of the snapshot that came last, whichever day it is stamped with', async () => {
    const events = [
      book(5, 1, [100, 7], 'book-snapshot'),
      book(6, -1, [90, 1], 'book-snapshot'),
      book(7, 2, [89, 3], 'book-delta'),
    ];
    expect(bidsOf(await opening(events, 100))).toEqual([90, 1, 89, 3]);
  });

  it('is distrusted where the feed said so after its snapshot, though changes went on', async () => {
    const events = [
      book(-9000, -9000, [100, 7], 'book-snapshot'),
      status(-8000, 'gap'),
      book(-7000, -7000, [100, 9], 'book-delta'),
    ];
    const [first, second] = await opening(events, 100);
    expect(first).toMatchObject({ kind: 'book-snapshot', bids: [100, 7], time: MIDNIGHT - 9000 });
    expect(second).toEqual(status(-8000, 'gap'));
  });

  it('is believed where a snapshot came after the feed had said so', async () => {
    const events = [
      book(-9500, -9500, [100, 7], 'book-snapshot'),
      status(-9000, 'gap'),
      book(-8000, -8000, [100, 7], 'book-snapshot'),
      book(-7000, -7000, [100, 9], 'book-delta'),
    ];
    const kinds = (await opening(events, 100)).map(({ kind }) => kind);
    expect(kinds).toEqual(['feed-status', 'book-snapshot']);
  });
});

describe('an event whose venue time is far from its arrival', () => {
  const far = [0, -40 * 86_400_000, 3 * 86_400_000, 1_723_161_600_000_000].map((venueTime) => ({
    ...trade(50, 0),
    venueTime: unixMs(venueTime > 1e15 || venueTime === 0 ? venueTime : MIDNIGHT + venueTime),
  }));

  it('is in the archive once and is found where it arrived', () =>
    withArchive(async ({ reader, writer }) => {
      const events = [trade(40, 38), ...far, trade(60, 58)] as MarketEvent[];
      valueOf(await writer.ingest({ instrument, source: session, events: placed(events) }));
      expect(await eventsOf(reader, range(0, 1000))).toEqual(events);
      expect(valueOf(await reader.inventory()).map(({ day }) => day)).toEqual(['2024-08-09']);
    }));
});
