import { describe, expect, it } from 'vitest';
import { limitAt, ScriptedMarket } from './fixtures/scripted-market.ts';
import { powerQueue, riskAverseQueue } from './queue-model.ts';

describe('a risk-averse queue', () => {
  it('has nobody ahead leave before those behind have', () => {
    expect(riskAverseQueue({ ahead: 6, before: 10, displayed: 8 })).toBe(6);
    expect(riskAverseQueue({ ahead: 6, before: 10, displayed: 4 })).toBe(4);
  });
});

describe('a queue with a power function', () => {
  // Half ahead, half behind: 5^n / (5^n + 5^n) = 1/2 of those who left stood behind, whatever n is.
  it.each([1, 2, 3, 8])('splits who left evenly in the middle with n = %i', (exponent) => {
    expect(powerQueue(exponent)({ ahead: 5, before: 10, displayed: 6 })).toBe(3);
  });

  it.each([
    // front 8, back 2, 2 leave. n = 1: 2/10 of them behind, 1.6 ahead: 6.4, rounded up.
    [1, 7],
    // n = 2: 4/68 behind, 1.882 ahead: 6.118, rounded up.
    [2, 7],
    // n = 3: 8/520 behind, 1.969 ahead: 6.031, rounded up.
    [3, 7],
  ])('near the back, with n = %i, nearly all who leave stood ahead', (exponent, ahead) => {
    expect(powerQueue(exponent)({ ahead: 8, before: 10, displayed: 8 })).toBe(ahead);
  });

  it('near the front nearly all who leave stood behind', () => {
    // front 2, back 98, 50 leave: n = 2 has 4/9608 of them ahead, 0.02: 1.98, rounded up.
    expect(powerQueue(2)({ ahead: 2, before: 100, displayed: 50 })).toBe(2);
    // n = 1 has 2/100 ahead: 1 of the 50.
    expect(powerQueue(1)({ ahead: 2, before: 100, displayed: 50 })).toBe(1);
  });

  it('lets no more leave from behind than stand there', () => {
    // front 4, back 6: n = 3 has 216/280 of 9 behind, 6.94: only 6 can be, so 3 left ahead; 1 is displayed.
    expect(powerQueue(3)({ ahead: 4, before: 10, displayed: 1 })).toBe(1);
  });

  it('stays where it is when the level grows', () => {
    expect(powerQueue(2)({ ahead: 4, before: 10, displayed: 15 })).toBe(4);
  });

  it.each([0, 9, 1.5, Number.NaN])('has no exponent %s', (exponent) => {
    expect(() => powerQueue(exponent)).toThrow("a queue's exponent must be a whole number from 1 to 8");
  });
});

describe('a resting order', () => {
  const resting = (paper: object) => {
    const told = new ScriptedMarket({ paper });
    told.snapshot(1_000, [99, 10], [101, 10]);
    told.send('buy', 2, { kind: limitAt(99) });
    told.wait(1_001);
    // 8 more join behind it.
    told.delta(1_010, [99, 18], []);
    return told;
  };

  it('moves up by cancellations only under the power model', () => {
    for (const [paper, lots] of [
      [{ queue: { model: 'risk-averse' } }, []],
      [{ queue: { model: 'power', exponent: 1 } }, ['2@99']],
    ] as const) {
      const told = resting(paper);
      // 10 ahead, 8 behind, 9 cancel: n = 1 has 4 of them behind and 5 ahead.
      told.delta(1_020, [99, 9], []);
      told.trade(1_030, 99, 7, 'sell');
      expect(told.filled).toEqual(lots);
    }
  });

  it('does not count what was traded as canceled a second time', () => {
    const told = resting({ queue: { model: 'power', exponent: 2 } });
    told.trade(1_020, 99, 4, 'sell');
    told.delta(1_021, [99, 14], []);
    // 10 - 4 = 6 are ahead; had the drop of the level counted again, fewer would be.
    told.trade(1_030, 99, 6, 'sell');
    expect(told.filled).toEqual([]);
    told.trade(1_040, 99, 2, 'sell');
    expect(told.filled).toEqual(['2@99']);
  });
});
