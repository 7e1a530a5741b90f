import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

/** Where the result goes and temporary files live: on the project's own disk, ignored by git. */
export function benchFolder(): string {
  const folder = join(import.meta.dirname, '..', '..', '..', 'dist');
  mkdirSync(folder, { recursive: true });
  return folder;
}
