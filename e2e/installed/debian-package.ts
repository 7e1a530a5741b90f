import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

const project = resolve(import.meta.dirname, '../..');
const installedProgram = '/usr/lib/edgewright/edgewright';

/** A package as people install it, or one whose installed app a test may steer. */
export type Finish = 'release' | 'drivable';

/** Where a finish is made. */
export function outputFolder(finish: Finish): string {
  return join(project, 'dist', ...(finish === 'drivable' ? ['drivable'] : []));
}

/** Makes the Debian package by the project's own command. */
export function makePackage(finish: Finish): void {
  const flags = finish === 'drivable' ? ['--drivable'] : [];
  const command = join(project, 'electron', 'runtime', 'main.ts');
  execFileSync(process.execPath, [command, 'package', ...flags], { cwd: project, stdio: 'pipe' });
}

/** Path of the package that was made last. */
function packageFile(finish: Finish): string {
  const folder = outputFolder(finish);
  const file = readdirSync(folder).find((name) => name.endsWith('.deb'));
  if (file === undefined) throw new Error(`${folder} must hold a .deb file, it holds none`);
  return join(folder, file);
}

/** Installs a package and what it depends on for the whole machine; answers the program's path. */
export function install(finish: Finish): string {
  const options = ['--yes', '--quiet', '--no-install-recommends', '--reinstall', '--allow-downgrades'];
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  execFileSync('apt-get', ['install', ...options, packageFile(finish)], { stdio: 'pipe', env });
  if (!existsSync(installedProgram)) throw new Error(`${installedProgram} must be installed, it is not`);
  return installedProgram;
}

/** Removes the installed app; what people made with it stays. */
export function remove(): void {
  execFileSync('dpkg', ['--remove', 'edgewright'], { stdio: 'pipe' });
}

/** Whether the app is installed on this machine. */
export function isInstalled(): boolean {
  return existsSync(installedProgram);
}
