import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { inProject, projectFolder } from './project-paths.ts';
import { mustRun } from './run-command.ts';

const builtEntry = inProject('out', 'main', 'index.js');
const sources = ['engine', 'electron', 'renderer', 'package-lock.json', 'electron.vite.config.ts'];

/**
 * Builds main, engine, preloads and window into `out/`. A test build listens to switches and variables
 * that an installed app refuses otherwise.
 */
export async function buildApp(kind: 'release' | 'test' = 'release'): Promise<void> {
  const env = { ...process.env, MAIN_VITE_TEST_BUILD: kind === 'test' ? '1' : '' };
  await mustRun('electron-vite', ['build', '--logLevel', 'warn'], { cwd: projectFolder, env });
}

/** Builds only when a source is newer than the last build. */
export async function buildAppWhenStale(): Promise<void> {
  const built = existsSync(builtEntry) ? statSync(builtEntry).mtimeMs : 0;
  if (Math.max(...sources.map((source) => newestChange(inProject(source)))) <= built) return;
  console.log('building the app');
  await buildApp();
}

/** When anything at or below a path changed last, in UTC epoch milliseconds; 0 when there is nothing. */
export function newestChange(path: string): number {
  if (!existsSync(path)) return 0;
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.mtimeMs;
  return readdirSync(path).reduce((newest, name) => Math.max(newest, newestChange(join(path, name))), 0);
}
