import type { HealthView } from '../contract/views.ts';
import type { ArchivingProgress } from './archiving/archiving-progress.ts';
import type { Clock } from './clock.ts';

const KEPT = 512;

/** The last few hundred measurements of one kind, for percentiles. */
export class Percentiles {
  readonly #values = new Float64Array(KEPT);
  #count = 0;

  add(value: number): void {
    this.#values[this.#count % KEPT] = value;
    this.#count += 1;
  }

  at(share: number): number {
    const sorted = this.#values.slice(0, Math.min(this.#count, KEPT)).toSorted();
    return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
  }
}

/** What journal, recording and archive have to tell. */
interface Stored {
  readonly rows: number;
  readonly bytes: number;
  readonly recordingBytes: number;
  readonly archiving: ArchivingProgress | undefined;
}

/** How the engine itself is doing, measured as it works. */
export class Health {
  readonly eventMicroseconds = new Percentiles();
  readonly commitMs = new Percentiles();
  readonly loopDelayMs = new Percentiles();
  readonly #clock: Clock;
  readonly #startedAt: number;
  #events = 0;
  #since: number;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#startedAt = clock.monotonicMs();
    this.#since = this.#startedAt;
  }

  /** A turn of the pump: how many events in how many ms. */
  turn(events: number, ms: number): void {
    this.#events += events;
    if (events > 0) this.eventMicroseconds.add((ms * 1000) / events);
  }

  view(stored: Stored): HealthView {
    const now = this.#clock.monotonicMs();
    const seconds = Math.max(0.001, (now - this.#since) / 1000);
    const eventsPerSecond = this.#events / seconds;
    this.#events = 0;
    this.#since = now;
    const memory = process.memoryUsage();
    return {
      eventsPerSecond,
      eventP50Us: this.eventMicroseconds.at(0.5),
      eventP99Us: this.eventMicroseconds.at(0.99),
      loopDelayP99Ms: this.loopDelayMs.at(0.99),
      heapMb: memory.heapUsed / 1_048_576,
      rssMb: memory.rss / 1_048_576,
      journalRows: stored.rows,
      journalCommitP99Ms: this.commitMs.at(0.99),
      journalBytes: stored.bytes,
      recordingBytes: stored.recordingBytes,
      archivedUpToMs: stored.archiving?.upToMs ?? null,
      archiveBehindMs: stored.archiving?.behindMs ?? null,
      archiveBehindBytes: stored.archiving?.behindBytes ?? 0,
      archivePaused: stored.archiving?.paused ?? '',
      droppedFrames: stored.archiving?.droppedFrames ?? 0,
      uptimeMs: now - this.#startedAt,
    };
  }
}
