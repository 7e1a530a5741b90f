import { afterEach, describe, expect, it } from 'vitest';
import type { ArchiveSource } from '../../archive/archive.ts';
import type { ArchiveWriter } from '../../archive/archive-writer.ts';
import { valueOf, withArchive } from '../../archive/fixtures/temporary-archive.ts';
import { defineInstrument, type Instrument } from '../../domain/instrument/instrument.ts';
import type { VenueBar } from '../../domain/market/market-event.ts';
import type { SessionDescription } from '../../domain/session/session-description.ts';
import { unixMs } from '../../domain/units/time.ts';
import { btc as madeUp } from '../../market/fixtures/market-events.ts';
import type { PastBars } from '../../market/bars/past-bars.ts';
import { systemClock } from '../clock.ts';
import { pastFromArchive } from './bar-past.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** 2024-08-05T00:00:00Z, a Monday. */
const MONDAY = 1_722_816_000_000;
/** Of a venue that is not made up. */
const btc = defineInstrument({ ...madeUp, venue: 'test' });
const recorded: ArchiveSource = { id: 'paper-1', origin: 'recorded', isSimulated: false };

const venueBar = (openTime: number, price: number, intervalMs = MINUTE): VenueBar => ({
  kind: 'venue-bar',
  instrument: btc.id,
  time: unixMs(openTime + intervalMs),
  venueTime: unixMs(openTime + intervalMs),
  openTime: unixMs(openTime),
  intervalMs,
  open: price,
  high: price + 1,
  low: price - 1,
  close: price,
  volumeBase: 2,
});

async function keep(writer: ArchiveWriter, bars: readonly VenueBar[], source = recorded): Promise<void> {
  const events = bars.map((event) => ({ position: event.openTime / MINUTE, event }));
  valueOf(await writer.ingest({ instrument: btc, source, events }));
}

const failures: string[] = [];
let isCurrent = true;
afterEach(() => {
  failures.length = 0;
  isCurrent = true;
});

interface Told {
  readonly startedAt: number;
  readonly mode?: SessionDescription['mode'];
  readonly firstTime?: number;
  readonly hasBegun?: boolean;
  readonly instrument?: Instrument;
}

function openPast(archive: string, told: Told): PastBars | undefined {
  const { firstTime, hasBegun = true, instrument = btc, mode = 'paper', startedAt } = told;
  const description = { mode, startedAt, instruments: [instrument] } as unknown as SessionDescription;
  const session = { description, kernel: { hasBegun } };
  const other = { description, kernel: { hasBegun } };
  const options = {
    archive,
    session: () => (isCurrent ? session : other),
    onFailure: (detail: string) => failures.push(detail),
  };
  return pastFromArchive(options)(instrument.id, firstTime);
}

/** Waits until so many pages came; the thread takes real time. */
async function pagesOf(past: PastBars | undefined, count: number) {
  for (let left = 500; left > 0 && past !== undefined && past.count < count; left -= 1)
    await new Promise<void>((resolve) => {
      systemClock.after(20, resolve);
    });
  return Array.from({ length: past?.count ?? 0 }, (_, place) => past?.page(place));
}

const settled = () =>
  new Promise<void>((resolve) => {
    systemClock.after(1500, resolve);
  });

describe('the archive behind a chart', { timeout: 30_000 }, () => {
  it('comes newest first, across days of which nothing is kept, and ends where the session begins', async () => {
    await withArchive(async ({ folder, writer }) => {
      const now = MONDAY + 40 * DAY + 3 * MINUTE;
      await keep(writer, [venueBar(MONDAY, 10), venueBar(MONDAY + DAY, 20)]);
      await keep(writer, [venueBar(now - DAY, 30), venueBar(now - MINUTE, 40), venueBar(now, 50)]);
      const past = openPast(folder, { startedAt: now + 30_000, firstTime: now + 10_000 });
      expect(past?.until).toBe(now);
      const [newest, oldest] = await pagesOf(past, 2);
      expect([...(newest?.open ?? [])]).toEqual([30, 40]);
      expect([...(oldest?.openTime ?? [])]).toEqual([MONDAY, MONDAY + DAY]);
      expect(failures).toEqual([]);
    });
  });

  it('has longer bars too, each ending before the session does begin', async () => {
    await withArchive(async ({ folder, writer }) => {
      const hours = Array.from({ length: 2500 }, (_, at) => venueBar(MONDAY + at * HOUR, at + 5, HOUR));
      await keep(writer, hours);
      const startedAt = MONDAY + 2000 * HOUR + 30 * MINUTE;
      const past = openPast(folder, { startedAt, mode: 'replay' });
      const pages = await pagesOf(past, 3);
      const opens = pages.toReversed().flatMap((page) => [...(page?.open ?? [])]);
      expect(opens).toEqual(Array.from({ length: 2000 }, (_, at) => at + 5));
    });
  });

  it('holds nothing after the begin of a replay whose first trade came later', async () => {
    await withArchive(async ({ folder, writer }) => {
      await keep(
        writer,
        [0, 1, 2, 3].map((at) => venueBar(MONDAY + at * MINUTE, 10 + at)),
      );
      const startedAt = MONDAY + 2 * MINUTE + 1;
      const past = openPast(folder, { startedAt, mode: 'replay', firstTime: startedAt + HOUR });
      const [page] = await pagesOf(past, 1);
      expect([...(page?.open ?? [])]).toEqual([10, 11]);
    });
  });

  it('never mixes made-up markets with real ones', async () => {
    await withArchive(async ({ folder, writer }) => {
      await keep(writer, [venueBar(MONDAY, 10)]);
      await keep(writer, [venueBar(MONDAY + DAY, 99)], { ...recorded, id: 'other', isSimulated: true });
      await keep(writer, [venueBar(MONDAY + 2 * DAY, 30)]);
      const past = openPast(folder, { startedAt: MONDAY + 4 * DAY });
      const [page] = await pagesOf(past, 1);
      expect([...(page?.open ?? [])]).toEqual([10, 30]);
    });
  });

  it('is not asked for before the session has begun, nor gone on with after it', async () => {
    await withArchive(async ({ folder, writer }) => {
      await keep(writer, [venueBar(MONDAY, 10)]);
      expect(openPast(folder, { startedAt: MONDAY + DAY, hasBegun: false })).toBeUndefined();
      const past = openPast(folder, { startedAt: MONDAY + DAY });
      isCurrent = false;
      await settled();
      expect([past?.count, failures]).toEqual([0, []]);
    });
  });

  it('is empty where the archive has nothing of the instrument', async () => {
    await withArchive(async ({ folder }) => {
      const past = openPast(folder, { startedAt: MONDAY });
      await settled();
      expect([past?.count, failures]).toEqual([0, []]);
    });
  });
});
