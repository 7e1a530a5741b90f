import { globSync } from 'node:fs';
import { resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../../..');

/** The files of a room that are part of the product, from the root of the project, sorted. */
export const sourcesOf = (room: string): readonly string[] =>
  globSync(`${room}/**/*.ts`, { cwd: ROOT })
    .filter((file) => !/\.(?:test|fixture|generated)\.ts$/.test(file))
    .toSorted();
