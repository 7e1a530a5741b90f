import { describe, expect, it } from 'vitest';
import { BookSequence } from './book-sequence.ts';

describe('the sequence of a book', () => {
  it('begins with a snapshot and goes on without a hole', () => {
    const sequence = new BookSequence();
    expect(sequence.judge(7, false)).toBe('too-early');
    expect(sequence.judge(10, true)).toBe('snapshot');
    expect([10, 11, 12, 11].map((id) => sequence.judge(id, false))).toEqual([
      'repeated',
      'next',
      'next',
      'repeated',
    ]);
    expect(sequence.judge(14, false)).toBe('gap');
    expect(sequence.judge(15, false)).toBe('too-early');
  });

  it('takes a snapshot at any later number, and at 1 from a restarted service', () => {
    const sequence = new BookSequence();
    expect([10, 10, 500, 1].map((id) => sequence.judge(id, true))).toEqual(Array(4).fill('snapshot'));
    expect(sequence.judge(2, false)).toBe('next');
  });

  it('does not go back to a snapshot that was overtaken on its way', () => {
    const sequence = new BookSequence();
    sequence.judge(10, true);
    sequence.judge(11, false);
    expect(sequence.judge(10, true)).toBe('gap');
    expect(sequence.last).toBeUndefined();
  });
});
