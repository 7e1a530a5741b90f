import { existsSync } from 'node:fs';
import type { Instrument } from '../domain/instrument/instrument.ts';
import type { MarketEvent } from '../domain/market/market-event.ts';
import type { KernelEvent } from '../domain/session/kernel-event.ts';
import { openDataFolder } from '../runtime/data-folder.ts';
import type { OtherMarket } from '../research/drift/other-market.ts';
import { openRecordedFeed } from '../venues/recorded/open-recorded-feed.ts';
import { readRecording } from '../venues/recorded/read-recording.ts';
import type { RecordedFeed } from '../venues/recorded/recorded-feed.ts';
import { UsageError } from './arguments.ts';

/** The recording a person means: a file, or the id of a session of the data folder. @throws {UsageError} */
export function recordingNamed(what: string, root: string): string {
  if (existsSync(what)) return what;
  const path = openDataFolder(root).recordingPath(what);
  if (existsSync(path)) return path;
  throw new UsageError(`there is neither a file ${what} nor a recording ${path}`);
}

/**
 * The first `count` events of a recording, read anew each time. `onProgress` is told the share of the file that is
 * read, every so often, and ends it by answering false.
 * @yields one event after the other.
 */
export function* recordedEvents(
  path: string,
  count: number,
  onProgress: (share: number) => boolean,
): Generator<KernelEvent> {
  const recording = readRecording(path);
  try {
    for (let left = count; left > 0; left -= 1) {
      const event = recording.next();
      if (event === undefined) return;
      yield event;
      if (recording.eventCount % 2000 === 0 && !onProgress(recording.progress)) return;
    }
  } finally {
    recording.close();
  }
}

/**
 * Other files as the market of a session.
 * @throws {UsageError} when they cannot be read or do not know an instrument of the session as it does.
 */
export function otherMarketOf(paths: readonly string[], instruments: readonly Instrument[]): OtherMarket {
  const feed = openFeed(paths);
  feed.close();
  for (const { id, lotSize, tickSize } of instruments) {
    const there = feed.instruments.find((each) => each.id === id);
    if (there?.tickSize !== tickSize || there.lotSize !== lotSize)
      throw new UsageError(
        `--data must have ${id} with tick ${tickSize} and lot ${lotSize}, ` +
          (there ? `has tick ${there.tickSize} and lot ${there.lotSize}` : 'has it not'),
      );
  }
  const known = new Set(instruments.map(({ id }) => id));
  return { name: paths.join(', '), events: () => eventsOf(paths, known) };
}

/** @yields what the files tell of known instruments. */
function* eventsOf(paths: readonly string[], known: ReadonlySet<string>): Generator<MarketEvent> {
  const feed = openFeed(paths);
  try {
    for (let event = feed.next(); event; event = feed.next()) if (known.has(event.instrument)) yield event;
    if (feed.failure !== undefined) throw new UsageError(feed.failure);
  } finally {
    feed.close();
  }
}

function openFeed(paths: readonly string[]): RecordedFeed {
  const opened = openRecordedFeed(paths);
  if (!opened.ok) throw new UsageError(opened.failure.detail);
  return opened.feed;
}
