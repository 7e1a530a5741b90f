import { shownValue } from '../recorded/shown-value.ts';

/** A JSON object whose fields are not checked yet. */
export type Fields = Readonly<Record<string, unknown>>;

/** Signals a broken rule inside a frame reader; its callers see a `MalformedMessage`. */
export class BrokenRule extends Error {}

const SYMBOL = /^[A-Z0-9][A-Z0-9/_.-]{0,39}$/i;
const ID = /^[\w.:-]{1,64}$/;
/** A plain decimal, not below zero. Longer ones are no price or size of any market. */
const DECIMAL = /^\d{1,18}(\.\d{1,18})?$/;
const SIGNED_DECIMAL = /^-?\d{1,18}(\.\d{1,30})?$/;
const MS = /^\d{13}$/;

export function fieldsOf(value: unknown, name: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new BrokenRule(`${name} must be an object, was ${shownValue(value)}`);
  }
  return value as Fields;
}

export function listOf(value: unknown, name: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new BrokenRule(`${name} must be a list, was ${shownValue(value)}`);
  return value as unknown[];
}

export function textOf(value: unknown, name: string): string {
  if (typeof value !== 'string') throw new BrokenRule(`${name} must be text, was ${shownValue(value)}`);
  return value;
}

export function symbolOf(value: unknown, name: string): string {
  if (typeof value !== 'string' || !SYMBOL.test(value)) {
    throw new BrokenRule(`${name} must be a symbol, was ${shownValue(value)}`);
  }
  return value;
}

/** An id, which stays text: it may be beyond 2^53. */
export function idOf(value: unknown, name: string): string {
  if (typeof value !== 'string' || !ID.test(value)) {
    throw new BrokenRule(`${name} must be the text of an id, was ${shownValue(value)}`);
  }
  return value;
}

/** The text of a number that is not below zero. */
export function decimalOf(value: unknown, name: string): string {
  if (typeof value !== 'string' || !DECIMAL.test(value)) {
    throw new BrokenRule(`${name} must be plain decimal text, was ${shownValue(value)}`);
  }
  return value;
}

/** The text of a number above zero. */
export function aboveZero(value: unknown, name: string): string {
  const text = decimalOf(value, name);
  if (isZero(text)) throw new BrokenRule(`${name} must be above zero, was ${shownValue(value)}`);
  return text;
}

/** The text of a number of either sign. */
export function signedDecimalOf(value: unknown, name: string): string {
  if (typeof value !== 'string' || !SIGNED_DECIMAL.test(value)) {
    throw new BrokenRule(`${name} must be decimal text, was ${shownValue(value)}`);
  }
  return value;
}

/** Whether decimal text is nothing but zeros. */
export function isZero(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code !== 48 && code !== 46) return false;
  }
  return true;
}

export function wholeOf(value: unknown, name: string): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) {
    throw new BrokenRule(`${name} must be a whole number from 0 to 2^53, was ${shownValue(value)}`);
  }
  return value;
}

/** Unix ms written as text. */
export function msOf(value: unknown, name: string): number {
  if (typeof value !== 'string' || !MS.test(value)) {
    throw new BrokenRule(`${name} must be Unix ms as text, was ${shownValue(value)}`);
  }
  return Number(value);
}

export function oneOf<T extends string>(value: unknown, name: string, allowed: readonly T[]): T {
  const found = allowed.find((candidate) => candidate === value);
  if (found === undefined) {
    throw new BrokenRule(`${name} must be ${allowed.join(' or ')}, was ${shownValue(value)}`);
  }
  return found;
}
