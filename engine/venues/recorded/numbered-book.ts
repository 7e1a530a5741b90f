import type { Instrument } from '../../domain/instrument/instrument.ts';
import type { Levels } from '../../domain/market/levels.ts';
import { FollowedBook } from '../wire/followed-book.ts';
import type { BookLevel } from '../wire/level-side.ts';
import type { BookFrame } from '../wire/live-frame.ts';
import type { CaptureOutput } from './capture-output.ts';

/** Follows a book whose frames are numbered and hold whole ticks and lots, and tells what it may. */
export class NumberedBook {
  readonly #book = new FollowedBook();
  readonly #output: CaptureOutput;
  readonly #instrument: Instrument;

  constructor(output: CaptureOutput, instrument: Instrument) {
    this.#output = output;
    this.#instrument = instrument;
  }

  take(frame: BookFrame): void {
    const { statistics } = this.#output;
    if (frame.isSnapshot) statistics.snapshots += 1;
    else statistics.diffs += 1;
    const verdict = this.#book.takeLevels(
      {
        isSnapshot: frame.isSnapshot,
        sequence: frame.updateId,
        previousSequence: frame.previousId,
        checksum: undefined,
      },
      { bids: levelsOf(frame.bids), asks: levelsOf(frame.asks) },
    );
    switch (verdict.kind) {
      case 'gap':
        statistics.gaps += 1;
        return this.#output.gap(this.#instrument, verdict.detail);
      case 'repeated':
        statistics.repeated += 1;
        return undefined;
      case 'snapshot':
      case 'delta':
        if (verdict.isCrossed) statistics.crossed += 1;
        return this.#output.book(this.#instrument, verdict, frame.venueTime);
      case 'too-early':
      case 'refused':
    }
  }
}

function levelsOf(flat: Levels): BookLevel[] {
  const levels: BookLevel[] = [];
  for (let index = 0; index + 1 < flat.length; index += 2) {
    levels.push({ ticks: flat[index] as number, lots: flat[index + 1] as number, price: '', size: '' });
  }
  return levels;
}
