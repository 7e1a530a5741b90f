import { type BookPromise, FollowedBook } from '../wire/followed-book.ts';
import type { BookLevel } from '../wire/level-side.ts';
import type { BookFrame } from '../wire/live-frame.ts';
import { type BookContinuity, type BookStep, NO_STEPS } from './book-continuity.ts';

/**
 * The rule of a venue that links its updates by number or sends a checksum of the book, or both: the
 * book is built here too, and given up when a link or a checksum is wrong.
 */
export class CheckedBook implements BookContinuity {
  readonly #book: FollowedBook;

  constructor(promise: BookPromise) {
    this.#book = new FollowedBook(promise);
  }

  take(frame: BookFrame): readonly BookStep[] {
    const { checksum, isSnapshot, previousId, updateId } = frame;
    const verdict = this.#book.takeLevels(
      {
        isSnapshot,
        // A venue that numbers nothing has number 0 throughout; the book then counts by itself.
        sequence: updateId === 0 ? undefined : updateId,
        previousSequence: previousId,
        checksum: checksum?.value,
      },
      { bids: levelsOf(frame.bids, checksum?.bidTexts), asks: levelsOf(frame.asks, checksum?.askTexts) },
    );
    switch (verdict.kind) {
      case 'snapshot':
      case 'delta': {
        const kind = verdict.kind === 'snapshot' ? 'snapshot' : 'next';
        const { asks, bids } = verdict;
        return [{ kind, frame: { ...frame, bids, asks, updateId: verdict.updateId } }];
      }
      case 'gap':
        return [{ kind: 'gap', because: verdict.detail }];
      case 'repeated':
      case 'too-early':
      case 'refused':
        return NO_STEPS;
    }
  }

  restart(): void {
    this.#book.restart();
  }
}

function levelsOf(flat: readonly number[], texts: readonly string[] | undefined): BookLevel[] {
  const levels: BookLevel[] = [];
  for (let index = 0; index + 1 < flat.length; index += 2) {
    levels.push({
      ticks: flat[index] as number,
      lots: flat[index + 1] as number,
      price: texts?.[index] ?? '',
      size: texts?.[index + 1] ?? '',
    });
  }
  return levels;
}
