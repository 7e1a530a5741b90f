/**
 * Price levels of one side of a book as a flat list: ticks, lots, ticks, lots, …
 * In a snapshot the best level comes first. In a change, 0 lots removes the level.
 */
export type Levels = readonly number[];
