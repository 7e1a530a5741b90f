import { openDuck, parquetOf } from '../../archive/duck.ts';
import { TableError, type TableRow, type TableSource } from '../../venues/imported/table-row.ts';

const LIMITS = { threads: 1, memoryMb: 256 } as const;

/** Rows of a Parquet file as text, column by column as the file has them. */
export async function openParquetTable(path: string): Promise<TableSource> {
  const described = await ask(path, `DESCRIBE SELECT * EXCLUDE (file_row_number) FROM ${parquetOf([path])}`);
  const counted = await ask(path, `SELECT count(*)::VARCHAR FROM ${parquetOf([path])}`);
  return new ParquetTable(
    path,
    described.map(([name]) => String(name)),
    Number(counted[0]?.[0] ?? 0),
  );
}

class ParquetTable implements TableSource {
  readonly path: string;
  readonly header: readonly string[];
  readonly #count: number;
  #read = 0;

  constructor(path: string, header: readonly string[], count: number) {
    this.path = path;
    this.header = header;
    this.#count = count;
  }

  get progress(): number {
    return this.#count === 0 ? 1 : this.#read / this.#count;
  }

  async *rows(): AsyncIterable<readonly TableRow[]> {
    this.#read = 0;
    const cells = this.header.map((name) => `coalesce("${name.replaceAll('"', '""')}"::VARCHAR, '')`);
    const duck = await openDuck(LIMITS);
    try {
      const result = await duck.connection.stream(
        `SELECT ${cells.join(', ')} FROM ${parquetOf([this.path])}`,
      );
      for (
        let chunk = await result.fetchChunk();
        chunk && chunk.rowCount > 0;
        chunk = await result.fetchChunk()
      ) {
        const first = this.#read + 1;
        const rows = chunk.getRows().map((row, place) => ({ line: first + place, cells: row.map(String) }));
        this.#read += rows.length;
        yield rows;
      }
    } catch (error) {
      throw new TableError(`${this.path} row ${this.#read + 1}: ${(error as Error).message}`, {
        cause: error,
      });
    } finally {
      duck.close();
    }
  }
}

async function ask(path: string, sql: string): Promise<unknown[][]> {
  const duck = await openDuck(LIMITS);
  try {
    return (await duck.connection.runAndReadAll(sql)).getRows();
  } catch (error) {
    throw new TableError(`${path}: must be a readable Parquet file: ${(error as Error).message}`, {
      cause: error,
    });
  } finally {
    duck.close();
  }
}
