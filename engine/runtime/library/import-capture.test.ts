import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ArchiveWriter } from '../../archive/archive-writer.ts';
import { openArchiveWriter } from '../../archive/open-archive-writer.ts';
import type { MarketEvent } from '../../domain/market/market-event.ts';
import { unixMs } from '../../domain/units/time.ts';
import {
  CAPTURE_START,
  captureLine,
  diff,
  snapshot,
  trade,
  writeCapture,
} from '../../venues/recorded/fixtures/capture-file.ts';
import { openRecordedFeed } from '../../venues/recorded/open-recorded-feed.ts';
import { importCapture } from './import-capture.ts';
import { lookAtFiles } from './import-preview.ts';
import { measureTimeline } from './measure-timeline.ts';
import { valueOf } from './staged-events.ts';

let folder = '';
let writer: ArchiveWriter;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'capture-import-'));
  writer = valueOf(await openArchiveWriter(join(folder, 'archive'), { now: () => CAPTURE_START }));
});
afterEach(async () => {
  await writer.close();
  rmSync(folder, { recursive: true });
});

const free = { isCanceled: false, progress: () => undefined };
const ID = 'binance:BTC/USDT';
const file = (lines: readonly (object | string)[]) => writeCapture(join(folder, 'capture.gz'), lines);
const bring = (paths: readonly string[], brokenRows: 'refuse' | 'skip' = 'refuse') =>
  importCapture(writer, { importId: 'i1', paths, brokenRows }, free);

async function kept(instrument: string): Promise<MarketEvent[]> {
  const events: MarketEvent[] = [];
  const range = { instrument, from: unixMs(0), to: unixMs(10_000_000_000_000) };
  for await (const event of writer.reader.events(range)) events.push(event);
  return events;
}

function eventsOf(paths: readonly string[]): MarketEvent[] {
  const opened = openRecordedFeed(paths);
  if (!opened.ok) throw new Error(opened.failure.detail);
  const events: MarketEvent[] = [];
  for (let event = opened.feed.next(); event; event = opened.feed.next()) events.push(event);
  return events;
}

const whole = (id: number) =>
  snapshot(id, [['100.00000000', '1.00000000']], [['100.10000000', '2.00000000']]);
const GOOD = [diff([1, 1]), whole(1), trade(7, '100.00', '0.5', true), diff([2, 2], [['99.00', '3']])];

describe('the import of a capture', () => {
  it('keeps every event in its order', async () => {
    const paths = [file(GOOD)];
    expect(await lookAtFiles(paths)).toMatchObject({ shape: 'capture', instruments: [ID], mapping: null });
    expect(await bring(paths)).toMatchObject({
      outcome: 'imported',
      instruments: [ID],
      days: ['2024-01-01'],
      rowsSkipped: 0,
    });
    expect(await kept(ID)).toEqual(eventsOf(paths));
  });

  it('with a malformed frame is refused as a whole, or leaves the frame out when told to', async () => {
    const paths = [file([...GOOD, captureLine(9, { stream: 'a', data: [] }), trade(8, '101', '1', false)])];
    const refused = await bring(paths);
    expect(refused).toMatchObject({
      outcome: 'refused',
      detail: 'capture.gz line 5: data must be an object, was a list of 0. Nothing was imported.',
      problems: [{ line: 5 }],
    });
    expect(await kept(ID)).toEqual([]);
    expect(await bring(paths, 'skip')).toMatchObject({ outcome: 'imported', rowsSkipped: 1 });
    expect(await kept(ID)).toEqual(eventsOf(paths));
  });

  it('of something else is refused with its rule', async () => {
    const path = join(folder, 'other.gz');
    writeFileSync(path, '{"a": 1}\n');
    expect((await bring([path])).detail).toMatch(/other\.gz: must be .* Nothing was imported\.$/);
    expect(await kept(ID)).toEqual([]);
  });
});

describe('the timeline of files', () => {
  it('goes from the first to the last event and knows their holes', () => {
    const paths = [
      file([diff([1, 1]), whole(1), diff([5, 5]), diff([6, 6]), whole(6), trade(9, '100', '1', true)]),
    ];
    const events = eventsOf(paths);
    const gap = events.find((event) => event.kind === 'feed-status' && event.status === 'gap');
    const healed = events.filter(({ kind }) => kind === 'book-snapshot')[1];
    expect(measureTimeline(paths)).toEqual({
      fromMs: events[0]?.time,
      toMs: events.at(-1)?.time,
      gaps: [{ fromMs: gap?.time, toMs: healed?.time }],
    });
  });

  it('is unknown of what cannot be read', () => {
    expect(measureTimeline([join(folder, 'nothing.gz')])).toBeUndefined();
  });
});

const data = process.env['EDGEWRIGHT_DATA'];
const whyNot = data === undefined ? ' (needs EDGEWRIGHT_DATA)' : '';
const capturesOf = (place: string): string[] =>
  data === undefined
    ? ['']
    : readdirSync(join(data, place)).filter((name) => /raw\.gz$|jsonl\.gz$/.test(name));

describe('real captures', () => {
  it
    .skipIf(data === undefined)
    .each([
      ...capturesOf('ws-raw').map((name) => ['ws-raw', name] as const),
      ['book', 'bybit-linear_XRPUSDT_ob500_2024-12-01.raw.jsonl.gz'] as const,
      ['book', 'binance-usdm_BTCUSDT_20240808.raw.gz'] as const,
    ])(
    `%s/%s comes out of the archive as it went in${whyNot}`,
    async (place, name) => {
      const paths = [join(data ?? '', place, name)];
      const report = await bring(paths, 'skip');
      expect(report).toMatchObject({ outcome: 'imported' });
      const all = eventsOf(paths);
      for (const id of report.instruments) {
        const own = all.filter(({ instrument }) => instrument === id);
        expect(await kept(id)).toEqual(own);
      }
    },
    60_000,
  );
});
