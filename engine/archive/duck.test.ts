import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDuck, parquetOf, quoted } from './duck.ts';

describe('the database beside the files', () => {
  it('takes rows from a file alone, never from the names of its folders', async () => {
    const root = mkdtempSync(join(tmpdir(), 'duck-'));
    const folder = join(root, 'source=9', 'time=5', "it's [a] * ?");
    mkdirSync(folder, { recursive: true });
    const file = join(folder, 'book-1.parquet');
    const duck = await openDuck({ threads: 1, memoryMb: 64 });
    await duck.connection.run(`COPY (SELECT 1 AS source, 2 AS time) TO ${quoted(file)} (FORMAT parquet)`);
    const read = await duck.connection.runAndReadAll(`SELECT source, time FROM ${parquetOf([file])}`);
    expect(read.getRowsJson()).toEqual([[1, 2]]);
    duck.close();
    rmSync(root, { recursive: true });
  });

  it('reaches no network, loads nothing, writes nothing where it was started, and stays so', async () => {
    const duck = await openDuck({ threads: 1, memoryMb: 64 });
    const asked = await duck.connection.runAndReadAll(
      `SELECT name, value FROM duckdb_settings() WHERE name IN
        ('autoinstall_known_extensions', 'autoload_known_extensions', 'temp_directory', 'lock_configuration', 'allow_community_extensions') ORDER BY name`,
    );
    expect(Object.fromEntries(asked.getRows() as [string, string][])).toEqual({
      allow_community_extensions: 'false',
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
      lock_configuration: 'true',
      temp_directory: '',
    });
    await expect(duck.connection.run('SET autoload_known_extensions = true')).rejects.toThrow('locked');
    await expect(
      duck.connection.run(`SELECT * FROM read_parquet('https://localhost/a.parquet')`),
    ).rejects.toThrow(/httpfs|Extension|extension/);
    duck.close();
  });
});
