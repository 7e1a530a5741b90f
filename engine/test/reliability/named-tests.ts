import { globSync, readFileSync } from 'node:fs';

/** A test and the requirements its title names. */
export interface NamedTest {
  readonly id: string;
  /** From the root of the project. */
  readonly file: string;
  readonly title: string;
}

const TESTS = ['engine', 'electron', 'renderer', 'e2e'].flatMap((room) => [
  `${room}/**/*.test.{ts,tsx}`,
  `${room}/**/*.spec.ts`,
]);
const TITLE =
  /\b(?:describe|it|test)(?:\.\w+(?:\([^)]*\))?)*\(\s*(['"`])((?:(?!\1).)*R-[A-Z]{2,3}-\d{2}(?:(?!\1).)*)\1/gs;
const ID = /R-[A-Z]{2,3}-\d{2}/g;

/** A title of a table of cases begins with the id as well. */
const CASE = /(['"`])(R-[A-Z]{2,3}-\d{2}[:,](?:(?!\1).)*)\1/gs;

/** Every test below `root` whose title names a requirement, sorted by requirement and file. */
export function namedTests(root: string): readonly NamedTest[] {
  return globSync(TESTS, { cwd: root })
    .toSorted()
    .flatMap((file) => testsOf(file, readFileSync(`${root}/${file}`, 'utf8')))
    .toSorted((a, b) => compare(a.id, b.id) || compare(a.file, b.file));
}

function testsOf(file: string, source: string): NamedTest[] {
  return [...source.matchAll(TITLE), ...source.matchAll(CASE)].flatMap(([, , title = '']) => {
    const plain = title.replaceAll(/\s+/g, ' ');
    return [...new Set(plain.match(ID))].map((id) => ({ id, file, title: plain }));
  });
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
