import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defineInstrument } from '../domain/instrument/instrument.ts';
import type { MarketEvent } from '../domain/market/market-event.ts';
import { unixMs } from '../domain/units/time.ts';
import { dayFolder } from './day-folder.ts';
import { madeUpEvents, MIDNIGHT, perpetual } from './fixtures/made-up-market.ts';
import { eventsOf, session, valueOf, withArchive } from './fixtures/temporary-archive.ts';
import { openArchiveWriter } from './open-archive-writer.ts';

const instrument = perpetual;
const all = { instrument: instrument.id, from: unixMs(0), to: unixMs(MIDNIGHT * 2) };
const key = { instrument: instrument.id, day: '2024-08-09' };
const eventsIn = (placed: readonly { event: MarketEvent }[]) => placed.map(({ event }) => event);

describe('the archive', () => {
  it('gives back every event as it came, in order, across midnight', () =>
    withArchive(async ({ reader, writer }) => {
      const events = madeUpEvents(6000, MIDNIGHT - 60_000);
      const done = valueOf(await writer.ingest({ instrument, source: session, events }));
      expect(done.events).toBe(6000);
      expect(await eventsOf(reader, all)).toEqual(eventsIn(events));
      expect(valueOf(await reader.inventory()).map(({ day }) => day)).toEqual(['2024-08-08', '2024-08-09']);
      expect(valueOf(await reader.instrument(instrument.id))).toEqual(instrument);
    }));

  it('keeps one order whether it came in one batch or in many, merged or not', () =>
    withArchive(async ({ reader, writer }) => {
      const events = madeUpEvents(4000, MIDNIGHT + 1000);
      for (let from = 0; from < events.length; from += 123)
        valueOf(await writer.ingest({ instrument, source: session, events: events.slice(from, from + 123) }));
      expect(await eventsOf(reader, all)).toEqual(eventsIn(events));
      const [before] = valueOf(await reader.inventory());
      valueOf(await writer.merge(key));
      expect(await eventsOf(reader, all)).toEqual(eventsIn(events));
      valueOf(await writer.seal(key));
      expect(await eventsOf(reader, all)).toEqual(eventsIn(events));
      const [after] = valueOf(await reader.inventory());
      expect(after?.rows).toEqual(before?.rows);
      expect(after?.isSealed).toBe(true);
      expect(valueOf(await reader.verify())).toMatchObject({ parts: 4, faults: [] });
    }));

  it('gives the same whatever the batches, repeats and merges were', async () => {
    const events = madeUpEvents(1200, MIDNIGHT - 20_000);
    const step = fc.record({
      from: fc.nat(1199),
      length: fc.integer({ min: 1, max: 700 }),
      merge: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 6 }), (steps) =>
        withArchive(async ({ reader, writer }) => {
          let taken = 0;
          for (const { from, length, merge } of [...steps, { from: 1200, length: 1200, merge: false }]) {
            // A writer may begin again anywhere before its end, never behind it.
            const batch = events.slice(Math.min(from, taken), Math.min(from, taken) + length);
            taken = Math.max(taken, batch.at(-1)?.position ?? 0);
            valueOf(await writer.ingest({ instrument, source: session, events: batch }));
            if (merge) valueOf(await writer.seal(key));
          }
          expect(await eventsOf(reader, all)).toEqual(eventsIn(events));
        }),
      ),
      { numRuns: 12 },
    );
  });

  it('takes nothing twice, however often it is given', () =>
    withArchive(async ({ reader, writer }) => {
      const events = madeUpEvents(900, MIDNIGHT);
      const batch = { instrument, source: session, events };
      valueOf(await writer.ingest({ ...batch, events: events.slice(0, 500) }));
      expect(valueOf(await writer.ingest(batch))).toMatchObject({ events: 400, known: 500 });
      expect(valueOf(await writer.ingest(batch))).toMatchObject({ events: 0, known: 900, rows: 0 });
      expect(await eventsOf(reader, all)).toEqual(eventsIn(events));
    }));

  it('begins a range with the book as it stood and the last word about the feed', () =>
    withArchive(async ({ reader, writer }) => {
      const events = madeUpEvents(2000, MIDNIGHT);
      valueOf(await writer.ingest({ instrument, source: session, events }));
      const from = unixMs(MIDNIGHT + 37 * 1234);
      const before = eventsIn(events).filter(({ time }) => time < from);
      const [one, other, ...rest] = await eventsOf(reader, { ...all, from });
      const status = before.findLast(({ kind }) => kind === 'feed-status');
      const lastBook = before.findLast(({ kind }) => kind.startsWith('book-'));
      expect(rest).toEqual(eventsIn(events).filter(({ time }) => time >= from));
      expect([one, other]).toEqual([status, { ...lastBook, kind: 'book-snapshot', ...bookAfter(before) }]);
    }));

  it('gives trades and bars of a range', () =>
    withArchive(async ({ reader, writer }) => {
      const events = madeUpEvents(5000, MIDNIGHT);
      for (let from = 0; from < events.length; from += 1000)
        valueOf(
          await writer.ingest({ instrument, source: session, events: events.slice(from, from + 1000) }),
        );
      const range = { ...all, from: unixMs(MIDNIGHT + 10_000), to: unixMs(MIDNIGHT + 130_000) };
      const expected = eventsIn(events).filter(
        ({ kind, time }) => kind === 'trade' && time >= range.from && time < range.to,
      );
      const trades = valueOf(await reader.trades(range));
      expect(trades).toEqual(expected);
      const bars = valueOf(await reader.bars(range, 60_000));
      const second = trades.filter(({ time }) => time >= MIDNIGHT + 60_000 && time < MIDNIGHT + 120_000);
      const lots = second.reduce((sum, trade) => sum + trade.lots, 0);
      const bought = second
        .filter(({ aggressor }) => aggressor === 'buy')
        .reduce((sum, { lots: l }) => sum + l, 0);
      expect(bars).toHaveLength(3);
      expect(bars[1]).toEqual({
        openTime: MIDNIGHT + 60_000,
        intervalMs: 60_000,
        open: (second[0]?.ticks ?? 0) / 10,
        high: 60_000.1,
        low: 59_999.9,
        close: (second.at(-1)?.ticks ?? 0) / 10,
        volumeBase: lots / 1000,
        buyVolumeBase: bought / 1000,
        tradeCount: second.length,
      });
    }));

  it('lets the source that began last speak where two tell of the same time', () =>
    withArchive(async ({ reader, writer }) => {
      const older = madeUpEvents(1000, MIDNIGHT);
      const newer = madeUpEvents(500, MIDNIGHT + 10_000);
      valueOf(await writer.ingest({ instrument, source: session, events: older }));
      valueOf(await writer.ingest({ instrument, source: { ...session, id: 'paper-2' }, events: newer }));
      const trades = valueOf(await reader.trades(all));
      const spoken = eventsIn(newer).filter(({ kind }) => kind === 'trade');
      const [first, last] = [spoken[0]?.time ?? 0, spoken.at(-1)?.time ?? 0];
      const rest = eventsIn(older).filter(
        ({ kind, time }) => kind === 'trade' && (time < first || time > last),
      );
      expect(trades).toEqual([...rest, ...spoken].toSorted((a, b) => a.time - b.time));
      const books = (await eventsOf(reader, all)).filter(({ kind }) => kind.startsWith('book-'));
      const taken = books.findIndex(({ time }) => time >= MIDNIGHT + 10_000);
      expect(books[taken]).toEqual(newer[0]?.event);
    }));

  it('shows an import all at once or not at all', () =>
    withArchive(async ({ folder, reader, writer }) => {
      const events = madeUpEvents(3000, MIDNIGHT - 60_000);
      const source = { id: 'a-file', origin: 'imported', isSimulated: false } as const;
      const dropped = valueOf(await writer.stage());
      valueOf(await dropped.ingest({ instrument, source, events }));
      valueOf(await dropped.discard());
      expect(valueOf(await reader.inventory())).toEqual([]);
      const staged = valueOf(await writer.stage());
      for (const from of [0, 1000, 2000])
        valueOf(await staged.ingest({ instrument, source, events: events.slice(from, from + 1000) }));
      expect(valueOf(await reader.inventory())).toEqual([]);
      expect(valueOf(await staged.publish())).toMatchObject({ events: 3000 });
      expect(await eventsOf(reader, all)).toEqual(eventsIn(events));
      expect(valueOf(await writer.ingest({ instrument, source, events }))).toMatchObject({ known: 3000 });
      expect(readdirSync(join(folder, '.staging'))).not.toContain('import-1');
      expect(valueOf(await reader.verify()).faults).toEqual([]);
    }));

  it('forgets a removed day, and does not take it again', () =>
    withArchive(async ({ folder, reader, writer }) => {
      const batch = { instrument, source: session, events: madeUpEvents(800, MIDNIGHT + 1000) };
      valueOf(await writer.ingest(batch));
      valueOf(await writer.remove(key));
      expect(valueOf(await writer.ingest(batch))).toMatchObject({ known: 800 });
      expect(valueOf(await reader.inventory())).toEqual([]);
      expect(readdirSync(dayFolder(folder, key) ?? '')).toEqual(['manifest.json']);
    }));
});

