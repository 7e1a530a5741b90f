import { describe, expect, it } from 'vitest';
import { walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { bars } from '../contract-tests/sample-inputs.ts';
import { lastAboveLine, rollingZscoreReversion } from './rolling-zscore-reversion.ts';

const { defaults } = rollingZscoreReversion;
const logsToBars = (...logs: number[]) =>
  bars(...logs.map((log): [number, number, number] => [Math.exp(log), Math.exp(log), Math.exp(log)]));

describe('the rolling z-score', () => {
  it('gives the number of the catalogue check: 0.6 over the root of 0.9', () => {
    expect(lastAboveLine(Float64Array.of(1, 2, 4, 3, 6))).toBeCloseTo(0.632455532034, 11);
    const values = logsToBars(1, 2, 4, 3, 6).map(rollingZscoreReversion.start({ ...defaults, n: 5 }));
    expect(values.at(-1)).toBeCloseTo(0.632455532034, 9);
  });

  it('can leave the line out: 2.8 above a mean of 3.2, over the root of 2.96', () => {
    const run = rollingZscoreReversion.start({ ...defaults, n: 5, detrend: 0 });
    const z = 2.8 / Math.sqrt(2.96);
    expect(logsToBars(1, 2, 4, 3, 6).map(run).at(-1)).toBeCloseTo(z, 10);
    expect(run.readings?.['signal']?.()).toBeCloseTo(-z / 2.5, 10);
    expect(run.readings?.['confidence']?.()).toBeCloseTo((z - 0.5) / 2, 10);
  });

  it.each([0, 1])('is 0 where nothing deviates (detrend %d)', (detrend) => {
    const run = rollingZscoreReversion.start({ ...defaults, n: 4, detrend });
    expect(logsToBars(1, 1, 1, 1).map(run).at(-1)).toBe(0);
    expect(run.readings?.['signal']?.()).toBe(0);
  });
});

const inputs = walkBars(62, 50);
describeFormulaContract(rollingZscoreReversion, { ...defaults, n: 12 }, inputs, {
  forgets: { after: 12, within: 1e-12 },
});
describeFormulaContract(rollingZscoreReversion, { ...defaults, n: 12, detrend: 0 }, inputs, {
  forgets: { after: 12, within: 1e-12 },
});
