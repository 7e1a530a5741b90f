import { describe, expect, it } from 'vitest';
import type { Bar } from '../../../domain/market/bar.ts';
import { unixMs } from '../../../domain/units/time.ts';
import { describeFormulaContract } from '../../contract-tests/describe-formula-contract.ts';
import { wanderingBars } from '../../contract-tests/sample-inputs.ts';
import { liquidityHourFilter } from './liquidity-hour-filter.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const { defaults } = liquidityHourFilter;
const BY_DAY_THIRDS = { ...defaults, bin: 480, funding_guard: 0 };

/** Bars of a third of a day at a price of 1 with these volumes, from Thursday, 1 January 1970. */
const thirds = (volumes: readonly number[]): Bar[] =>
  volumes.map((volumeBase, index) => ({
    openTime: unixMs(8 * HOUR_MS * index),
    intervalMs: 8 * HOUR_MS,
    open: 1,
    high: 1,
    low: 1,
    close: 1,
    volumeBase,
    buyVolumeBase: volumeBase / 2,
    tradeCount: 1,
  }));
/** Days that trade the same three volumes again and again. */
const days = (count: number, volumes: readonly number[]) =>
  thirds(Array.from({ length: count }, () => volumes).flat());

describe('the liquidity of the hour', () => {
  it('closes as in the catalogue check', () => {
    // Medians 10, 40 and 100 have a mean of 50. Seven weekdays end with Friday the 9th; the 12th is a Monday.
    const run = liquidityHourFilter.start(BY_DAY_THIRDS);
    const read = days(12, [10, 40, 100]).map((bar) => [run(bar), run.readings?.['ratio']?.()]);
    const monday = read.slice(3 * 11);
    // The bar before a third tells of it; the guard leaves half of what begins at a funding moment.
    expect(read[3 * 11 - 1]).toEqual([0, 0.2]);
    expect(monday[0]).toEqual([0.5, 0.8]);
    expect(monday[1]).toEqual([0.5, 2]);
  });

  it('takes the median of the days, not their mean', () => {
    const run = liquidityHourFilter.start(BY_DAY_THIRDS);
    const bars = days(12, [10, 40, 100]).map((bar, index) =>
      index === 3 ? { ...bar, volumeBase: 1e6 } : bar,
    );
    expect(bars.slice(0, 33).map(run).at(-1)).toBe(0);
  });

  it('says nothing of a kind of day it has not seen seven times', () => {
    const run = liquidityHourFilter.start(BY_DAY_THIRDS);
    // Two weekends: Saturday the 17th is the fifth day of its kind.
    days(16, [10, 40, 100]).forEach((bar) => run(bar));
    expect(run.readings?.['ratio']?.()).toBe(1);
  });

  it('is half within two minutes of funding', () => {
    const run = liquidityHourFilter.start(defaults);
    const minutes = wanderingBars(12).map((bar, index) => ({
      ...bar,
      openTime: unixMs(DAY_MS - 6 * 60_000 + index * 60_000),
    }));
    // Ends from five minutes before midnight on.
    expect(minutes.map(run)).toEqual([1, 1, 1, 0.5, 0.5, 0.5, 0.5, 0.5, 1, 1, 1, 1]);
  });
});

describeFormulaContract(liquidityHourFilter, { ...defaults, window: 7 }, wanderingBars(60));
