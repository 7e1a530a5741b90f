import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type KeptNumbers, withFindings } from './kept-numbers.ts';
import { lastRun } from './last-run.ts';
import { MEASURED_FOLDER } from './measured.ts';
import { measuringTests, namedTests } from './named-tests.ts';
import { reliabilityPage } from './reliability-page.ts';
import { REQUIREMENTS } from './requirements.ts';

const root = resolve(import.meta.dirname, '..', '..', '..');
const page = `${root}/docs/reliability.md`;
const numbers = `${root}/docs/reliability-measured.json`;
const tests = namedTests(root);

const kept = JSON.parse(readFileSync(numbers, 'utf8')) as KeptNumbers;
if (!process.argv.includes('--check')) {
  const newer = withLastRun(kept);
  writeFileSync(numbers, `${JSON.stringify(newer, undefined, 2)}\n`);
  writeFileSync(page, reliabilityPage(REQUIREMENTS, tests, newer));
} else if (!existsSync(page) || readFileSync(page, 'utf8') !== reliabilityPage(REQUIREMENTS, tests, kept)) {
  process.stderr.write('docs/reliability.md is out of date: npm run reliability writes it anew\n');
  process.exitCode = 1;
}

function withLastRun(before: KeptNumbers): KeptNumbers {
  const findings = lastRun(root, {
    vitestReport: `${root}/test-results/vitest.json`,
    playwrightReport: `${root}/test-results/playwright.json`,
    numbersFolder: process.env[MEASURED_FOLDER] || `${root}/test-results/measured`,
  });
  return withFindings(before, findings, { name: isOneOf(tests), measure: isOneOf(measuringTests(root)) });
}

function isOneOf(pairs: readonly { id: string; file: string }[]): (id: string, file: string) => boolean {
  const all = new Set(pairs.map(({ id, file }) => `${id} ${file}`));
  return (id, file) => all.has(`${id} ${file}`);
}
