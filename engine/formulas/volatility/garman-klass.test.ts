import { describe, expect, it } from 'vitest';
import { walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { garmanKlassVariance, rogersSatchellVariance } from './bar-shape.ts';
import { garmanKlass } from './garman-klass.ts';
import { rogersSatchell } from './rogers-satchell.ts';
import { yangZhang } from './yang-zhang.ts';

const bar = { ...walkBars(1, 1)[0], open: 100, high: 110, low: 98, close: 105 } as ReturnType<
  typeof walkBars
>[number];

describe('Garman-Klass volatility', () => {
  it('gives the number of the catalogue check', () => {
    expect(garmanKlass.start({ n: 1, target: 0.4 })(bar)).toBeCloseTo(0.075842254045, 12);
  });

  it('is 0 of a bar that is all body, which would be less than nothing', () => {
    const body = { ...bar, high: 105, low: 100 };
    expect(garmanKlassVariance({ ...body, close: 105 })).toBeGreaterThan(0);
    expect(garmanKlass.start({ n: 1, target: 0.4 })({ ...body, open: 90, high: 105, low: 104 })).toBe(0);
  });
});

describe('Rogers-Satchell volatility', () => {
  it('gives the variance of the catalogue check', () => {
    expect(rogersSatchellVariance(bar)).toBeCloseTo(0.0058276738443, 12);
  });

  it('follows a rise in units of its own volatility', () => {
    const run = rogersSatchell.start({ n: 1 });
    run(bar);
    const drift = Math.log(1.05) / Math.sqrt(0.0058276738443);
    expect(run.readings?.['drift']?.()).toBeCloseTo(drift, 8);
    expect(run.readings?.['signal']?.()).toBeCloseTo(Math.tanh(drift / 2), 8);
    // A normal variable stays within 0.6391 deviations with a probability of 0.4773.
    expect(run.readings?.['confidence']?.()).toBeCloseTo(0.7 * 0.4773, 4);
  });
});

describe('Yang-Zhang volatility', () => {
  it('gives the number of the catalogue check', () => {
    const values = walkBars(7, 6).map(yangZhang.start({ n: 5 }));
    expect(values.slice(0, 5)).toEqual(Array.from({ length: 5 }, () => undefined));
    expect(values[5]).toBeCloseTo(0.00647170065794, 12);
  });

  it('says how much of the variance lies between the bars', () => {
    const run = yangZhang.start({ n: 2 });
    const flat = (at: number) => ({ ...bar, open: at, high: at, low: at, close: at });
    [100, 110, 100].forEach((at) => run(flat(at)));
    expect(run.readings?.['gapShare']?.()).toBeCloseTo(1, 12);
    walkBars(7, 9).forEach(run);
    expect(run.readings?.['gapShare']?.()).toBeCloseTo(0, 12);
  });
});

const inputs = walkBars(5, 40);
describeFormulaContract(garmanKlass, { n: 10, target: 0.4 }, inputs, {
  forgets: { after: 10, within: 1e-9 },
});
describeFormulaContract(rogersSatchell, { n: 10 }, inputs, { forgets: { after: 10, within: 1e-9 } });
describeFormulaContract(yangZhang, { n: 10 }, inputs, { forgets: { after: 11, within: 1e-9 } });
