import { BY_HAND, type FileNumbers, type KeptNumbers } from './kept-numbers.ts';
import type { NamedTest } from './named-tests.ts';
import type { Requirement, Tier } from './requirements.ts';

const WHEN: Readonly<Record<Tier, string>> = {
  commit: 'every test run',
  long: 'long runs',
  release: 'by hand before a release',
};

const HEAD = `# Reliability

What is promised about orders, money, keys and crashes, and the tests that hold it. A promise without a test says so.
The page is written by \`npm run reliability\`: tests by their titles, numbers as the tests of the last run counted and
timed them, each with its day. They are kept in [reliability-measured.json](reliability-measured.json), which the same
command writes; what was not part of the last run keeps its number and its day. Times are of two cores that did other
work besides.
`;

/** The table of requirements, their tests and the numbers measured last. */
export function reliabilityPage(
  requirements: readonly Requirement[],
  tests: readonly NamedTest[],
  kept: KeptNumbers,
): string {
  const rows = requirements.map(({ id, promise, tier }) => {
    const files = [...new Set(tests.filter((test) => test.id === id).map(({ file }) => file))];
    const links = files.map((file) => `[${nameOf(file)}](../${file})`).join('<br>');
    const cells = [id, promise, WHEN[tier], links === '' ? 'no test yet' : links, numbersOf(kept[id] ?? {})];
    return `| ${cells.join(' | ')} |`;
  });
  const tested = requirements.filter(({ id }) => tests.some((test) => test.id === id)).length;
  return [
    HEAD,
    `${tested} of ${requirements.length} promises have a test.`,
    '',
    '| id | promise | checked in | tests | measured last |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

function numbersOf(files: Readonly<Record<string, FileNumbers>>): string {
  const measured = Object.entries(files).flatMap(([file, { measured: day, numbers }]) =>
    day === undefined || numbers === undefined
      ? []
      : [`${asCell(numbers)} (${file === BY_HAND ? `${BY_HAND}, ` : ''}${day})`],
  );
  return [...casesOf(Object.values(files)), ...measured].join('<br>');
}

/** How many cases name the promise, and the days between which they ran last. */
function casesOf(files: readonly FileNumbers[]): string[] {
  const days = files.flatMap(({ ran }) => ran ?? []).toSorted();
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return [];
  const sum = (of: (one: FileNumbers) => number | undefined) =>
    files.reduce((count, one) => count + (of(one) ?? 0), 0);
  const [passed, failed] = [sum((one) => one.passed), sum((one) => one.failed)];
  return [`cases: ${passed} passed, ${failed} failed (${first === last ? last : `${first} to ${last}`})`];
}

const asCell = (text: string): string => text.replaceAll('|', '\\|').replaceAll(/\s+/g, ' ');
const nameOf = (file: string): string => file.split('/').at(-1) ?? file;
