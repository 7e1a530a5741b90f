import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { benchFolder } from './bench-folder.ts';
import type { Skipped } from './figures.ts';

const MINUTES_MS = 60_000;
const PACKAGES = join(import.meta.dirname, '..', '..', '..', 'node_modules');
const require = createRequire(import.meta.url);

/** What the addon answers with: an error or one list per output of the indicator. */
type Answer = (error: string | null, outputs: readonly (readonly number[])[]) => void;

/** The native half of tulind as it is loaded; it works through whole series at once. */
export interface Tulind {
  readonly version: string;
  readonly indicators: Readonly<Record<string, { readonly index: number }>>;
  /** Calls back before it returns. */
  callbyindex(index: number, inputs: readonly number[][], options: readonly number[], done: Answer): void;
}

/**
 * tulind, compiled from the sources in its package when that was not done yet: its own install script,
 * which would download a binary, does not run here. The headers come out of the package of this very Node.
 */
export function loadTulind(): Tulind | Skipped {
  const folder = join(benchFolder(), `tulind-node-${process.versions.modules}`);
  const addon = join(folder, 'built', 'tulind.node');
  try {
    if (!existsSync(addon)) build(folder);
    return require(addon) as Tulind;
  } catch (error) {
    return { skipped: `tulind could not be compiled here: ${reasonOf(error)}` };
  }
}

function build(folder: string): void {
  // Outside the project, whose npm settings are for what the project installs.
  const work = mkdtempSync(join(tmpdir(), 'tulind-'));
  try {
    const headers = headersIn(work);
    const sources = join(work, 'sources');
    cpSync(dirname(require.resolve('tulind/package.json')), sources, { recursive: true });
    mkdirSync(folder, { recursive: true });
    const settings = [
      `--nodedir=${headers}`,
      '--module_name=tulind',
      `--module_path=${join(folder, 'built')}`,
    ];
    run(process.execPath, [join(PACKAGES, 'node-gyp', 'bin', 'node-gyp.js'), 'rebuild', ...settings], {
      cwd: sources,
      minutes: 5,
    });
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** The package of a Node binary holds the headers it was built with. */
function headersIn(work: string): string {
  const name = `node-${process.platform}-${process.arch}@${process.versions.node}`;
  run('npm', ['pack', name, '--loglevel=error'], { cwd: work, minutes: 3 });
  const packed = readdirSync(work).find((file) => file.endsWith('.tgz'));
  if (packed === undefined) throw new Error(`the package ${name} must hold the headers, did not come`);
  run('tar', ['-xzf', packed, 'package/include'], { cwd: work, minutes: 1 });
  return join(work, 'package');
}

function run(
  program: string,
  given: readonly string[],
  { cwd, minutes }: { readonly cwd: string; readonly minutes: number },
): void {
  execFileSync(program, given, {
    cwd,
    timeout: minutes * MINUTES_MS,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, NODE_PATH: PACKAGES },
  });
}

const withOutput = z.object({ stderr: z.instanceof(Buffer) });

/** The first lines of error a failed program wrote, or what the error itself says. */
function reasonOf(error: unknown): string {
  const output = withOutput.safeParse(error);
  const lines = output.success ? output.data.stderr.toString().split('\n') : [];
  const said = lines.filter((line) => /error/i.test(line)).slice(0, 2);
  return said.join('; ') || (error instanceof Error ? error.message : String(error));
}
