import { describe, expect, it } from 'vitest';
import type { BookFrame } from '../wire/live-frame.ts';
import { BookSequence } from './book-sequence.ts';

const frame = (updateId: number, isSnapshot: boolean): BookFrame => ({
  kind: 'book',
  symbol: 'BTCUSDT',
  venueTime: 0,
  updateId,
  isSnapshot,
  bids: [],
  asks: [],
});

/** What each number leads to: the kind of the one step, or `nothing`. */
const taken = (sequence: BookSequence, numbers: readonly number[], isSnapshot = false) =>
  numbers.map((id) => sequence.take(frame(id, isSnapshot))[0]?.kind ?? 'nothing');

describe('R-MD-01: the sequence of a book', () => {
  it('begins with a snapshot and goes on without a hole', () => {
    const sequence = new BookSequence();
    expect(taken(sequence, [7])).toEqual(['nothing']);
    expect(taken(sequence, [10], true)).toEqual(['snapshot']);
    expect(taken(sequence, [10, 11, 12, 11])).toEqual(['nothing', 'next', 'next', 'nothing']);
    expect(sequence.take(frame(14, false))).toEqual([
      { kind: 'gap', because: 'update 12 was followed by 14' },
    ]);
    expect(taken(sequence, [15])).toEqual(['nothing']);
  });

  it('takes a snapshot at any later number, and at 1 from a restarted service', () => {
    const sequence = new BookSequence();
    expect(taken(sequence, [10, 10, 500, 1], true)).toEqual(Array(4).fill('snapshot'));
    expect(taken(sequence, [2])).toEqual(['next']);
  });

  it('does not go back to a snapshot that was overtaken on its way', () => {
    const sequence = new BookSequence();
    taken(sequence, [10], true);
    taken(sequence, [11]);
    expect(taken(sequence, [10], true)).toEqual(['gap']);
    expect(taken(sequence, [12])).toEqual(['nothing']);
  });
});
