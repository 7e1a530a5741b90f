import type { ReferenceCase } from './reference-vectors.ts';

/** An input of a case as a list of numbers; a missing value becomes NaN. */
export function numbers(given: ReferenceCase, name: string): number[] {
  const value = given.inputs[name];
  if (!Array.isArray(value)) throw new Error(`${given.id} has no list ${name}`);
  return value.map((each) => (each === null ? NaN : Number(each)));
}

/** A parameter of a case as a number. */
export function number(given: ReferenceCase, name: string): number {
  const value = given.params[name];
  if (typeof value !== 'number') throw new Error(`${given.id} has no number ${name}`);
  return value;
}
