import { describe, expect, it } from 'vitest';
import { commandRank } from './command-rank.ts';

describe('the rank of a command', () => {
  it('is none where a typed word does not stand in it, however its letters lie', () => {
    expect(commandRank('Start Renaissance three-phase gate on BTC/USDT:USDT', 'account')).toBe(0);
  });

  it('puts what begins with the word before what holds it later, and both before a part of a word', () => {
    const [begins, holds, part] = ['Open Account', 'Show the open orders', 'Reopen'].map((name) =>
      commandRank(name, 'open'),
    );
    expect(begins).toBeGreaterThan(holds ?? 1);
    expect(holds).toBeGreaterThan(part ?? 1);
    expect(part).toBeGreaterThan(0);
  });

  it('needs every word, in any order', () => {
    expect(commandRank('Start Buy and hold on BTC/USDT:USDT', 'btc hold')).toBeGreaterThan(0);
    expect(commandRank('Start Buy and hold on BTC/USDT:USDT', 'eth hold')).toBe(0);
  });
});
