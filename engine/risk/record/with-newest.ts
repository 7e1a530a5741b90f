/**
 * A list with one more at its end and no more than `most` in all, the oldest gone. A list of its own, frozen: what
 * was written down of the one before holds.
 */
export const withNewest = <Each>(list: readonly Each[] = [], newest: Each, most: number): readonly Each[] =>
  Object.freeze([...list, newest].slice(-most));
