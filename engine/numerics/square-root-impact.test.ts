import { describe, expect, it } from 'vitest';
import { squareRootImpact } from './square-root-impact.ts';

describe('the square-root law', () => {
  it('moves the price through its range for as much as was traded, and through half of it for a quarter', () => {
    expect(squareRootImpact(40, 1_000, 1_000)).toBe(40);
    expect(squareRootImpact(40, 250, 1_000)).toBe(20);
  });

  it('takes one to have traded where nothing did', () => {
    expect(squareRootImpact(40, 9, 0)).toBe(40 * 3);
  });

  it('moves nothing where the price did not move', () => {
    expect(squareRootImpact(0, 1_000, 10)).toBe(0);
  });
});
