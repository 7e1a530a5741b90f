import { DOUBLE, DuckDBDataChunk, DuckDBInstance, VARCHAR } from '@duckdb/node-api';
import type { Cell, Column } from './rows.ts';

/** A connection to a DuckDB of its own, in memory. */
export type Duck = Awaited<ReturnType<DuckDBInstance['connect']>>;

/** Rows an appended or fetched chunk has at most; DuckDB's own vector size. */
export const CHUNK_ROWS = 2048;

/** How much a DuckDB may take. */
export interface DuckLimits {
  readonly threads: number;
  readonly memoryMb: number;
  /** Where it may put what does not fit into memory, a folder of its own; left out, such work fails. */
  readonly spillFolder?: string;
}

/** An open DuckDB. */
export interface OpenDuck {
  readonly connection: Duck;
  /** A connection of its own for a result that is read bit by bit: each carries one. */
  connect(): Promise<Duck>;
  close(): void;
}

/** A DuckDB that reads and writes Parquet files only: it loads no extension and asks nobody. */
export async function openDuck({ memoryMb, spillFolder, threads }: DuckLimits): Promise<OpenDuck> {
  const instance = await DuckDBInstance.create(':memory:', {
    threads: String(threads),
    memory_limit: `${memoryMb}MB`,
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    allow_community_extensions: 'false',
    // Left to itself it would write into whatever folder the program was started in.
    temp_directory: spillFolder ?? '',
  });
  const connection = await instance.connect();
  await connection.run('SET lock_configuration = true');
  return {
    connection,
    connect: () => instance.connect(),
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

/** SQL text of a string. */
export const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** SQL of the rows of files, in the files' order. A name is taken as it is: no pattern, and no source of columns. */
export function parquetOf(files: readonly string[]): string {
  const names = files.map((file) => quoted(file.replaceAll(/[[*?]/g, '[$&]')));
  return `read_parquet([${names.join(', ')}], file_row_number = true, hive_partitioning = false)`;
}

/** SQL of a column as JavaScript takes it: whole numbers as doubles, which hold them exactly up to 2^53. */
export const readable = ({ name, type }: Column): string =>
  type === 'VARCHAR' ? name : `${name}::DOUBLE AS ${name}`;

/** Puts rows, held by column, into a new table `table`; whole numbers wait there as doubles. */
export async function fillTable(
  duck: Duck,
  table: string,
  { cells, columns }: { readonly columns: readonly Column[]; readonly cells: readonly (readonly Cell[])[] },
): Promise<void> {
  const typeOf = ({ type }: Column) => (type === 'VARCHAR' ? VARCHAR : DOUBLE);
  const types = columns.map(typeOf);
  const named = columns.map((column) => `${column.name} ${String(typeOf(column))}`).join(', ');
  await duck.run(`CREATE OR REPLACE TEMP TABLE ${table} (${named})`);
  const appender = await duck.createAppender(table);
  const rowCount = cells[0]?.length ?? 0;
  for (let from = 0; from < rowCount; from += CHUNK_ROWS) {
    const chunk = DuckDBDataChunk.create(types);
    chunk.setColumns(cells.map((column) => column.slice(from, from + CHUNK_ROWS)));
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
}
