import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { namedTests } from './named-tests.ts';
import { REQUIREMENTS } from './requirements.ts';
import { reliabilityPage } from './reliability-page.ts';

const root = resolve(import.meta.dirname, '..', '..', '..');
const page = `${root}/docs/reliability.md`;
const numbers = `${root}/docs/reliability-measured.json`;

const measured = JSON.parse(readFileSync(numbers, 'utf8')) as Record<string, string>;
const text = reliabilityPage(REQUIREMENTS, namedTests(root), measured);
const isCurrent = existsSync(page) && readFileSync(page, 'utf8') === text;
if (!process.argv.includes('--check')) writeFileSync(page, text);
else if (!isCurrent) {
  process.stderr.write('docs/reliability.md is out of date: npm run reliability writes it anew\n');
  process.exitCode = 1;
}
