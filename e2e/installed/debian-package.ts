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

/** Makes the Debian package by the project's own command and answers its path. */
export function makePackage(finish: Finish): string {
  const flags = finish === 'drivable' ? ['--drivable'] : [];
  const command = join(project, 'electron', 'runtime', 'main.ts');
  execFileSync(process.execPath, [command, 'package', ...flags], { cwd: project, stdio: 'inherit' });
  const folder = outputFolder(finish);
  const file = readdirSync(folder).find((name) => name.endsWith('.deb'));
  if (file === undefined) throw new Error(`${folder} must hold a .deb file, it holds none`);
  return join(folder, file);
}

/** Installs a package for the whole machine and answers the program's path. */
export function install(packageFile: string): string {
  execFileSync('dpkg', ['--install', packageFile], { stdio: 'inherit' });
  if (!existsSync(installedProgram)) throw new Error(`${installedProgram} must be installed, it is not`);
  return installedProgram;
}

/** Removes the installed app; what people made with it stays. */
export function remove(): void {
  execFileSync('dpkg', ['--remove', 'edgewright'], { stdio: 'inherit' });
}

/** Whether the app is installed on this machine. */
export function isInstalled(): boolean {
  return existsSync(installedProgram);
}
