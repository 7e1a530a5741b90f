import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** The folder that holds package.json. */
export const projectFolder = resolve(import.meta.dirname, '../..');

/** A path inside the project. */
export function inProject(...parts: readonly string[]): string {
  return join(projectFolder, ...parts);
}

/** Where the runtime and the compiled database driver are kept between installs, by the platform's custom. */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env, platform = process.platform): string {
  return join(userCacheFolder(env, platform), 'edgewright');
}

function userCacheFolder(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  const chosen = env['XDG_CACHE_HOME'];
  if (chosen !== undefined && chosen !== '') return chosen;
  if (platform === 'darwin') return join(homedir(), 'Library', 'Caches');
  if (platform === 'win32') return env['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local');
  return join(homedir(), '.cache');
}
