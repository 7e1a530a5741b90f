import { createHistogram } from 'node:perf_hooks';
import type { Instrument, InstrumentId } from '../../domain/instrument/instrument.ts';
import type { MarketEvent } from '../../domain/market/market-event.ts';
import { unixMs } from '../../domain/units/time.ts';
import { RecordingWriter } from '../../venues/recorded/recording-writer.ts';
import { EventDigest } from './event-digest.ts';
import { describeBench } from './kernel-run.ts';
import { openSandboxHour, SANDBOX_BEGIN } from './sandbox-events.ts';
import { storeEvents } from './stored-feed.ts';

/** How fast and how long events come. */
export interface Pace {
  readonly eventsPerSecond: number;
  readonly seconds: number;
}

/** What the producer did. */
export interface Produced {
  readonly instruments: readonly Instrument[];
  readonly events: number;
  readonly digests: ReadonlyMap<InstrumentId, EventDigest>;
  readonly seconds: number;
  readonly recordingBytes: number;
  readonly appendP99Us: number;
  readonly appendMaxMs: number;
  readonly rssMiBAfterOneMinute?: number;
  readonly rssMiBAtTheEnd: number;
}

/** Events made ahead and played round and round, so that making them is no part of what is measured. */
const STORED = 200_000;
const TURN_MS = 5;
const FLUSH_MS = 33;
const MINUTE_MS = 60_000;

/** Writes events into a recording at a steady pace, as a session does, and remembers what it wrote. */
export async function produceRecording(path: string, pace: Pace): Promise<Produced> {
  const { events, instruments } = storeEvents(openSandboxHour(), STORED);
  const description = { ...describeBench('sandbox', SANDBOX_BEGIN, instruments), mode: 'paper' as const };
  const writer = RecordingWriter.create(path, description);
  const digests = new Map(instruments.map(({ id }) => [id, new EventDigest()]));
  const appends = createHistogram();
  const total = pace.eventsPerSecond * pace.seconds;
  const startedAt = performance.now();
  let sent = 0;
  let flushedAt = startedAt;
  let rssMiBAfterOneMinute: number | undefined;
  while (sent < total) {
    await new Promise((resolve) => setTimeout(resolve, TURN_MS));
    const passedMs = performance.now() - startedAt;
    const due = Math.min(total, Math.floor((passedMs / 1000) * pace.eventsPerSecond));
    for (; sent < due; sent += 1) {
      const event = stamped(events, sent, pace);
      digests.get(event.instrument)?.add(event);
      const before = performance.now();
      writer.append(event);
      appends.record(Math.max(1, Math.round((performance.now() - before) * 1e6)));
    }
    if (performance.now() - flushedAt > FLUSH_MS) {
      writer.flush();
      flushedAt = performance.now();
    }
    if (passedMs > MINUTE_MS) rssMiBAfterOneMinute ??= rssMiB();
  }
  const rssMiBAtTheEnd = rssMiB();
  const seconds = (performance.now() - startedAt) / 1000;
  writer.close();
  return {
    instruments,
    events: sent,
    digests,
    seconds,
    recordingBytes: writer.bytes,
    appendP99Us: appends.percentile(99) / 1000,
    appendMaxMs: appends.max / 1e6,
    ...(rssMiBAfterOneMinute !== undefined && { rssMiBAfterOneMinute }),
    rssMiBAtTheEnd,
  };
}

/** The stored event whose turn it is, at the time its turn comes. */
function stamped(events: readonly MarketEvent[], turn: number, { eventsPerSecond }: Pace): MarketEvent {
  const event = events[turn % events.length];
  if (!event) throw new Error('there must be stored events, there are none');
  const time = unixMs(SANDBOX_BEGIN + Math.floor((turn / eventsPerSecond) * 1000));
  return { ...event, time, venueTime: time };
}

const rssMiB = (): number => process.memoryUsage().rss / 1_048_576;
