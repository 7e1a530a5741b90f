import { dirname, parse, sep } from 'node:path';

/**
 * A sentence in which files are named without where they lie: what the person chose is the host's to know,
 * not the window's. `paths` are the files and folders it may speak of.
 */
export function withoutFolders(text: string, paths: readonly string[]): string {
  const folders = paths.flatMap((path) => [path, dirname(path)]).filter((path) => parse(path).root !== path);
  // The longest first, or what is left of it would be told.
  const longestFirst = [...new Set(folders)].toSorted((a, b) => b.length - a.length);
  return longestFirst.reduce((left, folder) => left.replaceAll(`${folder}${sep}`, ''), text);
}
