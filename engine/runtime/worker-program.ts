import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * Where the program of a thread lies: what the build made of it, beside the module that starts it or one folder above,
 * or its source when nothing was built.
 * @param startedBy `import.meta.url` of the module that starts the thread
 * @param source path of the program's source from there, `./fit-worker.ts`
 * @param built its name in the build, `fit-worker.js`
 */
export function workerProgram(startedBy: string, source: string, built: string): URL {
  const files = [`./${built}`, `../${built}`].map((path) => new URL(path, startedBy));
  return files.find((file) => existsSync(fileURLToPath(file))) ?? new URL(source, startedBy);
}
