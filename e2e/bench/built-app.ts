import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';

const project = resolve(import.meta.dirname, '..', '..');

/** A copy of the built app that a build in between cannot change; below the project, so that it finds its packages. */
export function copyBuiltApp():
  | { readonly folder: string; readonly remove: () => void }
  | { readonly skipped: string } {
  if (!existsSync(join(project, 'out', 'main', 'index.js')))
    return { skipped: 'the app is not built; npm run build does' };
  mkdirSync(join(project, 'dist'), { recursive: true });
  const folder = mkdtempSync(join(project, 'dist', 'bench-app-'));
  for (const name of ['out', 'package.json'])
    cpSync(join(project, name), join(folder, name), { recursive: true });
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
