import Store from 'electron-store';
import type { JsonStore } from './guarded-file.ts';

/**
 * electron-store behind the guard. It replaces the file atomically; it never clears a file it
 * cannot read, because the guard has moved such a file away before.
 */
export function openElectronStore(folder: string, name: string): JsonStore {
  const store = new Store<Record<string, unknown>>({
    cwd: folder,
    name,
    clearInvalidConfig: false,
    configFileMode: 0o600,
    accessPropertiesByDotNotation: false,
  });
  return {
    write: (content) => {
      store.store = content;
    },
  };
}
