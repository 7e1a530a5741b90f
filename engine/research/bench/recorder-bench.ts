import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { dayFolder } from '../../archive/day-folder.ts';
import { readManifest } from '../../archive/day-manifest.ts';
import { openArchive } from '../../archive/open-archive.ts';
import { unixMs } from '../../domain/units/time.ts';
import { Archiver, type ArchiverFolders, type ArchiverReport } from '../../runtime/archiving/archiver.ts';
import { Archiving } from '../../runtime/archiving/archiving.ts';
import { isArchived, readArchiveState } from '../../runtime/archiving/archive-state.ts';
import { systemClock } from '../../runtime/clock.ts';
import { openRecordedFeed } from '../../venues/recorded/open-recorded-feed.ts';
import { RecordingWriter } from '../../venues/recorded/recording-writer.ts';
import { benchFolder } from './bench-folder.ts';
import { EventDigest } from './event-digest.ts';
import { type Benchmark, type Figures, rounded } from './figures.ts';
import { describeBench } from './kernel-run.ts';
import { type Produced, produceRecording } from './recorder-run.ts';
import { recordedFiles, spotSession } from './recorded-files.ts';

const EVENTS_PER_SECOND = 20_000;
const SECONDS = 600;

/** 20,000 events a second into a recording for ten minutes, the archiver beside it; then everything read back. */
export const recorder: Benchmark = {
  name: 'recorder',
  async measure() {
    const seconds = Number(process.env['EDGEWRIGHT_BENCH_SECONDS'] ?? SECONDS);
    const root = mkdtempSync(join(benchFolder(), 'recorder-'));
    try {
      return { ...(await measureRecorder(root, seconds)), ...(await measureCaptures(root)) };
    } finally {
      rmSync(root, { recursive: true });
    }
  },
};

async function measureRecorder(root: string, seconds: number): Promise<Figures> {
  const folders = foldersIn(root, 'sandbox');
  const path = join(folders.recordings, 'paper-bench.ewrec');
  const rounds: ArchiverReport[] = [];
  const archiving = new Archiving({
    folders,
    clock: systemClock,
    log: (_, text) => console.error(text),
    onRound: (report) => rounds.push(report),
  });
  const produced = await produceRecording(path, { eventsPerSecond: EVENTS_PER_SECOND, seconds });
  const endedAt = performance.now();
  while (!isArchived(readArchiveState(folders.archive), path)) {
    archiving.round();
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const catchUpSeconds = (performance.now() - endedAt) / 1000;
  await archiving.close();
  const lost = await compareWithArchive(folders.archive, produced);
  return {
    eventsPerSecond: Math.round(produced.events / produced.seconds),
    seconds: rounded(produced.seconds),
    events: produced.events,
    ...lost,
    appendP99Us: rounded(produced.appendP99Us),
    appendMaxMs: rounded(produced.appendMaxMs),
    ...(produced.rssMiBAfterOneMinute !== undefined && {
      rssMiBAfterOneMinute: Math.round(produced.rssMiBAfterOneMinute),
    }),
    rssMiBAtTheEnd: Math.round(produced.rssMiBAtTheEnd),
    archiverRounds: rounds.length,
    catchUpSeconds: rounded(catchUpSeconds),
    recordingBytes: produced.recordingBytes,
    sandbox: await levelBytes(folders.archive),
  };
}

/** Reads everything back and compares counts and content, instrument by instrument. */
async function compareWithArchive(folder: string, { digests, instruments }: Produced): Promise<Figures> {
  const opened = await openArchive(folder);
  if (!opened.ok) throw new Error(opened.failure.detail);
  let lostEvents = 0;
  let contentEqual = true;
  const startedAt = performance.now();
  for (const { id } of instruments) {
    const read = new EventDigest();
    const range = { instrument: id, from: unixMs(0), to: unixMs(8e15) };
    for await (const event of opened.value.events(range)) read.add(event);
    const written = digests.get(id);
    lostEvents += (written?.count ?? 0) - read.count;
    contentEqual &&= read.hex === written?.hex;
  }
  opened.value.close();
  return { lostEvents, contentEqual, readBackSeconds: rounded((performance.now() - startedAt) / 1000) };
}

/** Bytes per level change of recorded venues, where their captures are at hand. */
async function measureCaptures(root: string): Promise<Figures> {
  const captures = {
    binanceSpot: spotSession(),
    binanceUsdm: recordedFiles('book/binance-usdm_BTCUSDT_20240808.raw.gz'),
  };
  const figures: Record<string, unknown> = {};
  for (const [name, files] of Object.entries(captures))
    figures[name] = 'skipped' in files ? files : await archiveCapture(foldersIn(root, name), files);
  return figures;
}

async function archiveCapture(folders: ArchiverFolders, files: readonly string[]): Promise<Figures> {
  const opened = openRecordedFeed(files);
  if (!opened.ok) throw new Error(opened.failure.detail);
  const { feed } = opened;
  const description = describeBench('sandbox', CAPTURES_BEGIN, feed.instruments);
  const writer = RecordingWriter.create(join(folders.recordings, 'paper-bench.ewrec'), {
    ...description,
    mode: 'paper',
    source: 'live-data',
  });
  for (let event = feed.next(); event; event = feed.next()) writer.append(event);
  writer.close();
  feed.close();
  const report = await new Archiver(folders).round(systemClock.now());
  if (report.failure) throw new Error(report.failure.detail);
  return levelBytes(folders.archive);
}

const CAPTURES_BEGIN = 1_704_067_200_000;

/** What the book takes on the disk, per row: one row is one changed level. */
async function levelBytes(folder: string): Promise<Figures> {
  const opened = await openArchive(folder);
  if (!opened.ok) throw new Error(opened.failure.detail);
  const days = await opened.value.inventory();
  opened.value.close();
  if (!days.ok) throw new Error(days.failure.detail);
  const parts = days.value.flatMap((day) => readManifest(dayFolder(folder, day) ?? '')?.parts ?? []);
  const book = parts.filter(({ kind }) => kind === 'book');
  const rows = book.reduce((sum, part) => sum + part.rows, 0);
  const bytes = book.reduce((sum, part) => sum + part.bytes, 0);
  return { levelChanges: rows, bookBytes: bytes, bytesPerLevelChange: rounded(bytes / rows) };
}

function foldersIn(root: string, name: string): ArchiverFolders {
  const folders = { recordings: join(root, name, 'recordings'), archive: join(root, name, 'archive') };
  mkdirSync(folders.recordings, { recursive: true });
  return folders;
}
