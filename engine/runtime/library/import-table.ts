import { basename } from 'node:path';
import type { ArchiveWriter } from '../../archive/archive-writer.ts';
import { ArchiveError } from '../../archive/archive-failure.ts';
import type { ColumnMappingView } from '../../contract/column-mapping.ts';
import type { ImportReportView } from '../../contract/library-views.ts';
import type { Instrument } from '../../domain/instrument/instrument.ts';
import { mappingFaults } from '../../venues/imported/column-mapping.ts';
import { readTable } from '../../venues/imported/read-table.ts';
import { DecimalMeter, GridSteps } from '../../venues/imported/steps.ts';
import { TableError } from '../../venues/imported/table-row.ts';
import { contentHash } from './content-hash.ts';
import { interrupted, nothingKept, ProblemList, refusalOf } from './import-outcome.ts';
import { knownImport } from './known-import.ts';
import {
  type ImportedInstrument,
  instrumentOf,
  type InstrumentSteps,
  stepsOf,
} from './imported-instrument.ts';
import { openTable } from './open-table.ts';
import { type ScannedTable, scanTable } from './scan-table.ts';
import { PublishInterrupted, StagedEvents, valueOf } from './staged-events.ts';
import { checkWanted, TaskCanceled, type TaskWatch } from './task-watch.ts';

/** A table import as a person asked for it. */
export interface TableImport {
  readonly importId: string;
  readonly paths: readonly string[];
  readonly mapping: ColumnMappingView;
  readonly instrument: ImportedInstrument;
  readonly brokenRows: 'refuse' | 'skip';
  readonly finerSizes: 'refuse' | 'cut';
}

/** Why nothing of an import was kept. */
class ImportRefused extends Error {
  override readonly name = 'ImportRefused';
}

/** The reading of every row takes as long as the writing, so each is half of the work. */
const SCAN_SHARE = 0.5;

/**
 * Imports tables of one instrument as a whole or not at all: first every row is read and checked, then
 * all of them are written aside and published at once.
 */
export async function importTable(
  writer: ArchiveWriter,
  request: TableImport,
  watch: TaskWatch,
): Promise<ImportReportView> {
  const problems = new ProblemList();
  try {
    return await new TableImporter(writer, request, { watch, problems }).run();
  } catch (error) {
    if (error instanceof TaskCanceled) return nothingKept('canceled', 'The import was canceled.');
    if (error instanceof ImportRefused || error instanceof RangeError)
      return nothingKept('refused', error.message, problems.first);
    if (error instanceof TableError) return nothingKept('refused', `${error.message}.`, problems.first);
    if (error instanceof PublishInterrupted) return interrupted(error.message);
    if (error instanceof ArchiveError) return nothingKept('failed', `${error.message}.`);
    throw error;
  }
}

class TableImporter {
  readonly #writer: ArchiveWriter;
  readonly #request: TableImport;
  readonly #watch: TaskWatch;
  readonly #problems: ProblemList;

  constructor(
    writer: ArchiveWriter,
    request: TableImport,
    { problems, watch }: { readonly problems: ProblemList; readonly watch: TaskWatch },
  ) {
    this.#writer = writer;
    this.#request = request;
    this.#problems = problems;
    this.#watch = watch;
  }

