import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { afterAll } from 'vitest';
import { COUNTER } from './branch-counters.ts';

/** Counts in a worker which ways the tests have gone, and writes them down after each file. */

const ways = globalThis as unknown as Record<string, unknown>;
const reached = (ways['__reachedWays'] ??= new Set<string>()) as Set<string>;
ways[COUNTER] ??= {
  reach: (way: string) => reached.add(way),
  truth: (yes: string, no: string, value: unknown) => (reached.add(value ? yes : no), value),
  there: (yes: string, no: string, value: unknown) => (reached.add(value == null ? no : yes), value),
};

afterAll(() => {
  const folder = process.env['EDGEWRIGHT_REACHED_WAYS'];
  if (folder !== undefined) writeFileSync(`${folder}/${randomUUID()}.json`, JSON.stringify([...reached]));
});
