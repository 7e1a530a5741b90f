import { basename } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { ArchiveError } from '../../archive/archive-failure.ts';
import type { ArchiveWriter } from '../../archive/archive-writer.ts';
import type { ImportReportView } from '../../contract/library-views.ts';
import type { MarketEvent } from '../../domain/market/market-event.ts';
import type { PulledFeed } from '../../venues/feed.ts';
import { firstLineOf } from '../../venues/imported/csv-source.ts';
import { TableError } from '../../venues/imported/table-row.ts';
import type { CaptureStatistics } from '../../venues/recorded/capture-statistics.ts';
import { openCapture } from '../../venues/recorded/open-recorded-feed.ts';
import { RecordingError } from '../../venues/recorded/recording-error.ts';
import { RECORDING_MAGIC } from '../../venues/recorded/recording-header.ts';
import { openSessionFeed } from '../../venues/recorded/session-feed.ts';
import { isOfArchive } from '../archiving/is-of-archive.ts';
import { contentHash } from './content-hash.ts';
import { interrupted, nothingKept, ProblemList, refusalOf } from './import-outcome.ts';
import { knownImport } from './known-import.ts';
import { PublishInterrupted, StagedEvents } from './staged-events.ts';
import { checkWanted, TaskCanceled, type TaskWatch } from './task-watch.ts';

export interface CaptureImport {
  readonly importId: string;
  readonly paths: readonly string[];
  /** Frames that break a rule: refuse the files, or leave them out and count them. */
  readonly brokenRows: 'refuse' | 'skip';
}

/** A recording or a capture being read; a recording has no statistics, because it breaks no rule it outlives. */
interface OpenFiles {
  readonly feed: PulledFeed;
  readonly statistics?: Readonly<CaptureStatistics>;
}

/** Events taken before anybody may cancel. */
const EVENTS_PER_TURN = 20_000;

/** Imports recorded sessions or raw frames as a whole or not at all. */
export async function importCapture(
  writer: ArchiveWriter,
  request: CaptureImport,
  watch: TaskWatch,
): Promise<ImportReportView> {
  try {
    const hash = await contentHash(request.paths, watch);
    const known = await knownImport(writer.reader, `capture-${hash}-`);
    if (known !== undefined)
      return nothingKept('refused', `These very files are in the archive already: ${known}.`);
    return await importFiles(writer, await openFiles(request.paths), {
      id: `capture-${hash}-${request.importId}`,
      request,
      watch,
    });
  } catch (error) {
    if (error instanceof TaskCanceled) return nothingKept('canceled', 'The import was canceled.');
    if (error instanceof RecordingError || error instanceof TableError)
      return nothingKept('refused', `${error.message}.`);
    if (error instanceof PublishInterrupted) return interrupted(error.message);
    if (error instanceof ArchiveError) return nothingKept('failed', `${error.message}.`);
    throw error;
  }
}

async function openFiles(paths: readonly string[]): Promise<OpenFiles> {
  const isRecording = (await firstLineOf(paths[0] ?? '')).startsWith(RECORDING_MAGIC);
  if (isRecording) return { feed: openSessionFeed(paths) };
  const capture = openCapture(paths);
  return { feed: capture, statistics: capture.statistics };
}

interface FilesImport {
  readonly id: string;
  readonly request: CaptureImport;
  readonly watch: TaskWatch;
}

async function importFiles(
  writer: ArchiveWriter,
  { feed, statistics }: OpenFiles,
  { id, request, watch }: FilesImport,
): Promise<ImportReportView> {
  const isSimulated = feed.instruments.some(({ venue }) => venue === 'sandbox');
  const staged = await StagedEvents.begin(writer, { id, origin: 'imported', isSimulated });
  try {
    await takeAll(feed, staged, watch);
    const problems = problemsOf(statistics);
    const refusal = refusalFor(staged, problems, request);
    if (refusal !== undefined) {
      await staged.discard();
      return nothingKept('refused', refusal, problems.first);
    }
    await staged.publish();
    return reportOf(staged, { problems, statistics, paths: request.paths });
  } catch (error) {
    await staged.discard();
    throw error;
  } finally {
    feed.close();
  }
}

function problemsOf(statistics: OpenFiles['statistics']): ProblemList {
  const list = new ProblemList();
  if (!statistics) return list;
  const { cutShort, malformed, problems } = statistics;
  for (const path of cutShort) list.add({ path, line: 0, rule: 'the packed file breaks off before its end' });
  for (const { lineNumber, path, rule } of problems) list.add({ path, line: lineNumber, rule });
  // Only the first hundred are kept by line.
  list.count += malformed - problems.length;
  return list;
}

function refusalFor(
  staged: StagedEvents,
  problems: ProblemList,
  { brokenRows }: CaptureImport,
): string | undefined {
  if (staged.eventCount === 0) return 'The files hold no market event.';
  return problems.count > 0 && brokenRows === 'refuse' ? refusalOf(problems) : undefined;
}

async function takeAll(feed: PulledFeed, staged: StagedEvents, watch: TaskWatch): Promise<void> {
  let waiting = new Map<string, MarketEvent[]>();
  let count = 0;
  const hand = async () => {
    for (const instrument of feed.instruments) {
      const events = waiting.get(instrument.id);
      if (events) await staged.take(instrument, events);
    }
    waiting = new Map();
    await breathe();
    checkWanted(watch);
    watch.progress(feed.progress() ?? 0, `${staged.eventCount} events`);
  };
  const isSimulated = feed.instruments.some(({ venue }) => venue === 'sandbox');
  for (let event = feed.next(); event !== undefined; event = feed.next()) {
    if (!isOfArchive(event, isSimulated)) continue;
    const events = waiting.get(event.instrument) ?? [];
    events.push(event);
    waiting.set(event.instrument, events);
    count += 1;
    if (count % EVENTS_PER_TURN === 0) await hand();
  }
  await hand();
}

/** Lets messages in, such as the one that cancels. */
const breathe = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.on('message', () => {
      port1.close();
      resolve();
    });
    port2.postMessage(undefined);
  });

interface Read {
  readonly problems: ProblemList;
  readonly statistics: OpenFiles['statistics'];
  readonly paths: readonly string[];
}

function reportOf(staged: StagedEvents, { paths, problems, statistics }: Read): ImportReportView {
  const instruments = [...staged.days.keys()];
  const days = [...new Set([...staged.days.values()].flatMap((each) => [...each]))].sort();
  const left = statistics?.unrepresented ?? [];
  const leftOut = left.length === 0 ? '' : ` Not held here, and so left out: ${left.join(', ')}.`;
  return {
    outcome: 'imported',
    detail:
      `${staged.eventCount} events of ${instruments.join(', ')} out of ` +
      `${paths.map((path) => basename(path)).join(', ')} were imported.${leftOut}`,
    instruments,
    days,
    rowsRead: statistics?.lines ?? staged.eventCount,
    eventsKept: staged.eventCount,
    rowsSkipped: problems.count,
    sizesCut: statistics?.roundedSizes ?? 0,
    problems: problems.first,
  };
}
