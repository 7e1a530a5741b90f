import { BrokenRule, type Fields, fieldsOf } from '../wire/frame-fields.ts';
import type { SessionLine } from './session-lines.ts';

/** The JSON object in an answer or a request; an empty one where it is no object. */
export function contentOf(text: string): Fields {
  try {
    return fieldsOf(JSON.parse(text), 'a message');
  } catch (error) {
    if (error instanceof BrokenRule || error instanceof SyntaxError) return {};
    throw error;
  }
}

/** What `list` makes of each of `entries`; entries that break a rule cannot be followed and are left out. */
export function listed<T>(entries: readonly unknown[], list: (entry: Fields) => T): T[] {
  return entries.flatMap((entry) => {
    try {
      return [list(fieldsOf(entry, 'an entry'))];
    } catch (error) {
      if (error instanceof BrokenRule || error instanceof RangeError) return [];
      throw error;
    }
  });
}

/** The texts in a list; nothing where it is none. */
export const textsIn = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((entry): entry is string => typeof entry === 'string') : [];

/** The list in a field; empty where there is none. */
export const entriesIn = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? (value as unknown[]) : [];

/** All symbols a session's subscriptions name, as `namesIn` finds them in a request. */
export function subscribed(
  requests: readonly SessionLine[],
  namesIn: (request: Fields) => readonly string[],
): Set<string> {
  return new Set(requests.flatMap(({ text }) => namesIn(contentOf(text))));
}
