import { describe, expect, it } from 'vitest';
import { VoteMoves } from './vote-moves.ts';

const HORIZON = 60_000;

describe('the moves after decisions', () => {
  it('are from mid to mid, each at the first price from its horizon on', () => {
    const moves = new VoteMoves(HORIZON);
    moves.open(0, 100);
    moves.open(1000, 101);
    moves.onQuote(HORIZON - 1, 500);
    expect(moves.take()).toEqual([]);
    moves.onQuote(HORIZON, 102);
    moves.onQuote(HORIZON + 900, 103);
    moves.onQuote(HORIZON + 1000, 104);
    expect(moves.take()).toEqual([
      { time: 0, move: Math.log(102 / 100) },
      { time: 1000, move: Math.log(104 / 101) },
    ]);
    expect(moves.take()).toEqual([]);
  });

  it('are unknown where the price comes more than a quarter of the horizon too late', () => {
    const moves = new VoteMoves(HORIZON);
    moves.open(0, 100);
    moves.open(20_000, 100);
    moves.onQuote(1.25 * HORIZON + 1, 110);
    moves.onQuote(80_000, 110);
    expect(moves.take()).toEqual([
      { time: 0, move: undefined },
      { time: 20_000, move: Math.log(1.1) },
    ]);
  });

  it('are unknown without a price at the decision, and where nobody sees the market any more', () => {
    const moves = new VoteMoves(HORIZON);
    moves.open(0, NaN);
    moves.open(1, 100);
    moves.voidAll();
    moves.onQuote(HORIZON + 1, 110);
    expect(moves.take()).toEqual([
      { time: 0, move: undefined },
      { time: 1, move: undefined },
    ]);
  });
});
