import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { ArchiveBatch, Ingested, PlacedEvent } from './archive-writer.ts';
import { checkBatch, checkGoesOn, checkSteps } from './check-batch.ts';
import type { DayManifest, DaySource, Part } from './day-manifest.ts';
import type { DayStore } from './day-store.ts';
import type { Duck } from './duck.ts';
import { type CollectedRows, RowCollector } from './row-collector.ts';
import { utcDayOfEvent } from './utc-day.ts';
import { writeRows } from './write-part.ts';

/** Where a batch goes. */
export interface IngestInto {
  readonly duck: Duck;
  readonly days: DayStore;
  /** Where the days that already count are, when `days` is only staged. */
  readonly published?: DayStore;
}

/**
 * Writes the new events of a batch as parts, day by day; each day appears as a whole.
 * @throws {ArchiveError} when the batch breaks a rule or a file cannot be written.
 */
export async function ingestBatch(into: IngestInto, batch: ArchiveBatch): Promise<Ingested> {
  checkBatch(batch, into.days.root);
  const byDay = new Map<string, PlacedEvent[]>();
  for (const placed of batch.events) {
    const day = utcDayOfEvent(placed.event);
    const events = byDay.get(day);
    if (events) events.push(placed);
    else byDay.set(day, [placed]);
  }
  let sum: Ingested = { events: 0, known: 0, rows: 0, bytes: 0 };
  for (const [day, events] of byDay) {
    const done = await ingestDay(into, { ...batch, events }, day);
    sum = {
      events: sum.events + done.events,
      known: sum.known + done.known,
      rows: sum.rows + done.rows,
      bytes: sum.bytes + done.bytes,
    };
  }
  return sum;
}

async function ingestDay(into: IngestInto, batch: ArchiveBatch, day: string): Promise<Ingested> {
  const { days, duck } = into;
  const { instrument } = batch;
  const key = { instrument: instrument.id, day };
  const already = into.published?.find(key);
  if (already) checkSteps(already.manifest.instrument, instrument, already.folder);
  const open = days.findOrMake(key, instrument);
  checkSteps(open.manifest.instrument, instrument, open.folder);
  const source = sourceIn(open.manifest, already?.manifest, batch);
  const fresh = batch.events.filter(({ position }) => position > source.position || source.isNew);
  const known = batch.events.length - fresh.length;
  const [first] = fresh;
  if (!first) return { events: 0, known, rows: 0, bytes: 0 };
  checkGoesOn(first, source, open.folder);
  const collector = new RowCollector(source.number);
  for (const { event, position } of fresh) collector.add(position, event);
  const collected = collector.collected();
  const parts = await writeParts(duck, { ...open, instrument, collected });
  const { sealed: _, ...manifest } = open.manifest;
  days.write(open.folder, {
    ...manifest,
    instrument,
    nextPart: manifest.nextPart + parts.length,
    sources: withSource(manifest.sources, taken(source, fresh, collected)),
    parts: [...manifest.parts, ...parts],
  });
  return {
    events: fresh.length,
    known,
    rows: parts.reduce((rows, part) => rows + part.rows, 0),
    bytes: parts.reduce((bytes, part) => bytes + part.bytes, 0),
  };
}

type OpenSource = DaySource & { readonly isNew: boolean };

/** The source as the day knows it, or as a new one behind all others. */
function sourceIn(
  manifest: DayManifest,
  published: DayManifest | undefined,
  { source }: ArchiveBatch,
): OpenSource {
  const staged = manifest.sources.find(({ id }) => id === source.id);
  if (staged) return { ...staged, isNew: false };
  const counting = published?.sources.find(({ id }) => id === source.id);
  if (counting) return { ...counting, spans: {}, isNew: false };
  const numbers = [...manifest.sources, ...(published?.sources ?? [])].map((each) => each.number);
  const number = Math.max(-1, ...numbers) + 1;
  return { number, ...source, position: 0, lastTime: 0, spans: {}, isNew: true };
}

/** The source after its events were taken. */
function taken(
  source: OpenSource,
  fresh: readonly PlacedEvent[],
  collected: readonly CollectedRows[],
): DaySource {
  const { isNew: _, ...known } = source;
  const spans = { ...known.spans };
  for (const { firstTime, kind, lastTime } of collected)
    spans[kind] = { firstTime: spans[kind]?.firstTime ?? firstTime, lastTime };
  const last = fresh.at(-1);
  return {
    ...known,
    position: last?.position ?? known.position,
    lastTime: last?.event.time ?? known.lastTime,
    spans,
  };
}

const withSource = (sources: readonly DaySource[], changed: DaySource): DaySource[] => [
  ...sources.filter(({ id }) => id !== changed.id),
  changed,
];

interface RowsToWrite {
  readonly folder: string;
  readonly manifest: DayManifest;
  readonly instrument: ArchiveBatch['instrument'];
  readonly collected: readonly CollectedRows[];
}

async function writeParts(
  duck: Duck,
  { collected, folder, instrument, manifest }: RowsToWrite,
): Promise<Part[]> {
  const parts: Part[] = [];
  try {
    for (const { cells, ...rows } of collected) {
      const number = manifest.nextPart + parts.length;
      parts.push(await writeRows(duck, { ...rows, folder, instrument, number }, cells));
    }
  } catch (error) {
    for (const { file } of parts) rmSync(join(folder, file), { force: true });
    throw error;
  }
  return parts;
}
