import { describe, expect, it } from 'vitest';
import { gainLineOf } from './gain-line.ts';

describe('the line of gains', () => {
  it('begins at nothing and ends at the sum of now', () => {
    // From 2 at the top to -1 at the bottom of 4 to 2 pixels' margin: 0 lies two thirds down of 12.
    expect(gainLineOf([2, -1], 100, 16)).toEqual({ path: 'M0.0 10.0L50.0 2.0L100.0 14.0', zeroY: 10 });
  });

  it('lies in the middle where nothing was gained or lost', () => {
    expect(gainLineOf([0, 0], 10, 16)).toEqual({ path: 'M0.0 8.0L5.0 8.0L10.0 8.0', zeroY: 8 });
  });

  it('is none before the first prediction was held to what came of it', () => {
    expect(gainLineOf([], 10, 16)).toBeUndefined();
  });
});
