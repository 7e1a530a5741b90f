import { setTimeout as wait } from 'node:timers/promises';
import { readIfThere, roleOf, treeOf } from '../launch/process-tree.ts';
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

function memoryOf(pid: number) {
  const rollup = readIfThere(`/proc/${pid}/smaps_rollup`);
  const miB = (name: string) =>
    Math.round(Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(rollup)?.[1] ?? 0) / 102.4) / 10;
  return { process: roleOf(pid), rssMiB: miB('Rss'), pssMiB: miB('Pss') };
}

const sum = (values: readonly number[]): number =>
  Math.round(values.reduce((total, value) => total + value, 0) * 10) / 10;
