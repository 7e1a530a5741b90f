/** Programs of the threads the engine may start, as the build names them. */
export const OWN_WORKERS = [
  'archiver.js',
  'backup-worker.js',
  'fit-worker.js',
  'library-worker.js',
  'numbers-worker.js',
  'theory-worker.js',
] as const;

/** Native modules the app ships: the journal's driver and the archive's database. */
const NATIVE = /[\\/]node_modules[\\/](?:better-sqlite3|@duckdb[\\/][a-z0-9-]+)[\\/].*\.node$/;

/** Whether a native module is one we ship. */
export const isOwnNativeModule = (path: string): boolean => NATIVE.test(path) && !path.includes('..');

/** Whether a program is one of the named files in a folder, given as the URL of the folder with its last slash. */
export function isProgramOf(folder: URL, names: readonly string[]): (path: string) => boolean {
  const own: ReadonlySet<string> = new Set(names.map((name) => new URL(name, folder).href));
  return (path) => own.has(path);
}
