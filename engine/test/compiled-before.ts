import { resolve } from 'node:path';

/** The environment of a child that compiles nothing that was compiled before. */
export const COMPILED_BEFORE = {
  ...process.env,
  NODE_COMPILE_CACHE: resolve(import.meta.dirname, '../../test-results/kill/compiled'),
};
