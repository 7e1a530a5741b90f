import type { ReferenceCase } from './reference-vectors.ts';

/** Answers one method of the reference vectors with the engine's own functions. */
export type Adapter = (given: ReferenceCase) => Readonly<Record<string, unknown>> | undefined;
