import { type OpenDuck, parquetOf } from '../duck.ts';
import { type RawDay, rawParts } from './raw-day.ts';
import type { RawRow } from './raw-row.ts';

/**
 * Rows of a day in the order in which they came, a few at a time in memory.
 * @yields {RawRow} one row after the other.
 * @throws {Error} of DuckDB.
 */
export async function* readRaw(duck: OpenDuck, archive: string, key: RawDay): AsyncGenerator<RawRow> {
  for (const { path } of rawParts(archive, key)) {
    const result = await duck.connection.stream(
      `SELECT time::DOUBLE, kind, connection, address, text FROM ${parquetOf([path])}`,
    );
    for (
      let chunk = await result.fetchChunk();
      chunk && chunk.rowCount > 0;
      chunk = await result.fetchChunk()
    ) {
      for (const [time, kind, connection, address, text] of chunk.getRows()) {
        yield {
          time: time as number,
          kind: kind as RawRow['kind'],
          connection: connection as string,
          address: address as string,
          text: text as string,
        };
      }
    }
  }
}
