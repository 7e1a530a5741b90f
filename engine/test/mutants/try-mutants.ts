import { globSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { resolve } from 'node:path';
import { BaseSequencer, createVitest, type TestSpecification } from 'vitest/node';
import { mutated, type Mutation } from './mutations.ts';

/**
 * Runs the tests of a room once for each line it is told on standard input, with the mistake of that line in the
 * source, and says after each on standard output whether a test has failed: `killed` or `survived`.
 */

const ROOT = resolve(import.meta.dirname, '../../..');
const [, , room = 'engine/risk'] = process.argv;

class AsTold extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return Promise.resolve(files);
  }
}

let changed: { readonly file: string; readonly mutation: Mutation } | undefined;

const vitest = await createVitest(
  'test',
  {
    config: false,
    root: ROOT,
    watch: true,
    include: globSync(`${room}/**/*.test.ts`, { cwd: ROOT }),
    pool: 'threads',
    isolate: false,
    fsModuleCache: false,
    maxWorkers: 1,
    bail: 1,
    // As they are told: the nearest tests first.
    sequence: { sequencer: AsTold },
    testTimeout: 60_000,
    reporters: [{}],
  },
  {
    server: { watch: null },
    plugins: [
      {
        name: 'mutated-source',
        enforce: 'pre',
        transform: (source, id) =>
          id === changed?.file ? { code: mutated(source, changed.mutation), map: null } : undefined,
      },
    ],
  },
);

for await (const line of createInterface({ input: process.stdin })) {
  const { file, mutation } = JSON.parse(line) as { readonly file: string; readonly mutation: Mutation };
  const before = changed?.file;
  changed = { file: `${ROOT}/${file}`, mutation };
  for (const each of [before, changed.file]) if (each !== undefined) vitest.invalidateFile(each);
  const tests = await vitest.globTestSpecifications();
  const nearest = tests.toSorted((a, b) => isLong(a) - isLong(b) || common(b, file) - common(a, file));
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(nearest);
  const isKilled = unhandledErrors.length > 0 || testModules.some((each) => !each.ok());
  process.stdout.write(isKilled ? 'killed\n' : 'survived\n');
}
await vitest.close();

/** Laws over many draws come last: most mistakes are found without them. */
function isLong({ moduleId }: TestSpecification): number {
  return Number(moduleId !== beside(changed?.file) && /numRuns:/.test(readFileSync(moduleId, 'utf8')));
}

function beside(file: string | undefined): string | undefined {
  return file?.replace(/\.ts$/, '.test.ts');
}

/** How many letters the path of a test has in common with that of a file. */
function common({ moduleId }: TestSpecification, file: string): number {
  const path = `${ROOT}/${file}`;
  let letters = 0;
  while (letters < path.length && moduleId[letters] === path[letters]) letters += 1;
  return letters;
}
