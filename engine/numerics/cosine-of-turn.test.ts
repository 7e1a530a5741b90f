import { describe, expect, it } from 'vitest';
import { cosineOfTurn } from './cosine-of-turn.ts';

describe('cosine of a turn', () => {
  it('agrees with the plain cosine to within 1e-15', () => {
    const turns = Array.from({ length: 20_001 }, (_, i) => i / 20_000);
    const worst = Math.max(...turns.map((u) => Math.abs(cosineOfTurn(u) - Math.cos(2 * Math.PI * u))));
    expect(worst).toBeLessThan(1e-15);
  });

  it('is 1 after no turn and after a whole one, and -1 after half of one', () => {
    expect([cosineOfTurn(0), cosineOfTurn(0.5), cosineOfTurn(1)]).toEqual([1, -1, 1]);
  });
});
