import { bookAdapters } from './book-adapters.ts';
import { indicatorAdapters } from './indicator-adapters.ts';
import type { ReferenceCase } from './reference-vectors.ts';
import { statisticsAdapters } from './statistics-adapters.ts';

/** Answers one method of the reference vectors with the engine's own functions. */
export type Adapter = (given: ReferenceCase) => Readonly<Record<string, unknown>> | undefined;

/** By method name: everything the engine offers of what the reference vectors cover. */
export const adapters: Readonly<Record<string, Adapter>> = {
  ...bookAdapters,
  ...indicatorAdapters,
  ...statisticsAdapters,
};
