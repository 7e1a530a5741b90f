import { open } from 'node:fs/promises';
import type { ColumnMapping } from '../../venues/imported/column-mapping.ts';
import { openCsv } from '../../venues/imported/csv-source.ts';
import { TableError, type TableSource } from '../../venues/imported/table-row.ts';

const PARQUET_MAGIC = 'PAR1';

/** Opens a table by its content: a Parquet file, or a CSV file that may be packed. */
export async function openTable(path: string, delimiter?: ColumnMapping['delimiter']): Promise<TableSource> {
  if (!(await isParquet(path))) return openCsv(path, delimiter);
  const { openParquetTable } = await import('./parquet-table.ts');
  return openParquetTable(path);
}

/** @throws {TableError} when the file cannot be read. */
export async function isParquet(path: string): Promise<boolean> {
  try {
    const file = await open(path, 'r');
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
      return buffer.toString('latin1', 0, bytesRead) === PARQUET_MAGIC;
    } finally {
      await file.close();
    }
  } catch (error) {
    throw new TableError(`${path}: cannot be read: ${(error as Error).message}`, { cause: error });
  }
}
