import { describe, expect, it } from 'vitest';
import { INSTRUMENT } from '../execution/fixtures/scripted-market.ts';
import { ToldSession } from './kernel.fixture.ts';

describe('an account that is looked at', () => {
  it('is the same afterwards: peak, drawdown and hash do not depend on who looked when', () => {
    const story = (look: (told: ToldSession) => void): string => {
      const told = new ToldSession([INSTRUMENT]);
      told.quote(99, 101);
      told.place('buy', 10);
      told.pass(1000);
      told.quote(199, 201);
      look(told);
      told.quote(99, 101);
      told.pass(60_000);
      return told.session.hash.digest();
    };
    expect(story((told) => told.kernel.account())).toBe(story(() => undefined));
  });
});
