import { appendFileSync, existsSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { defineInstrument } from '../../domain/instrument/instrument.ts';
import type { MarketEvent } from '../../domain/market/market-event.ts';
import { unixMs } from '../../domain/units/time.ts';
import { dayFolder } from '../../archive/day-folder.ts';
import { openArchiveWriter } from '../../archive/open-archive-writer.ts';
import { RecordingWriter } from '../../venues/recorded/recording-writer.ts';
import { openRecordedFeed } from '../../venues/recorded/open-recorded-feed.ts';
import { sandboxInstruments } from '../../venues/sandbox/instruments.ts';
import { createSandboxMarket } from '../../venues/sandbox/sandbox-market.ts';
import { isArchived, readArchiveState } from './archive-state.ts';
import { Archiver } from './archiver.ts';
import { archivedEvents, daysIn, type ArchivingFolders, makeFolders } from './fixtures/archiving-folders.ts';
import { keepDays } from './keep-days.ts';
import { describeRecording } from './fixtures/describe-recording.ts';

const START = 1_723_161_590_000;
const LATER = START + 2 * 86_400_000;

function sandboxEvents(count: number, startTime = START): MarketEvent[] {
  const market = createSandboxMarket({ seed: 5, startTime: unixMs(startTime) });
  return Array.from({ length: count }, () => market.next()).filter((event) => event !== undefined);
}

const of = (events: readonly MarketEvent[], instrument: string) =>
  events.filter((event) => event.instrument === instrument);

async function withFolders(work: (folders: ArchivingFolders) => Promise<void>): Promise<void> {
  const folders = makeFolders();
  try {
    await work(folders);
  } finally {
    folders.remove();
  }
}

async function expectArchived(folders: ArchivingFolders, events: readonly MarketEvent[]): Promise<void> {
  for (const { id } of sandboxInstruments) {
    const archived = await archivedEvents(folders.archive, id);
    expect(archived.faults).toEqual([]);
    expect(archived.events).toEqual(of(events, id));
  }
}

describe('the archiver', () => {
  it('follows a recording while it is written, each event once', () =>
    withFolders(async (folders) => {
      const events = sandboxEvents(9000);
      const description = describeRecording('paper-a', 'sandbox', sandboxInstruments);
      const path = folders.recording('paper-a');
      const writer = RecordingWriter.create(path, description);
      const archiver = new Archiver(folders);
      let appended = 0;
      for (const upTo of [100, 2600, 5100, 9000]) {
        for (const event of events.slice(appended, upTo)) writer.append(event);
        writer.append({ kind: 'clock', time: unixMs(START) });
        writer.flush();
        appended = upTo;
        expect(await archiver.round(START)).toMatchObject({ refused: [], sealedDays: 0 });
        expect(isArchived(readArchiveState(folders.archive), path)).toBe(true);
      }
      writer.close();
      expect(isArchived(readArchiveState(folders.archive), path)).toBe(false);
      const last = await archiver.round(LATER);
      expect(last.failure).toBeUndefined();
      expect(last.sealedDays).toBeGreaterThanOrEqual(sandboxInstruments.length);
      expect(isArchived(readArchiveState(folders.archive), path)).toBe(true);
      await expectArchived(folders, events);
    }));

  it('begins again without its state and adds nothing', () =>
    withFolders(async (folders) => {
      const events = sandboxEvents(3000);
      const writer = RecordingWriter.create(
        folders.recording('paper-a'),
        describeRecording('paper-a', 'sandbox', sandboxInstruments),
      );
      for (const event of events) writer.append(event);
      writer.close();
      const first = await new Archiver(folders).round(START);
      expect(first.rows).toBeGreaterThan(3000);
      writeFileSync(join(folders.archive, 'archived.json'), '{"version":1');
      expect(await new Archiver(folders).round(START)).toMatchObject({ rows: 0, recordings: 1 });
      rmSync(join(folders.archive, 'archived.json'));
      expect(await new Archiver(folders).round(START)).toMatchObject({ rows: 0, recordings: 1 });
      await expectArchived(folders, events);
    }));

  it('takes what a torn recording has, and the rest when it comes', () =>
    withFolders(async (folders) => {
      const events = sandboxEvents(1500);
      const path = folders.recording('paper-a');
      const writer = RecordingWriter.create(
        path,
        describeRecording('paper-a', 'sandbox', sandboxInstruments),
      );
      for (const event of events) writer.append(event);
      writer.close();
      const whole = readFileSync(path);
      truncateSync(path, whole.length - 700);
      expect(await new Archiver(folders).round(START)).toMatchObject({ refused: [] });
      expect(isArchived(readArchiveState(folders.archive), path)).toBe(true);
      appendFileSync(path, whole.subarray(whole.length - 700));
      await new Archiver(folders).round(START);
      await expectArchived(folders, events);
    }));

  it('archives what a session left at its end before anything of the next, on the same day', () =>
    withFolders(async (folders) => {
      const events = sandboxEvents(6000);
      const record = (name: string, its: readonly MarketEvent[]) => {
        const description = describeRecording(name, 'sandbox', sandboxInstruments);
        const writer = RecordingWriter.create(folders.recording(name), description);
        for (const event of its) writer.append(event);
        return writer;
      };
      const first = record('paper-a', events.slice(0, 2000));
      first.flush();
      await new Archiver(folders).round(START);
      // The last minute, for which there was no round any more.
      for (const event of events.slice(2000, 4000)) first.append(event);
      first.close();
      record('paper-b', events.slice(4000)).close();
      const report = await new Archiver(folders).round(START);
      expect(report).toMatchObject({ recordings: 2, refused: [] });
      const days = await daysIn(folders.archive);
      const shared = days.filter(({ sources }) => sources.length === 2);
      expect(shared.length).toBeGreaterThan(0);
      // A source stands behind the others whenever it gave something.
      for (const { sources } of shared) expect(sources.map(({ id }) => id)).toEqual(['paper-a', 'paper-b']);
      // The book of the next session would begin with a snapshot; its prints stand by themselves.
      const isPrint = ({ kind }: MarketEvent) => kind === 'trade';
      for (const { id } of sandboxInstruments) {
        const archived = await archivedEvents(folders.archive, id);
        expect(archived.events.filter(isPrint)).toEqual(of(events, id).filter(isPrint));
        const own = of(events.slice(0, 4000), id);
        expect(archived.events.slice(0, own.length)).toEqual(own);
      }
    }));

  it('leaves replays alone and names a broken line', () =>
    withFolders(async (folders) => {
      const [instrument] = sandboxInstruments;
      for (const name of ['replay-a', 'paper-b']) {
        const source = name === 'replay-a' ? 'recorded' : 'live-data';
        const writer = RecordingWriter.create(
          folders.recording(name),
          describeRecording(name, source, sandboxInstruments),
        );
        for (const event of sandboxEvents(100)) writer.append(event);
        writer.flush();
      }
      appendFileSync(folders.recording('paper-b'), '["T",0,1,2,-5,1,"b","x"]\n');
      const report = await new Archiver(folders).round(START);
      expect(report.refused).toEqual([expect.stringMatching(/paper-b\.ewrec at byte \d+: ticks must be/)]);
      const archived = await archivedEvents(folders.archive, instrument?.id ?? '');
      expect(archived.events).toEqual(of(sandboxEvents(100), instrument?.id ?? ''));
    }));

  it('keeps a recording whose steps do not fit the day, and goes on with the others', () =>
    withFolders(async (folders) => {
      const [first] = sandboxInstruments;
      if (!first) throw new Error('the sandbox must have an instrument');
      const events = of(sandboxEvents(2000), first.id);
      const finer = defineInstrument({
        ...first,
        tickSize: `${first.tickSize}1`.replace(/^(\d+)1$/, '$1.1'),
      });
      for (const [name, instrument] of [
        ['paper-a', first],
        ['paper-b', finer],
      ] as const) {
        const writer = RecordingWriter.create(
          folders.recording(name),
          describeRecording(name, 'sandbox', [instrument]),
        );
        for (const event of events) writer.append(event);
        writer.close();
      }
      const report = await new Archiver(folders).round(START);
      expect(report.refused).toEqual([expect.stringContaining('cannot be mixed with tick')]);
      const state = readArchiveState(folders.archive);
      expect(isArchived(state, folders.recording('paper-a'))).toBe(true);
      expect(isArchived(state, folders.recording('paper-b'))).toBe(false);
      expect((await archivedEvents(folders.archive, first.id)).events).toEqual(events);
    }));
});

describe('the archiver looks after the days', () => {
  const begun = async (folders: ArchivingFolders) => {
    const events = sandboxEvents(4000);
    const writer = RecordingWriter.create(
      folders.recording('paper-a'),
      describeRecording('paper-a', 'sandbox', sandboxInstruments),
    );
    for (const event of events) writer.append(event);
    writer.close();
    await new Archiver(folders).round(START);
    return events;
  };

  it('makes a damaged day again from the recordings and keeps what was there aside', () =>
    withFolders(async (folders) => {
      const events = await begun(folders);
      const [day] = await daysIn(folders.archive);
      const folder = dayFolder(folders.archive, day ?? { instrument: '', day: '' }) ?? '';
      writeFileSync(join(folder, 'manifest.json'), '{');
      const report = await new Archiver(folders).round(START + 1);
      expect(report.refused).toEqual([`a damaged day was set aside as ${folder}.damaged-${START + 1}`]);
      expect(existsSync(`${folder}.damaged-${START + 1}`)).toBe(true);
      expect(await new Archiver(folders).round(START + 2)).toMatchObject({ refused: [], recordings: 1 });
      await expectArchived(folders, events);
    }));

  it('leaves the last room on the disk to the journal', () =>
    withFolders(async (folders) => {
      const report = await new Archiver(folders, () => 1000).round(START);
      expect(report.failure?.code).toBe('disk-full');
      expect(report.failure?.detail).toContain('must have 536870912 bytes free for the journal, has 1000');
    }));

  it('drops the oldest made-up days beyond their cap and keeps the newest', () =>
    withFolders(async (folders) => {
      await begun(folders);
      const before = await daysIn(folders.archive);
      const opened = await openArchiveWriter(folders.archive, { now: () => LATER });
      if (!opened.ok) throw new Error(opened.failure.detail);
      const newest = before.filter(({ day }) => day === before.at(-1)?.day);
      const simulatedCapBytes = newest.reduce((sum, day) => sum + day.bytes, 0);
      const kept = await keepDays(opened.value, { now: LATER, shouldStop: () => false, simulatedCapBytes });
      await opened.value.close();
      expect(newest.length).toBeLessThan(before.length);
      expect(kept).toEqual({ sealedDays: newest.length, droppedDays: before.length - newest.length });
      expect((await daysIn(folders.archive)).map(({ day }) => day)).toEqual(newest.map(({ day }) => day));
    }));
});

const data = process.env['EDGEWRIGHT_DATA'];
const captures = [
  [
    'binance-spot',
    ['book/binance-spot_BTCUSDT_20240808.raw.gz', 'book/binance-spot_BTCUSDT_20240809.raw.gz'],
  ],
  ['binance-usdm', ['book/binance-usdm_BTCUSDT_20240808.raw.gz']],
] as const;

describe.skipIf(data === undefined)('a recorded market in the archive (needs EDGEWRIGHT_DATA)', () => {
  it.each(captures)('%s takes at most 12 bytes per changed level', (_, files) =>
    withFolders(async (folders) => {
      const opened = openRecordedFeed(files.map((file) => join(data ?? '', file)));
      if (!opened.ok) throw new Error(opened.failure.detail);
      const { feed } = opened;
      const writer = RecordingWriter.create(
        folders.recording('paper-a'),
        describeRecording('paper-a', 'live-data', feed.instruments),
      );
      const events: MarketEvent[] = [];
      for (let event = feed.next(); event; event = feed.next()) {
        const time = unixMs(Math.max(event.time, events.at(-1)?.time ?? 0));
        events.push({ ...event, time });
        writer.append(event);
      }
      writer.close();
      expect(await new Archiver(folders).round(LATER)).toMatchObject({ refused: [] });
      const [instrument] = feed.instruments;
      const archived = await archivedEvents(folders.archive, instrument?.id ?? '');
      expect(archived).toEqual({ events, faults: [] });
      const days = await daysIn(folders.archive);
      const bytes = days.reduce((sum, day) => sum + day.bytes, 0);
      const levels = days.reduce((sum, { rows }) => sum + rows.book, 0);
      expect(levels).toBeGreaterThan(300_000);
      expect(bytes / levels).toBeLessThan(12);
    }),
  );
});
