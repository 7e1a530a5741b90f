import type { BookFrame } from '../wire/live-frame.ts';

/** What a book frame does to the book we hold. */
export type BookStep =
  | { readonly kind: 'snapshot'; readonly frame: BookFrame }
  | { readonly kind: 'next'; readonly frame: BookFrame }
  /** Something is missing or wrong; nothing is believed until the next snapshot. */
  | { readonly kind: 'gap'; readonly because: string };

/** Nothing: held already, or waiting for a snapshot. */
export const NO_STEPS: readonly BookStep[] = Object.freeze([]);

/**
 * Knows by a venue's own rule (numbers, checksums) whether a book is complete. One for each instrument;
 * it may keep frames back until a snapshot they belong to has come.
 */
export interface BookContinuity {
  /** What is to be done, in this order. Ends with the first `gap`. */
  take(frame: BookFrame): readonly BookStep[];
  /** Nothing is believed until the next snapshot: the connection is gone or the book was given up. */
  restart(): void;
}
