import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { build, type Plugin } from 'vite';
import { COMPILED_BEFORE } from '../compiled-before.ts';

const ROOT = resolve(import.meta.dirname, '../../..');

const NO_FORMULAS: Plugin = {
  name: 'no-formulas',
  enforce: 'pre',
  load: (id) =>
    id.endsWith('/registry/all-formulas.generated.ts') ? 'export const allFormulas = [];' : undefined,
};

/** How a child is bundled; an engine with everything, compiled as far as it comes without arguments, by itself. */
interface ChildBundle {
  /** Leaves out the formulas, most of an engine, where no strategy and no vote runs. */
  readonly withoutFormulas?: boolean;
  /** Arguments with which it does its work and ends by itself, so that what its work needs is compiled, too. */
  readonly rehearsal?: readonly string[];
}

/**
 * Bundles an entry into one file that Node starts in a fraction of the time it needs for a thousand, so that
 * an engine can be killed a thousand times. Answers where the file is.
 */
export async function bundleChild(
  entry: string,
  name: string,
  { rehearsal = [], withoutFormulas = false }: ChildBundle = {},
): Promise<string> {
  const outDir = resolve(ROOT, 'test-results/kill');
  await build({
    root: ROOT,
    configFile: false,
    logLevel: 'silent',
    plugins: withoutFormulas ? [NO_FORMULAS] : [],
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
  // It ends by itself, which keeps what was compiled; one that is killed keeps nothing.
  spawnSync(process.execPath, [bundle, ...rehearsal], { env: COMPILED_BEFORE, stdio: 'ignore' });
  return bundle;
}
