import { globSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { resolve } from 'node:path';
import { startVitest } from 'vitest/node';
import { countBranches } from './branch-counters.ts';
import { sourcesOf } from './room-sources.ts';

/** Prints which branches of a room its own tests never take: `node engine/test/mutants/measure-branches.ts engine/risk`. */

const ROOT = resolve(import.meta.dirname, '../../..');
const [, , room = 'engine/risk'] = process.argv;
const folder = mkdtempSync(`${tmpdir()}/edgewright-branches-`);
process.env['EDGEWRIGHT_REACHED_WAYS'] = folder;
const sources = new Set(sourcesOf(room).map((file) => `${ROOT}/${file}`));
const ways = [...sources].flatMap(
  (file) => countBranches(file.slice(ROOT.length + 1), readFileSync(file, 'utf8')).ways,
);

const vitest = await startVitest(
  'test',
  [],
  {
    config: false,
    root: ROOT,
    watch: false,
    include: globSync(`${room}/**/*.test.ts`, { cwd: ROOT }),
    isolate: false,
    fsModuleCache: false,
    maxWorkers: 1,
    testTimeout: 120_000,
    reporters: [{}],
    setupFiles: [resolve(import.meta.dirname, 'reached-ways.fixture.ts')],
  },
  {
    plugins: [
      {
        name: 'counted-branches',
        enforce: 'pre',
        transform: (source, id) =>
          sources.has(id)
            ? { code: countBranches(id.slice(ROOT.length + 1), source).source, map: null }
            : undefined,
      },
    ],
  },
);
await vitest.close();
const reached = new Set(
  readdirSync(folder).flatMap((file) => JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')) as string[]),
);
rmSync(folder, { recursive: true });
const missed = ways.filter((way) => !reached.has(way));
for (const way of missed) process.stdout.write(`${way}\n`);
process.stdout.write(`${ways.length - missed.length} of ${ways.length} ways through ${room} were taken\n`);
if (missed.length > 0) process.exitCode = 1;
