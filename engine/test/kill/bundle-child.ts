import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { build } from 'vite';
import { COMPILED_BEFORE } from '../compiled-before.ts';

const ROOT = resolve(import.meta.dirname, '../../..');

/**
 * Bundles an entry into one file that Node starts in a fraction of the time it needs for a thousand, so that
 * an engine can be killed a thousand times. Answers where the file is.
 */
export async function bundleChild(entry: string, name: string): Promise<string> {
  const outDir = resolve(ROOT, 'test-results/kill');
  await build({
    root: ROOT,
    configFile: false,
    logLevel: 'silent',
    // Packages come along: a process that looks for none starts in two thirds of the time.
    ssr: { noExternal: true },
    build: {
      ssr: entry,
      outDir,
      emptyOutDir: false,
      target: 'node24',
      rolldownOptions: {
        external: ['better-sqlite3', '@duckdb/node-api', 'ccxt'],
        output: { entryFileNames: `${name}.mjs` },
      },
    },
  });
  const bundle = resolve(outDir, `${name}.mjs`);
  // Without arguments it ends by itself, which keeps what was compiled; one that is killed keeps nothing.
  spawnSync(process.execPath, [bundle], { env: COMPILED_BEFORE, stdio: 'ignore' });
  return bundle;
}
