import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { openBenchDisplay } from './bench-display.ts';
import { copyBuiltApp } from './built-app.ts';
import { startApp } from './started-app.ts';

/** How long the workstation runs before its memory is read. */
const SETTLE_MS = 20_000;

/** What every process of the workstation holds once its sandbox session runs and nobody touches it. */
export async function measureMemory() {
  const display = await openBenchDisplay();
  if ('skipped' in display) return display;
  const built = copyBuiltApp();
  if ('skipped' in built) {
    display.close();
    return built;
  }
  const app = startApp(display, { appFolder: built.folder });
  try {
    await app.pageDebugger();
    await wait(SETTLE_MS);
    const processes = treeOf(app.process.pid ?? 0).map(memoryOf);
    return {
      electron: display.electron,
      settledSeconds: SETTLE_MS / 1000,
      processes,
      totalPssMiB: sum(processes.map(({ pssMiB }) => pssMiB)),
    };
  } finally {
    await app.stop();
    built.remove();
    display.close();
  }
}

/** What the window's own process holds below a running app, MiB shared fairly. */
export const rendererMemory = (root: number): number =>
  Math.max(
    0,
    ...treeOf(root)
      .map(memoryOf)
      .filter(({ process: role }) => role === 'renderer')
      .map(({ pssMiB }) => pssMiB),
  );

/** A process and all below it. */
function treeOf(root: number): number[] {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({ pid: Number(name), parent: parentOf(Number(name)) }));
  const found = [root];
  for (const pid of found)
    found.push(...parents.filter(({ parent }) => parent === pid).map((each) => each.pid));
  return found;
}

function parentOf(pid: number): number {
  // A name in parentheses may hold anything, so fields are counted after its end.
  const [, parent] = (readIfThere(`/proc/${pid}/stat`).split(') ').at(-1) ?? '').split(' ');
  return Number(parent);
}

function memoryOf(pid: number) {
  const rollup = readIfThere(`/proc/${pid}/smaps_rollup`);
  const miB = (name: string) =>
    Math.round(Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(rollup)?.[1] ?? 0) / 102.4) / 10;
  return { process: roleOf(pid), rssMiB: miB('Rss'), pssMiB: miB('Pss') };
}

function roleOf(pid: number): string {
  const words = readIfThere(`/proc/${pid}/cmdline`).split('\0').join(' ');
  const type = /--type=([a-z-]+)/.exec(words)?.[1];
  if (type === undefined) return 'main';
  const service = /--utility-sub-type=([\w.]+)/.exec(words)?.[1];
  if (type !== 'utility') return type;
  return service === 'node.mojom.NodeService' ? 'engine' : `utility ${service ?? ''}`.trim();
}

// A process may end while it is being looked at.
function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ESRCH') return '';
    throw error;
  }
}

const sum = (values: readonly number[]): number =>
  Math.round(values.reduce((total, value) => total + value, 0) * 10) / 10;