describe('the archive refuses', () => {
  const batch = { instrument, source: session, events: madeUpEvents(100, MIDNIGHT + 1000) };

  it('a second writer while there is one', () =>
    withArchive(async ({ folder }) => {
      expect(await openArchiveWriter(folder, { now: () => 0 })).toMatchObject({
        ok: false,
        failure: { code: 'locked', file: folder },
      });
    }));

  it('another tick size for a day that has one', () =>
    withArchive(async ({ writer }) => {
      valueOf(await writer.ingest(batch));
      const finer = defineInstrument({ ...instrument, tickSize: '0.01' });
      const refused = await writer.ingest({
        ...batch,
        source: { ...session, id: 'other' },
        instrument: finer,
      });
      expect(refused).toMatchObject({ ok: false, failure: { code: 'steps-differ' } });
      expect(!refused.ok && refused.failure.detail).toContain('tick 0.1 and lot 0.001');
    }));

  it('events out of order, naming both times', () =>
    withArchive(async ({ reader, writer }) => {
      const events = [...batch.events.slice(0, 2), ...madeUpEvents(3, MIDNIGHT).slice(2)];
      const refused = await writer.ingest({ ...batch, events });
      expect(!refused.ok && refused.failure.detail).toContain(
        `time ${MIDNIGHT + 74} at 3 must not be before ${MIDNIGHT + 1037}`,
      );
      expect(valueOf(await reader.inventory())).toEqual([]);
    }));

  it('a day it does not have', () =>
    withArchive(async ({ reader }) => {
      expect(await reader.quality({ ...key, day: '../..' })).toMatchObject({
        ok: false,
        failure: { code: 'unknown-day' },
      });
    }));
});

