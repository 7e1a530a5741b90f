import { describe, expect, it } from 'vitest';
import { sameFields, ToldPart } from './told-part.ts';

describe('a part of the view that was told', () => {
  it('is due at first, when it changes, and not in between', () => {
    const part = new ToldPart<number>((told, now) => told === now);
    expect([5, 5, 5, 6, 6, 5].map((value) => part.isDue(value))).toEqual([
      true,
      false,
      false,
      true,
      false,
      true,
    ]);
  });

  it('is due again after a second of frames without a change', () => {
    const part = new ToldPart<number>((told, now) => told === now);
    const due = Array.from({ length: 61 }, () => part.isDue(5));
    expect(due.flatMap((isDue, frame) => (isDue ? [frame] : []))).toEqual([0, 30, 60]);
  });

  it('is the same when all its fields are, apart from those that do not count', () => {
    const account = { timeMs: 1, equityQuote: 100, drawdown: Number.NaN };
    expect(sameFields(account, { ...account, timeMs: 2 }, ['timeMs'])).toBe(true);
    expect(sameFields(account, { ...account, timeMs: 2 })).toBe(false);
    expect(sameFields(account, { ...account, equityQuote: 101 }, ['timeMs'])).toBe(false);
  });
});
