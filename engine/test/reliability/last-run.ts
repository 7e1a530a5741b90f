import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { isAbsolute, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Finding } from './kept-numbers.ts';
import type { LeftNumbers } from './measured.ts';

const ID = /R-[A-Z]{2,3}-\d{2}/g;

/** A case of a run: its title with the titles around it. */
interface RanCase {
  readonly file: string;
  readonly title: string;
  readonly hasPassed: boolean;
}

/** What of vitest's JSON report is read here. */
interface VitestReport {
  readonly testResults: readonly {
    readonly name: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

interface PlaywrightSuite {
  readonly title: string;
  readonly suites?: readonly PlaywrightSuite[];
  readonly specs?: readonly {
    readonly file: string;
    readonly title: string;
    readonly tests: readonly { readonly status: string }[];
  }[];
}

/** What of Playwright's JSON report is read here. */
interface PlaywrightReport {
  readonly config: { readonly rootDir: string };
  readonly suites: readonly PlaywrightSuite[];
}

/** Where a run leaves what it has shown. A file that is not there was no part of the run. */
export interface LeftByRun {
  readonly vitestReport: string;
  readonly playwrightReport: string;
  /** The folder `measured` writes to. */
  readonly numbersFolder: string;
}

/** What the last runs have left about requirements; of two that speak of the same file, the later one. */
export function lastRun(root: string, left: LeftByRun): readonly Finding[] {
  return [
    ...countedCases(root, left.vitestReport, vitestCases),
    ...countedCases(root, left.playwrightReport, playwrightCases),
    ...leftNumbers(root, left.numbersFolder),
  ];
}

function countedCases(root: string, path: string, casesOf: (text: string) => readonly RanCase[]): Finding[] {
  if (!existsSync(path)) return [];
  const ran = dayOf(path);
  const cases = casesOf(readFileSync(path, 'utf8')).flatMap(({ file, title, hasPassed }) =>
    [...new Set(title.match(ID))].map((id) => ({ id, file: fromRoot(root, file), hasPassed })),
  );
  return [...Map.groupBy(cases, ({ id, file }) => `${id} ${file}`).values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const passed = group.filter(({ hasPassed }) => hasPassed).length;
    const shown = { ran, passed, failed: group.length - passed };
    return [{ requirement: first.id, file: first.file, shown }];
  });
}

function vitestCases(text: string): RanCase[] {
  const { testResults } = JSON.parse(text) as VitestReport;
  return testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === 'passed' || status === 'failed')
      .map(({ fullName, status }) => ({ file: name, title: fullName, hasPassed: status === 'passed' })),
  );
}

function playwrightCases(text: string): RanCase[] {
  const { config, suites } = JSON.parse(text) as PlaywrightReport;
  const casesIn = (suite: PlaywrightSuite, around: string): RanCase[] => [
    ...(suite.specs ?? []).flatMap(({ file, title, tests }) =>
      tests
        .filter(({ status }) => status !== 'skipped')
        .map(({ status }) => ({
          file: `${config.rootDir}/${file}`,
          title: `${around} ${title}`,
          hasPassed: status !== 'unexpected',
        })),
    ),
    ...(suite.suites ?? []).flatMap((inner) => casesIn(inner, `${around} ${inner.title}`)),
  ];
  return suites.flatMap((suite) => casesIn(suite, ''));
}

function leftNumbers(root: string, folder: string): Finding[] {
  const oldestFirst = globSync('*.jsonl', { cwd: folder })
    .map((name) => `${folder}/${name}`)
    .toSorted((a, b) => statSync(a).mtimeMs - statSync(b).mtimeMs);
  const latest = new Map(oldestFirst.flatMap((path) => numbersOfProcess(root, path)));
  return [...latest.values()];
}

/** A process that measured a requirement more than once has more to say than one thing. */
function numbersOfProcess(root: string, path: string): [string, Finding][] {
  const measured = dayOf(path);
  const lines = readFileSync(path, 'utf8').trim().split('\n');
  const left = lines.map((line) => JSON.parse(line) as LeftNumbers);
  const groups = Map.groupBy(left, ({ requirement, file }) => `${requirement} ${file}`);
  return [...groups].map(([key, group]) => {
    const numbers = [...new Set(group.map((one) => one.numbers))].join('; ');
    const { requirement, file } = group[0] ?? { requirement: '', file: '' };
    return [key, { requirement, file: fromRoot(root, file), shown: { measured, numbers } }];
  });
}

const dayOf = (path: string): string => statSync(path).mtime.toISOString().slice(0, 10);

function fromRoot(root: string, file: string): string {
  const path = file.startsWith('file:') ? fileURLToPath(file) : file;
  return (isAbsolute(path) ? relative(root, path) : path).split(sep).join('/');
}
