import { join } from 'node:path';
import type { RowKind } from './archive.ts';
import { archiveFailureOf, ArchiveError } from './archive-failure.ts';
import type { OpenDay } from './day-store.ts';
import { type Duck, type OpenDuck, parquetOf, readable } from './duck.ts';
import { type ArchivedEvent, EventDecoder } from './event-of-rows.ts';
import type { Part } from './day-manifest.ts';
import { COLUMNS } from './rows.ts';

/** Events of one part between two times, read bit by bit. */
export class PartStream {
  readonly firstTime: number;
  readonly kind: RowKind;
  readonly day: OpenDay;
  readonly #path: string;
  readonly #where: string;
  readonly #decoder: EventDecoder;
  #connection: Duck | undefined;
  #result: Awaited<ReturnType<Duck['stream']>> | undefined;
  #ready: ArchivedEvent[] = [];
  #at = 0;
  #ended = false;

  constructor(day: OpenDay, part: Part, { from, to }: { from: number; to: number }) {
    this.day = day;
    this.kind = part.kind;
    this.firstTime = Math.max(part.firstTime, from);
    this.#path = join(day.folder, part.file);
    this.#where = `time >= ${from} AND time < ${to}`;
    const instrument = day.manifest.instrument.id;
    this.#decoder = new EventDecoder({ instrument, kind: part.kind, file: this.#path });
  }

  /** The next event, still in place; undefined when more has to be read, or there is none. */
  get head(): ArchivedEvent | undefined {
    return this.#ready[this.#at];
  }

  get isEnded(): boolean {
    return this.#ended && this.#at >= this.#ready.length;
  }

  advance(): void {
    this.#at += 1;
  }

  /** Reads until there is a head or nothing is left. @throws {ArchiveError} when the file cannot be read. */
  async fill(duck: OpenDuck): Promise<void> {
    try {
      const result = (this.#result ??= await this.#open(duck));
      while (this.head === undefined && !this.#ended) {
        const chunk = await result.fetchChunk();
        this.#at = 0;
        this.#ended = !chunk || chunk.rowCount === 0;
        this.#ready = chunk && !this.#ended ? this.#decoder.take(chunk.getColumns()) : this.#decoder.end();
      }
      if (this.#ended) this.close();
    } catch (error) {
      this.close();
      throw new ArchiveError(archiveFailureOf(error, this.#path, 'cannot-read'), error);
    }
  }

  close(): void {
    this.#connection?.closeSync();
    this.#connection = undefined;
  }

  async #open(duck: OpenDuck) {
    const names = COLUMNS[this.kind].map(readable).join(', ');
    this.#connection = await duck.connect();
    return this.#connection.stream(`SELECT ${names} FROM ${parquetOf([this.#path])} WHERE ${this.#where}`);
  }
}
