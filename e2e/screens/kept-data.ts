import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { openArchive } from '../../engine/archive/open-archive.ts';
import type { InstrumentId } from '../../engine/domain/instrument/instrument.ts';
import type { MarketEvent } from '../../engine/domain/market/market-event.ts';
import { unixMs } from '../../engine/domain/units/time.ts';
import { Archiver } from '../../engine/runtime/archiving/archiver.ts';
import { openDataFolder } from '../../engine/runtime/data-folder.ts';
import { readRecording } from '../../engine/venues/recorded/read-recording.ts';

/** The recordings of a closed workstation, oldest first. */
export const recordingsIn = (userDataDir: string): readonly string[] => {
  const folder = join(userDataDir, 'recordings');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.ewrec'))
    .toSorted()
    .map((name) => join(folder, name));
};

/**
 * Every market event of an instrument in the recordings, in the order it was written. One that was stamped
 * before an event already written has that one's time, as the kernel took it.
 */
export function recordedEvents(userDataDir: string, instrument: InstrumentId): readonly MarketEvent[] {
  const events: MarketEvent[] = [];
  for (const path of recordingsIn(userDataDir)) {
    const recording = readRecording(path);
    let time = unixMs(0);
    for (let event = recording.next(); event !== undefined; event = recording.next()) {
      time = unixMs(Math.max(time, event.time));
      if ('instrument' in event && event.instrument === instrument && isOfMarket(event))
        events.push({ ...event, time });
    }
    recording.close();
  }
  return events;
}

const notOfMarket: ReadonlySet<string> = new Set(['command', 'clock']);
const isOfMarket = (event: { readonly kind: string }): event is MarketEvent => !notOfMarket.has(event.kind);

/** What the archive of a closed workstation holds of an instrument, and what is wrong with its parts. */
export async function archivedEvents(userDataDir: string, instrument: InstrumentId) {
  const opened = await openArchive(openDataFolder(userDataDir).archive);
  if (!opened.ok) throw new Error(opened.failure.detail);
  const archive = opened.value;
  const events: MarketEvent[] = [];
  const always = { from: unixMs(0), to: unixMs(1e14) };
  for await (const event of archive.events({ instrument, ...always })) events.push(event);
  const verified = await archive.verify();
  archive.close();
  if (!verified.ok) throw new Error(verified.failure.detail);
  return { events, faults: verified.value.faults };
}

/** Archives what the closed workstation had not come to, as its next start would. */
export async function archiveTheRest(userDataDir: string, nowMs: number): Promise<void> {
  const { failure, refused } = await new Archiver(openDataFolder(userDataDir)).round(nowMs);
  if (failure) throw new Error(failure.detail);
  if (refused.length > 0) throw new Error(refused.join('; '));
}
