import SqliteDatabase from 'better-sqlite3';

/** How many entries a copy of a journal holds, without checking any of them; 0 where it cannot be read. */
export function rowsInBackup(path: string): number {
  try {
    const copy = new SqliteDatabase(path, { readonly: true, fileMustExist: true });
    try {
      return Number(copy.prepare('SELECT coalesce(max(row), 0) FROM outcome').pluck().get());
    } finally {
      copy.close();
    }
  } catch {
    return 0;
  }
}
