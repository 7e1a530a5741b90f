import { describe, expect, it } from 'vitest';
import { unixMs } from '../../domain/units/time.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { bars, wanderingBars } from '../contract-tests/sample-inputs.ts';
import { rollingVwap } from './rolling-vwap.ts';
import { sessionVwapDeviation } from './session-vwap-deviation.ts';
import { sessionVwap } from './session-vwap.ts';

/** Typical prices 100, 102 and 105 with volumes 1, 3 and 4. */
const rows = bars([101, 99, 100, 1], [102, 102, 102, 3], [106, 104, 105, 4]);
const nextDay = rows.map((bar) => ({ ...bar, openTime: unixMs(bar.openTime + 86_400_000) }));

describe('VWAP of the day', () => {
  it('weighs typical prices by volume', () => {
    const values = rows.map(sessionVwap.start({}));
    expect(values).toEqual([100, (100 + 306) / 4, (100 + 306 + 420) / 8]);
  });

  it('begins again at midnight UTC', () => {
    const run = sessionVwap.start({});
    const first = rows.map(run);
    expect(nextDay.map(run)).toEqual(first);
  });

  it('has no value until something has traded', () => {
    const run = sessionVwap.start({});
    expect(bars([101, 99, 100, 0], [102, 102, 102, 3]).map(run)).toEqual([undefined, 102]);
  });

  it('is banded by the volume-weighted deviation around it', () => {
    const value = rows.map(sessionVwapDeviation.start({})).at(-1);
    const mean = 826 / 8;
    const squares = (100 - mean) ** 2 + 3 * (102 - mean) ** 2 + 4 * (105 - mean) ** 2;
    expect(value).toBeCloseTo(Math.sqrt(squares / 8), 12);
  });
});

describe('rolling VWAP', () => {
  it('forgets bars older than its window', () => {
    expect(rows.map(rollingVwap.start({ window: 2 }))).toEqual([undefined, 406 / 4, 726 / 7]);
  });

  it('has no value where nothing traded', () => {
    expect(bars([101, 99, 100, 0]).map(rollingVwap.start({ window: 1 }))).toEqual([undefined]);
  });
});

describeFormulaContract(sessionVwap, {}, wanderingBars(30));
describeFormulaContract(sessionVwapDeviation, {}, wanderingBars(30));
describeFormulaContract(rollingVwap, { window: 5 }, wanderingBars(30));
