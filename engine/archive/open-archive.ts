import { join } from 'node:path';
import { threadId } from 'node:worker_threads';
import type { Instrument, InstrumentId } from '../domain/instrument/instrument.ts';
import type { Bar } from '../domain/market/bar.ts';
import type { MarketEvent, TradePrint } from '../domain/market/market-event.ts';
import type { ArchivedDay, ArchiveRange, ArchiveReader, DayKey, Verification } from './archive.ts';
import { ROW_KINDS } from './archive.ts';
import { type Archived, archived } from './archive-failure.ts';
import { archivedDayOf } from './archived-day.ts';
import { DayCatalog } from './day-catalog.ts';
import type { OpenDay } from './day-store.ts';
import { dropFile, makeFolder } from './durable-file.ts';
import { openDuck, type OpenDuck } from './duck.ts';
import { mergeStreams } from './merge-streams.ts';
import type { DayQuality } from './quality/day-quality.ts';
import { measureQuality } from './quality/measure-quality.ts';
import { readBars } from './read-bars.ts';
import { readOpening } from './read-book-at.ts';
import { readOtherBars } from './read-summed-bars.ts';
import { readTrades } from './read-trades.ts';
import { countAlike, daysWithin, sharedRules } from './same-steps.ts';
import { verifyDay } from './verify-day.ts';

/** How much of the machine reading may take. */
export interface ReaderOptions {
  /** 2 unless told. */
  readonly threads?: number;
  /** 512 MB unless told. */
  readonly memoryMb?: number;
}

/** Two readers must not spill into one folder. */
let opened = 0;

/** Opens the archive for reading; the folder is made when it is not there. */
export function openArchive(folder: string, options: ReaderOptions = {}): Promise<Archived<ArchiveReader>> {
  return archived(folder, 'cannot-open', async () => {
    makeFolder(folder);
    opened += 1;
    const spillFolder = join(folder, '.spill', `${process.pid}-${threadId}-${opened}`);
    const limits = { threads: options.threads ?? 2, memoryMb: options.memoryMb ?? 512, spillFolder };
    const duck = await openDuck(limits);
    const close = () => {
      duck.close();
      dropFile(spillFolder);
    };
    return new Reader(folder, { ...duck, close });
  });
}

class Reader implements ArchiveReader {
  readonly folder: string;
  readonly #duck: OpenDuck;
  readonly #days: DayCatalog;

  constructor(folder: string, duck: OpenDuck) {
    this.folder = folder;
    this.#duck = duck;
    this.#days = new DayCatalog(folder);
  }

  inventory(): Promise<Archived<readonly ArchivedDay[]>> {
    return this.#answer(async () => this.#days.all().map(archivedDayOf));
  }

  instrument(id: InstrumentId, day?: string): Promise<Archived<Instrument | undefined>> {
    return this.#answer(async () => {
      const open = day === undefined ? this.#newest(id) : this.#days.one({ instrument: id, day });
      return open?.manifest.instrument;
    });
  }

  trades(range: ArchiveRange): Promise<Archived<readonly TradePrint[]>> {
    return this.#answer(async () => {
      const days = daysWithin(this.#days.near(range), range);
      sharedRules(days);
      return readTrades(this.#duck.connection, days, range);
    });
  }

  async *events(range: ArchiveRange): AsyncGenerator<MarketEvent> {
    const days = daysWithin(this.#days.near(range), range);
    const rules = sharedRules(days);
    const before = this.#days
      .before(range.instrument, range.from)
      .filter(({ manifest }) => rules === undefined || countAlike(manifest.instrument, rules));
    const connection = await this.#duck.connect();
    try {
      for (const event of await readOpening(connection, before, range)) yield event;
    } finally {
      connection.closeSync();
    }
    const { from, to } = range;
    yield* mergeStreams(this.#duck, { days, from, to, kinds: ROW_KINDS });
  }

  bars(range: ArchiveRange, intervalMs: number): Promise<Archived<readonly Bar[]>> {
    return this.#answer(() => readBars(this.#duck.connection, this.#days.near(range), { range, intervalMs }));
  }

  otherBars(range: ArchiveRange): Promise<Archived<readonly Bar[]>> {
    return this.#answer(() => readOtherBars(this.#duck.connection, this.#days.near(range), range));
  }

  quality(key: DayKey): Promise<Archived<DayQuality>> {
    return this.#answer(async () => {
      const day = this.#days.one(key);
      if (day.manifest.sealed) return day.manifest.sealed;
      return measureQuality(
        mergeStreams(this.#duck, { days: [day], from: 0, to: Number.MAX_SAFE_INTEGER, kinds: ROW_KINDS }),
      );
    });
  }

  verify(key?: DayKey): Promise<Archived<Verification>> {
    return this.#answer(async () => {
      let sum: Verification = { parts: 0, rows: 0, faults: [] };
      for (const day of key ? [this.#days.one(key)] : this.#days.all()) {
        const { faults, parts, rows } = await verifyDay(this.#duck.connection, day);
        sum = { parts: sum.parts + parts, rows: sum.rows + rows, faults: [...sum.faults, ...faults] };
      }
      return sum;
    });
  }

  close(): void {
    this.#duck.close();
  }

  #newest(id: InstrumentId): OpenDay | undefined {
    return this.#days.before(id)[0];
  }

  #answer<Value>(work: () => Promise<Value>): Promise<Archived<Value>> {
    return archived(this.folder, 'cannot-read', work);
  }
}