  async run(): Promise<ImportReportView> {
    const { importId, paths } = this.#request;
    const hash = await contentHash(paths, this.#watch);
    const known = await knownImport(this.#writer.reader, `table-${hash}-`);
    if (known !== undefined)
      throw new ImportRefused(`These very files are in the archive already: ${known}.`);
    const saidSteps = await this.#knownSteps();
    const meter = new DecimalMeter();
    const tables = await this.#scan(saidSteps ? this.#grid(saidSteps) : meter);
    const steps = saidSteps ?? this.#stepsFrom(meter);
    const instrument = instrumentOf(this.#request.instrument, steps, await this.#archived());
    const id = `table-${hash}-${importId}`;
    const isSimulated = instrument.venue === 'sandbox';
    const staged = await StagedEvents.begin(this.#writer, { id, origin: 'imported', isSimulated });
    try {
      const report = await this.#write(tables, instrument, staged);
      checkWanted(this.#watch);
      await staged.publish();
      return report;
    } catch (error) {
      await staged.discard();
      throw error;
    }
  }

  /** Steps a person typed, or those the archive has of this instrument; undefined where the data has to tell. */
  async #knownSteps(): Promise<InstrumentSteps | undefined> {
    const { lotSize, tickSize } = this.#request.instrument;
    const archived = await this.#archived();
    const tick = tickSize ?? archived?.tickSize;
    const lot = lotSize ?? archived?.lotSize;
    return tick !== undefined && lot !== undefined ? { tickSize: tick, lotSize: lot } : undefined;
  }

  async #archived(): Promise<Instrument | undefined> {
    return valueOf(await this.#writer.reader.instrument(this.#request.instrument.id));
  }

  #stepsFrom({ priceDecimals, sizeDecimals }: DecimalMeter): InstrumentSteps {
    const { lotSize, tickSize } = this.#request.instrument;
    const measured = stepsOf(priceDecimals, sizeDecimals);
    return { tickSize: tickSize ?? measured.tickSize, lotSize: lotSize ?? measured.lotSize };
  }

  #grid(steps: InstrumentSteps): GridSteps {
    return new GridSteps(steps, this.#request.finerSizes === 'cut' || this.#request.mapping.kind === 'bars');
  }

  /** Every table read once, in the order of their times. */
  async #scan(steps: GridSteps | DecimalMeter): Promise<readonly ScannedTable[]> {
    const { instrument, mapping, paths } = this.#request;
    const tables: ScannedTable[] = [];
    for (const [place, path] of paths.entries()) {
      const source = await openTable(path, mapping.delimiter);
      const [fault] = mappingFaults(mapping, source.header);
      if (fault !== undefined) throw new ImportRefused(`${basename(path)}: ${fault}.`);
      const onShare = (share: number) =>
        this.#watch.progress(((place + share) / paths.length) * SCAN_SHARE, `checking ${basename(path)}`);
      tables.push(
        await scanTable(source, {
          instrument: instrument.id,
          mapping,
          steps,
          problems: this.#problems,
          watch: this.#watch,
          onShare,
        }),
      );
    }
    this.#checkProblems();
    return inOrder(tables);
  }

  async #write(
    tables: readonly ScannedTable[],
    instrument: Instrument,
    staged: StagedEvents,
  ): Promise<ImportReportView> {
    const { mapping } = this.#request;
    const problems = new ProblemList();
    const steps = this.#grid(instrument);
    let rowsRead = 0;
    for (const [place, { source, rows }] of tables.entries()) {
      const onProblem = problems.add.bind(problems);
      for await (const piece of readTable(source, { instrument: instrument.id, mapping, steps, onProblem })) {
        checkWanted(this.#watch);
        if (problems.count > 0) this.#checkFound(problems);
        await staged.take(instrument, piece.events);
        const share = (place + source.progress) / tables.length;
        this.#watch.progress(SCAN_SHARE + share * (1 - SCAN_SHARE), `writing ${basename(source.path)}`);
      }
      rowsRead += rows;
    }
    const days = [...(staged.days.get(instrument.id) ?? [])].sort();
    if (staged.eventCount === 0) throw new ImportRefused('No row of the table could be used.');
    return {
      outcome: 'imported',
      detail: sentenceOf(instrument, staged.eventCount, days),
      instruments: [instrument.id],
      days,
      rowsRead,
      eventsKept: staged.eventCount,
      rowsSkipped: problems.count,
      sizesCut: mapping.kind === 'bars' ? 0 : steps.cutSizes,
      problems: problems.first,
    };
  }

  /** Some rules need the steps, which the first reading may only have found out. */
  #checkFound(problems: ProblemList): void {
    if (this.#request.brokenRows === 'skip') return;
    this.#problems.first.push(...problems.first);
    throw new ImportRefused(refusalOf(problems));
  }

  #checkProblems(): void {
    if (this.#request.brokenRows === 'refuse' && this.#problems.count > 0)
      throw new ImportRefused(refusalOf(this.#problems));
  }
}

function inOrder(tables: readonly ScannedTable[]): readonly ScannedTable[] {
  const filled = tables.filter(({ firstTime }) => firstTime !== undefined);
  if (filled.length === 0) throw new ImportRefused('No row of the table could be used.');
  const ordered = filled.toSorted((a, b) => (a.firstTime ?? 0) - (b.firstTime ?? 0));
  for (const [place, table] of ordered.entries()) {
    const before = ordered[place - 1];
    if (before && (table.firstTime ?? 0) < before.lastTime) {
      throw new ImportRefused(
        `${basename(table.source.path)} begins before ${basename(before.source.path)} ends: files of one import must follow each other.`,
      );
    }
  }
  return ordered;
}

function sentenceOf({ id, lotSize, tickSize }: Instrument, events: number, days: readonly string[]): string {
  const when = days.length === 1 ? `of ${days[0]}` : `of ${days.length} days, ${days[0]} to ${days.at(-1)}`;
  return `${events} events of ${id} ${when} were imported, with tick ${tickSize} and lot ${lotSize}.`;
}
