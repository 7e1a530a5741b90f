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
const MEASURED = /\bmeasured\(\s*'(R-[A-Z]{2,3}-\d{2})'/g;
const ID = /R-[A-Z]{2,3}-\d{2}/g;

/** A title of a table of cases begins with the id as well. */
const CASE = /(['"`])(R-[A-Z]{2,3}-\d{2}[:,](?:(?!\1).)*)\1/gs;

/** A file of tests and a requirement it measures. */
export type MeasuringTest = Pick<NamedTest, 'id' | 'file'>;

/** Every test below `root` whose title names a requirement, sorted by requirement and file. */
export function namedTests(root: string): readonly NamedTest[] {
  return sources(root)
    .flatMap(({ file, source }) => testsOf(file, source))
    .toSorted((a, b) => compare(a.id, b.id) || compare(a.file, b.file));
}

/** Every call of `measured` below `root`, sorted by file. */
export function measuringTests(root: string): readonly MeasuringTest[] {
  return sources(root).flatMap(({ file, source }) =>
    [...source.matchAll(MEASURED)].map(([, id = '']) => ({ id, file })),
  );
}

const sources = (root: string): { file: string; source: string }[] =>
  globSync(TESTS, { cwd: root })
    .toSorted()
    .map((file) => ({ file, source: readFileSync(`${root}/${file}`, 'utf8') }));

function testsOf(file: string, source: string): NamedTest[] {
  return [...source.matchAll(TITLE), ...source.matchAll(CASE)].flatMap(([, , title = '']) => {
    const plain = title.replaceAll(/\s+/g, ' ');
    return [...new Set(plain.match(ID))].map((id) => ({ id, file, title: plain }));
  });
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
