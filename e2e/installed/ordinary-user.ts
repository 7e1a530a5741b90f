import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const userName = 'edgewright-test';

/** A person without rights on this machine, with a home that did not exist before. */
export type OrdinaryUser = {
  readonly home: string;
  /** A program that starts another one as this person. */
  readonly starterOf: (program: string) => string;
  readonly leave: () => void;
};

/** Whether this run may create people and install packages. */
export const isAdministrator = process.getuid?.() === 0;

/**
 * Makes an ordinary person. The app runs with its sandbox on for them, as it would for anybody; for root it
 * would not start at all.
 */
export function createOrdinaryUser(): OrdinaryUser {
  const home = mkdtempSync(join(tmpdir(), 'edgewright-home-'));
  if (spawnSync('id', [userName]).status !== 0) {
    execFileSync('useradd', ['--system', '--shell', '/bin/sh', '--home-dir', home, userName]);
  }
  execFileSync('chown', [userName, home]);
  const starters = mkdtempSync(join(tmpdir(), 'edgewright-starter-'));
  chmodSync(starters, 0o755);
  return {
    home,
    starterOf: (program) => writeStarter(starters, program),
    leave: () => {
      spawnSync('userdel', [userName]);
      for (const folder of [home, starters]) rmSync(folder, { recursive: true, force: true });
    },
  };
}

function writeStarter(folder: string, program: string): string {
  const path = join(folder, 'start-as-ordinary-user');
  const identity = `--reuid=${userName} --regid=${userName} --init-groups`;
  writeFileSync(path, `#!/bin/sh\nexec setpriv ${identity} "${program}" "$@"\n`, { mode: 0o755 });
  return path;
}
