import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { createOrdinaryUser } from '../installed/ordinary-user.ts';
import type { LaunchOptions } from './launch-workstation.ts';

/** Any id but root's. */
const ORDINARY_USER_ID = 1000;

/** A copy of the built app that a user without rights can start, and how to start it as one. */
export interface SandboxedCopy {
  readonly options: LaunchOptions;
  readonly remove: () => void;
}

const project = resolve(import.meta.dirname, '..', '..');

/**
 * Root cannot have the browser's sandbox. So a test that needs it copies runtime and app to where
 * another user may read them, and starts them as that user, with an unlocked keyring of that user if the test
 * needs one; for an ordinary user nothing is copied, and the keyring of the run is there.
 */
export function sandboxedCopy({ keyring = false } = {}): SandboxedCopy {
  if (process.getuid?.() !== 0) return { options: {}, remove: () => {} };
  const user = createOrdinaryUser();
  const folder = mkdtempSync(join(tmpdir(), 'edgewright-copy-'));
  const appFolder = join(folder, 'app');
  chmodSync(folder, 0o755);
  cpSync(realpathSync(join(project, 'node_modules', 'electron', 'dist')), join(folder, 'runtime'), {
    recursive: true,
  });
  copyApp(appFolder);
  return {
    options: {
      executablePath: (keyring ? user.starterWithKeyringOf : user.starterOf)(
        join(folder, 'runtime', 'electron'),
      ),
      appFolder,
      userDataDir: join(user.home, 'workstation'),
      userId: ORDINARY_USER_ID,
      env: { HOME: user.home },
    },
    remove: () => {
      user.leave();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The built app and the packages it loads at run time, and nothing else of the project. */
function copyApp(appFolder: string): void {
  mkdirSync(appFolder);
  for (const name of ['out', 'package.json']) {
    cpSync(join(project, name), join(appFolder, name), { recursive: true });
  }
  const seen = new Set<string>();
  const waiting = dependenciesOf(project);
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    if (seen.has(folder)) continue;
    seen.add(folder);
    const to = join(appFolder, relative(project, folder));
    mkdirSync(dirname(to), { recursive: true });
    cpSync(folder, to, { recursive: true });
    waiting.push(...dependenciesOf(folder));
  }
}

/** The folders of the packages a package needs, wherever the installation put them. */
function dependenciesOf(packageFolder: string): string[] {
  const manifest = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as {
    dependencies?: Record<string, string>;
  };
  return Object.keys(manifest.dependencies ?? {}).map((name) => folderOf(name, packageFolder));
}

function folderOf(name: string, neededBy: string): string {
  const candidate = join(neededBy, 'node_modules', name);
  if (existsSync(candidate)) return candidate;
  if (neededBy === project) throw new Error(`${name} must be installed, it is not`);
  return folderOf(name, dirname(neededBy));
}
