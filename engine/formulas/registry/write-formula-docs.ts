import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { allFormulas } from './all-formulas.generated.ts';
import { type DocsPage, formulaPages } from './formula-page.ts';

const FOLDER = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..', 'docs', 'guide', 'formulas');

/** Names of pages that are not what the formula files say today: changed, missing or left over. */
export function outdatedPages(pages: readonly DocsPage[], folder: string = FOLDER): readonly string[] {
  const there = existsSync(folder) ? readdirSync(folder) : [];
  const wanted = new Map(pages.map(({ name, text }) => [name, text]));
  const leftOver = there.filter((name) => !wanted.has(name));
  const changed = pages.filter(
    ({ name, text }) => !there.includes(name) || readFileSync(join(folder, name), 'utf8') !== text,
  );
  return [...changed.map(({ name }) => name), ...leftOver].toSorted();
}

/** Writes the reference, and takes away pages of families that are gone. */
export function writePages(pages: readonly DocsPage[], folder: string = FOLDER): void {
  mkdirSync(folder, { recursive: true });
  const wanted = new Set(pages.map(({ name }) => name));
  for (const name of readdirSync(folder)) if (!wanted.has(name)) rmSync(join(folder, name));
  for (const { name, text } of pages) writeFileSync(join(folder, name), text);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const pages = formulaPages(allFormulas);
  if (!process.argv.includes('--check')) writePages(pages);
  else {
    const outdated = outdatedPages(pages);
    if (outdated.length > 0) {
      process.stderr.write(
        `docs/guide/formulas is out of date (${outdated.join(', ')}): run \`npm run formulas:docs\`\n`,
      );
      process.exitCode = 1;
    }
  }
}
