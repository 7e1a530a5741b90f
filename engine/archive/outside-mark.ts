const PREFIX = 'outside-number ';

/** How the name of a number from outside stands in the `kind` column of a mark. */
export const outsideMark = (name: string): string => PREFIX + name;

/** The name a mark's `kind` speaks of; undefined where it is a mark of another kind. */
export const outsideNameOf = (kind: unknown): string | undefined =>
  typeof kind === 'string' && kind.startsWith(PREFIX) ? kind.slice(PREFIX.length) : undefined;
