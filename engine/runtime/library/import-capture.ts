import { basename } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { ArchiveError } from '../../archive/archive-failure.ts';
import type { ArchiveWriter } from '../../archive/archive-writer.ts';
import type { ImportReportView } from '../../contract/library-views.ts';
import type { MarketEvent } from '../../domain/market/market-event.ts';
import { openRecordedFeed } from '../../venues/recorded/open-recorded-feed.ts';
import type { RecordedFeed } from '../../venues/recorded/recorded-feed.ts';
import { contentHash } from './content-hash.ts';
import { nothingKept } from './import-outcome.ts';
import { knownImport } from './known-import.ts';
import { StagedEvents } from './staged-events.ts';
import { checkWanted, TaskCanceled, type TaskWatch } from './task-watch.ts';

export interface CaptureImport {
  readonly importId: string;
  readonly paths: readonly string[];
}

/** Events taken before anybody may cancel. */
const EVENTS_PER_TURN = 20_000;

/** Imports recorded sessions or raw frames as a whole or not at all. */
export async function importCapture(
  writer: ArchiveWriter,
  { importId, paths }: CaptureImport,
  watch: TaskWatch,
): Promise<ImportReportView> {
  try {
    const hash = await contentHash(paths, watch);
    const known = await knownImport(writer.reader, `capture-${hash}-`);
    if (known !== undefined)
      return nothingKept('refused', `These very files are in the archive already: ${known}.`);
    const opened = openRecordedFeed(paths);
    if (!opened.ok) return nothingKept('refused', `${opened.failure.detail}.`);
    return await importFeed(writer, opened.feed, { id: `capture-${hash}-${importId}`, watch, paths });
  } catch (error) {
    if (error instanceof TaskCanceled) return nothingKept('canceled', 'The import was canceled.');
    if (error instanceof ArchiveError) return nothingKept('failed', `${error.message}.`);
    throw error;
  }
}

interface FeedImport {
  readonly id: string;
  readonly watch: TaskWatch;
  readonly paths: readonly string[];
}

async function importFeed(
  writer: ArchiveWriter,
  feed: RecordedFeed,
  { id, paths, watch }: FeedImport,
): Promise<ImportReportView> {
  const isSimulated = feed.instruments.some(({ venue }) => venue === 'sandbox');
  const staged = await StagedEvents.begin(writer, { id, origin: 'imported', isSimulated });
  try {
    await takeAll(feed, staged, watch);
    if (feed.failure !== undefined) {
      await staged.discard();
      return nothingKept('refused', `${feed.failure}.`);
    }
    if (staged.eventCount === 0) {
      await staged.discard();
      return nothingKept('refused', 'The files hold no market event.');
    }
    await staged.publish();
    return reportOf(staged, paths);
  } catch (error) {
    await staged.discard();
    throw error;
  } finally {
    feed.close();
  }
}

async function takeAll(feed: RecordedFeed, staged: StagedEvents, watch: TaskWatch): Promise<void> {
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
  for (let event = feed.next(); event !== undefined; event = feed.next()) {
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

function reportOf(staged: StagedEvents, paths: readonly string[]): ImportReportView {
  const instruments = [...staged.days.keys()];
  const days = [...new Set([...staged.days.values()].flatMap((each) => [...each]))].sort();
  return {
    outcome: 'imported',
    detail: `${staged.eventCount} events of ${instruments.join(', ')} out of ${paths.map((path) => basename(path)).join(', ')} were imported.`,
    instruments,
    days,
    rowsRead: staged.eventCount,
    eventsKept: staged.eventCount,
    rowsSkipped: 0,
    sizesCut: 0,
    problems: [],
  };
}
