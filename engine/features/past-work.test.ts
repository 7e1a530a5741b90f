import { describe, expect, it } from 'vitest';
import { allFormulas } from '../formulas/registry/all-formulas.generated.ts';
import { FitPlan } from './fit-plan.ts';
import { costlyFormulas, fitMsOf, unitsPerBar } from './past-work.ts';
import { WorkCredit } from './work-credit.ts';

describe('the work of telling the past', () => {
  it('is stated of formulas of the product, and of fits where there are some', () => {
    const formulas = new Map(allFormulas.map((formula) => [formula.id, formula]));
    const unknown = costlyFormulas.filter((id) => !formulas.has(id));
    expect(unknown).toEqual([]);
    const usual = fitMsOf('F1');
    const unfitted = costlyFormulas.filter(
      (id) => fitMsOf(id) > usual && formulas.get(id)?.fit === undefined,
    );
    expect(unfitted).toEqual([]);
  });

  it('is more for a formula that goes over its whole window with each bar', () => {
    expect([unitsPerBar('F3'), unitsPerBar('F27')]).toEqual([2, 128]);
  });
});

describe('a credit of work', () => {
  it('is earned by time, not by events, up to what one event may spend', () => {
    const credit = new WorkCredit();
    credit.passTime(0);
    credit.spend(10_000);
    credit.passTime(0);
    expect(credit.isLeft).toBe(false);
    credit.passTime(1);
    expect(credit.isLeft).toBe(true);
    credit.spend(500);
    expect(credit.isLeft).toBe(false);
    credit.passTime(1e9);
    credit.spend(9999);
    expect(credit.isLeft).toBe(true);
    credit.spend(1);
    expect(credit.isLeft).toBe(false);
  });

  it('is in debt after work that cost more, until that is paid back', () => {
    const credit = new WorkCredit();
    credit.passTime(0);
    credit.spend(12_000);
    credit.passTime(4);
    expect(credit.isLeft).toBe(false);
    credit.passTime(5);
    expect(credit.isLeft).toBe(true);
  });
});

describe('a plan of fits', () => {
  it('has one thread do them one after the other, once it has started', () => {
    const plan = new FitPlan();
    expect(plan.doneAt).toBe(-Infinity);
    plan.passTime(1000);
    plan.add('F90');
    // Three seconds to start, and three times its six seconds.
    expect(plan.doneAt).toBe(22_000);
    plan.passTime(2000);
    plan.add('F1');
    expect(plan.doneAt).toBe(22_024);
    plan.passTime(30_000);
    plan.add('F1');
    expect([plan.doneAt, plan.count]).toEqual([30_024, 3]);
  });
});