describe('a damaged archive', () => {
  it('names each part that is not as it was written', () =>
    withArchive(async ({ folder, reader, writer }) => {
      valueOf(
        await writer.ingest({ instrument, source: session, events: madeUpEvents(700, MIDNIGHT + 1000) }),
      );
      const day = dayFolder(folder, key) ?? '';
      const book = readdirSync(day).find((name) => name.startsWith('book')) ?? '';
      const bytes = readFileSync(join(day, book));
      bytes.writeUInt8(bytes.readUInt8(200) ^ 1, 200);
      writeFileSync(join(day, book), bytes);
      rmSync(join(day, readdirSync(day).find((name) => name.startsWith('trades')) ?? ''));
      const { faults } = valueOf(await reader.verify(key));
      expect(faults).toHaveLength(2);
      expect(faults[0]).toMatch(/trades-\d+\.parquet must be there, is missing/);
      expect(faults[1]).toMatch(/book-\d+\.parquet must have SHA-256 [0-9a-f]{64}, has/);
    }));

  it('names a manifest that is none', () =>
    withArchive(async ({ folder, reader, writer }) => {
      valueOf(await writer.ingest({ instrument, source: session, events: madeUpEvents(9, MIDNIGHT + 1000) }));
      const file = join(dayFolder(folder, key) ?? '', 'manifest.json');
      writeFileSync(file, '{"format":"edgewright-archive-day","version":1}');
      const answer = await reader.inventory();
      expect(answer).toMatchObject({ ok: false, failure: { code: 'damaged', file } });
      writeFileSync(file, '{"format":"edgewright-archive-day","version":9}');
      expect(await reader.inventory()).toMatchObject({ ok: false, failure: { code: 'newer-format' } });
    }));
});

/** The book after events, as flat lists, best first. */
function bookAfter(events: readonly MarketEvent[]) {
  const sides = { bids: new Map<number, number>(), asks: new Map<number, number>() };
  for (const event of events) {
    if (event.kind !== 'book-snapshot' && event.kind !== 'book-delta') continue;
    for (const side of ['bids', 'asks'] as const) {
      if (event.kind === 'book-snapshot') sides[side].clear();
      for (let at = 0; at < event[side].length; at += 2)
        sides[side].set(event[side][at] ?? 0, event[side][at + 1] ?? 0);
    }
  }
  const listed = (side: Map<number, number>, sign: number) =>
    [...side]
      .filter(([, lots]) => lots > 0)
      .toSorted(([a], [b]) => sign * (b - a))
      .flat();
  return { bids: listed(sides.bids, 1), asks: listed(sides.asks, -1) };
}
