import type { NamedTest } from './named-tests.ts';
import type { Requirement, Tier } from './requirements.ts';

const WHEN: Readonly<Record<Tier, string>> = {
  commit: 'every test run',
  long: 'long runs',
  release: 'by hand before a release',
};

const HEAD = `# Reliability

What is promised about orders, money, keys and crashes, and the tests that hold it. A promise without a test says so.
The page is written by \`npm run reliability\` from the titles of the tests; measured numbers are kept in
[reliability-measured.json](reliability-measured.json); they are of 21 November 2026, on two cores that did other work
besides.
`;

/** The table of requirements, their tests and the numbers measured last. */
export function reliabilityPage(
  requirements: readonly Requirement[],
  tests: readonly NamedTest[],
  measured: Readonly<Record<string, string>>,
): string {
  const rows = requirements.map(({ id, promise, tier }) => {
    const files = [...new Set(tests.filter((test) => test.id === id).map(({ file }) => file))];
    const links = files.map((file) => `[${nameOf(file)}](../${file})`).join('<br>');
    return `| ${id} | ${promise} | ${WHEN[tier]} | ${links === '' ? 'no test yet' : links} | ${measured[id] ?? ''} |`;
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

const nameOf = (file: string): string => file.split('/').at(-1) ?? file;
