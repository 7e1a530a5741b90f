import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const userName = 'edgewright-test';

/** A person without rights on this machine, with a home that did not exist before. */
export type OrdinaryUser = {
  readonly home: string;
  /** A program that starts another one as this person. */
  readonly starterOf: (program: string) => string;
  /** The same with a message bus and an unlocked keyring of their own, which outlive the program in their home. */
  readonly starterWithKeyringOf: (program: string) => string;
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
    starterWithKeyringOf: (program) => writeKeyringStarter(starters, home, program),
    leave: () => {
      spawnSync('userdel', [userName]);
      for (const folder of [home, starters]) rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The keyring's files lie in the person's home, so the next start opens the same one. */
function writeKeyringStarter(folder: string, home: string, program: string): string {
  const inside = join(folder, 'start-with-keyring');
  const lines = [
    '#!/bin/sh',
    `export HOME="${home}" XDG_DATA_HOME="${home}/data" XDG_RUNTIME_DIR="${home}/run" XDG_CURRENT_DESKTOP=GNOME`,
    'mkdir -p "$XDG_DATA_HOME" && mkdir -p -m 700 "$XDG_RUNTIME_DIR"',
    'printf edgewright-tests | gnome-keyring-daemon --unlock --components=secrets --daemonize >/dev/null 2>&1',
    `exec "${program}" "$@"`,
  ];
  writeFileSync(inside, `${lines.join('\n')}\n`, { mode: 0o755 });
  const starter = writeStarter(folder, inside);
  const path = join(folder, 'start-with-bus');
  writeFileSync(
    path,
    readFileSync(starter, 'utf8').replace(`"${inside}"`, `dbus-run-session -- "${inside}"`),
    { mode: 0o755 },
  );
  return path;
}

function writeStarter(folder: string, program: string): string {
  const path = join(folder, 'start-as-ordinary-user');
  const identity = `--reuid=${userName} --regid=${userName} --init-groups`;
  writeFileSync(path, `#!/bin/sh\nexec setpriv ${identity} "${program}" "$@"\n`, { mode: 0o755 });
  return path;
}
