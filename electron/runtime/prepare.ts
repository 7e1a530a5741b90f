import { type ElectronRuntime, presentRuntime, provideElectron } from './electron-runtime.ts';
import { cacheFolder } from './project-paths.ts';
import { needsCompiler, provideSqliteDriver } from './sqlite-driver.ts';
import type { Purpose } from './system-needs.ts';
import { provideSystemPackages } from './system-packages.ts';

/**
 * Makes everything ready that `npm ci` does not bring: system libraries, Electron, the database driver.
 * Costs a fraction of a second when all is there.
 */
export async function prepare(purposes: readonly Purpose[]): Promise<ElectronRuntime> {
  const cache = cacheFolder();
  await provideSystemPackages(purposes);
  const wasPresent = presentRuntime() !== undefined;
  const runtime = await provideElectron(cache);
  if (needsCompiler(runtime, cache)) await provideSystemPackages(['compile']);
  await provideSqliteDriver(runtime, cache);
  const note = runtime.kind === 'test' ? ' (test runtime, for development and tests only)' : '';
  if (!wasPresent || runtime.kind === 'test') console.log(`electron: ${runtime.version}${note}`);
  return runtime;
}
