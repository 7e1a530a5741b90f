import { describe, expect, it } from 'vitest';
import { orderFlowParameters } from './parameters.ts';
import { OutcomeModel } from './outcome-model.ts';

const horizonMs = 10_000;
const model = () => new OutcomeModel(orderFlowParameters.parse({ horizonMs }));

describe('outcomes of order flow', () => {
  it('are the mid at the first look after their horizon', () => {
    const outcomes = model();
    outcomes.observe(0, [1], 100);
    outcomes.observe(horizonMs - 1, [1], 105);
    expect(outcomes.outcomeCount).toBe(0);
    outcomes.observe(horizonMs, [1], 101);
    // 1 of 100 are 100 bps.
    expect([outcomes.outcomeCount, outcomes.meanMoveBps]).toEqual([1, expect.closeTo(100, 9)]);
  });

  it('are unknown where nobody looked for as long again: what an hour brought is not what ten seconds bring', () => {
    const outcomes = model();
    outcomes.observe(0, [1], 100);
    outcomes.observe(3_600_000, [1], 110);
    expect([outcomes.outcomeCount, outcomes.meanMoveBps]).toEqual([0, undefined]);
    outcomes.observe(3_600_000 + horizonMs, [1], 110);
    expect([outcomes.outcomeCount, outcomes.meanMoveBps]).toEqual([1, 0]);
  });
});
