import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildApp } from './build-app.ts';
import type { ElectronRuntime } from './electron-runtime.ts';
import { prepare } from './prepare.ts';
import { inProject, projectFolder } from './project-paths.ts';
import { mustRun } from './run-command.ts';

/** How a package is made: `drivable` is a test build with the debugger fuse on, so that a test can steer it. */
type Finish = { readonly drivable: boolean };

/**
 * Makes the Linux package in `dist/`. `--drivable` makes one for tests in `dist/drivable/` instead.
 * Answers the exit code.
 */
export async function packageApp(args: readonly string[]): Promise<number> {
  const finish = { drivable: args.includes('--drivable') };
  const runtime = await prepare(['window', 'package']);
  if (runtime.kind === 'test') {
    console.log(
      `package: Electron ${runtime.version} is the test runtime; try this package, do not publish it`,
    );
  }
  await buildApp(finish.drivable ? 'test' : 'release');
  await listComponents();
  const output = inProject('dist', ...(finish.drivable ? ['drivable'] : []));
  rmSync(join(output, 'linux-unpacked'), { recursive: true, force: true });
  await mustRun('electron-builder', builderArgs(runtime, finish, output), { cwd: projectFolder });
  // The runtime's own starter app has no place in a finished one.
  rmSync(join(output, 'linux-unpacked', 'resources', 'default_app.asar'), { force: true });
  await makeDebianPackage(output);
  return 0;
}

/** Writes down every package of the lock file (CycloneDX); the list ships with the app. */
async function listComponents(): Promise<void> {
  const args = ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only', '--loglevel', 'error'];
  const list = await mustRun('npm', args, { cwd: projectFolder, output: 'kept' });
  writeFileSync(inProject('out', 'sbom.cdx.json'), list.slice(list.indexOf('{')));
}

/** The command line of electron-builder for one runtime and finish. */
export function builderArgs(runtime: ElectronRuntime, finish: Finish, output: string): string[] {
  const settings = {
    electronDist: 'node_modules/electron/dist',
    electronVersion: runtime.version,
    'directories.output': output,
    'electronFuses.enableNodeCliInspectArguments': String(finish.drivable),
  };
  const overrides = Object.entries(settings).map(([name, value]) => `-c.${name}=${value}`);
  return ['--linux', 'dir', '--publish', 'never', ...overrides];
}

async function makeDebianPackage(output: string): Promise<void> {
  const folders = ['--src', join(output, 'linux-unpacked'), '--dest', output];
  const config = ['--config', inProject('resources', 'linux', 'debian.json')];
  await mustRun('electron-installer-debian', [...folders, '--arch', 'amd64', ...config], {
    cwd: projectFolder,
  });
}
