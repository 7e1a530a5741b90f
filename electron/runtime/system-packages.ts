import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { runCommand } from './run-command.ts';
import { type Purpose, type SystemNeed, systemNeeds } from './system-needs.ts';

/** Something the person has to do before the command can go on. The message says what to run. */
export class SystemPackagesMissing extends Error {
  override readonly name = 'SystemPackagesMissing';
}

/**
 * Sees to it that the machine has what the purposes need. As root, or where sudo asks no password, missing
 * packages are installed by apt; elsewhere nothing is changed.
 * @throws SystemPackagesMissing with the command to run.
 */
export async function provideSystemPackages(purposes: readonly Purpose[]): Promise<void> {
  if (process.platform !== 'linux') return;
  const needs = purposes.flatMap((purpose) => systemNeeds[purpose]);
  const missing = await missingNeeds(needs);
  if (missing.length === 0) return;
  const prefix = await administratorPrefix();
  if (prefix === undefined) throw new SystemPackagesMissing(adviceFor(await packagesFor(missing)));
  const apt = [...prefix, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '--quiet', '--yes'];
  // Before the lists are there, nobody knows what this release calls a package.
  await runParts([...apt, 'update']);
  const packages = await packagesFor(missing);
  console.log(`system: installing ${packages.join(' ')}`);
  await runParts([...apt, 'install', '--no-install-recommends', ...packages]);
  const left = await missingNeeds(needs);
  if (left.length > 0) throw new SystemPackagesMissing(adviceFor(await packagesFor(left)));
}

/** The sentence a person without administrator rights reads. */
export function adviceFor(packages: readonly string[]): string {
  const command = `sudo apt-get install --yes --no-install-recommends ${packages.join(' ')}`;
  return `system packages are missing and this user may not install them; run:\n  ${command}`;
}

async function missingNeeds(needs: readonly SystemNeed[]): Promise<SystemNeed[]> {
  const { output } = await runCommand('/sbin/ldconfig', ['-p'], { output: 'kept' });
  const libraries = librariesIn(output);
  return needs.filter(({ looksFor }) =>
    'library' in looksFor ? !libraries.has(looksFor.library) : !isOnPath(looksFor.program),
  );
}

/** File names of the shared libraries in the loader's listing. */
export function librariesIn(listing: string): ReadonlySet<string> {
  const names = listing.split('\n').map((line) => line.trim().split(' ', 1)[0] ?? '');
  return new Set(names.filter((name) => name !== ''));
}

function isOnPath(program: string): boolean {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders.some((folder) => folder !== '' && isExecutable(join(folder, program)));
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    // Not there or not ours to run: either way the program is missing.
    return false;
  }
}

async function packagesFor(needs: readonly SystemNeed[]): Promise<string[]> {
  const chosen = await Promise.all(needs.map(({ packages }) => firstKnown(packages)));
  return [...new Set(chosen)].sort();
}

/** The first package this release has; the last one when apt has no lists yet. */
async function firstKnown(packages: readonly string[]): Promise<string> {
  for (const name of packages) {
    const { output } = await runCommand('apt-cache', ['policy', name], { output: 'kept' });
    if (/Candidate: (?!\(none\))/.test(output)) return name;
  }
  return packages.at(-1) ?? '';
}

async function administratorPrefix(): Promise<readonly string[] | undefined> {
  if (process.getuid?.() === 0) return [];
  const { exitCode } = await runCommand('sudo', ['--non-interactive', 'true'], { output: 'kept' });
  return exitCode === 0 ? ['sudo', '--non-interactive'] : undefined;
}

async function runParts(parts: readonly string[]): Promise<void> {
  const [program = '', ...args] = parts;
  const { exitCode, output } = await runCommand(program, args, { output: 'kept' });
  if (exitCode !== 0) console.log(output.trim());
}
