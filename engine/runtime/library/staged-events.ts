import type { ArchiveSource } from '../../archive/archive.ts';
import { ArchiveError, type Archived, type ArchiveFailure } from '../../archive/archive-failure.ts';
import type { ArchiveWriter, PlacedEvent, StagedIngest } from '../../archive/archive-writer.ts';
import { utcDayOfEvent } from '../../archive/utc-day.ts';
import type { Instrument } from '../../domain/instrument/instrument.ts';
import type { MarketEvent } from '../../domain/market/market-event.ts';

/** Events that become one part of the archive: enough to pack well, few enough for memory. */
const EVENTS_PER_PART = 100_000;

/** An import that counts, though not all of it could be made visible: the archive ends that by itself. */
export class PublishInterrupted extends Error {
  override readonly name = 'PublishInterrupted';

  constructor({ detail }: ArchiveFailure) {
    super(`${detail}. The import is decided and goes on when the archive is opened next`);
  }
}

/** An import on its way into the archive: all of it becomes visible with `publish`, or none. */
export class StagedEvents {
  readonly days = new Map<string, Set<string>>();
  eventCount = 0;
  readonly #writer: ArchiveWriter;
  readonly #staged: StagedIngest;
  readonly #source: ArchiveSource;
  readonly #waiting = new Map<string, { readonly instrument: Instrument; readonly events: PlacedEvent[] }>();
  #position = 0;
  #isDecided = false;

  private constructor(writer: ArchiveWriter, staged: StagedIngest, source: ArchiveSource) {
    this.#writer = writer;
    this.#staged = staged;
    this.#source = source;
  }

  /** @throws {ArchiveError} when nothing can be written. */
  static async begin(writer: ArchiveWriter, source: ArchiveSource): Promise<StagedEvents> {
    return new StagedEvents(writer, valueOf(await writer.stage()), source);
  }

  /** @throws {ArchiveError} when the archive refuses the events or the disk is full. */
  async take(instrument: Instrument, events: readonly MarketEvent[]): Promise<void> {
    const { id } = instrument;
    const waiting = this.#waiting.get(id) ?? { instrument, events: [] };
    this.#waiting.set(id, waiting);
    const days = this.days.get(id) ?? new Set();
    this.days.set(id, days);
    for (const event of events) {
      waiting.events.push({ position: this.#position, event });
      days.add(utcDayOfEvent(event));
      this.#position += 1;
    }
    this.eventCount += events.length;
    if (waiting.events.length >= EVENTS_PER_PART) await this.#flush(id);
  }

  /**
   * Makes everything visible and measures the days it is of.
   * @throws {ArchiveError} when the archive refuses it; then nothing is visible.
   * @throws {PublishInterrupted} when it was decided but could not be ended.
   */
  async publish(): Promise<void> {
    for (const id of this.#waiting.keys()) await this.#flush(id);
    const published = await this.#staged.publish();
    this.#isDecided = published.ok || published.failure.code === 'unfinished';
    if (!published.ok && this.#isDecided) throw new PublishInterrupted(published.failure);
    valueOf(published);
    for (const [instrument, days] of this.days) {
      for (const day of days) await this.#writer.seal({ instrument, day });
    }
  }

  /** Throws everything away, unless it is on its way to being visible: that the archive ends by itself. */
  async discard(): Promise<void> {
    if (!this.#isDecided) await this.#staged.discard();
  }

  async #flush(id: string): Promise<void> {
    const waiting = this.#waiting.get(id);
    if (!waiting || waiting.events.length === 0) return;
    const { events, instrument } = waiting;
    this.#waiting.delete(id);
    valueOf(await this.#staged.ingest({ instrument, source: this.#source, events }));
  }
}

/** @throws {ArchiveError} when there is none. */
export function valueOf<Value>(archived: Archived<Value>): Value {
  if (archived.ok) return archived.value;
  throw new ArchiveError(archived.failure);
}
