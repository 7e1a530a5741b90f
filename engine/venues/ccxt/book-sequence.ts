import type { BookFrame } from '../wire/live-frame.ts';
import { type BookContinuity, type BookStep, NO_STEPS } from './book-continuity.ts';

/**
 * The rule of a venue that numbers the updates of a book without holes, such as Bybit's `u`. A snapshot
 * starts anew; number 1 is the snapshot of a service that was restarted; any other step back was
 * overtaken on its way.
 */
export class BookSequence implements BookContinuity {
  #last: number | undefined;

  take(frame: BookFrame): readonly BookStep[] {
    const last = this.#last;
    const { isSnapshot, updateId } = frame;
    if (isSnapshot) {
      if (last !== undefined && updateId < last && updateId !== 1) return this.#broken(last, updateId);
      this.#last = updateId;
      return [{ kind: 'snapshot', frame }];
    }
    if (last === undefined || updateId <= last) return NO_STEPS;
    if (updateId !== last + 1) return this.#broken(last, updateId);
    this.#last = updateId;
    return [{ kind: 'next', frame }];
  }

  restart(): void {
    this.#last = undefined;
  }

  #broken(last: number, updateId: number): readonly BookStep[] {
    this.#last = undefined;
    return [{ kind: 'gap', because: `update ${last} was followed by ${updateId}` }];
  }
}
