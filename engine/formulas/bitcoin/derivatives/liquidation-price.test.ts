import { describe, expect, it } from 'vitest';
import { describeFormulaContract } from '../../contract-tests/describe-formula-contract.ts';
import { bars, wanderingBars } from '../../contract-tests/sample-inputs.ts';
import { told } from '../../contract-tests/told-series.ts';
import type { MarketStep } from '../../formula.ts';
import type { HeldPosition } from '../../step-contents.ts';
import { liquidationLevel, liquidationPrice } from './liquidation-price.ts';

const { defaults } = liquidationPrice;
const TERMS = { entry: 50_000, leverage: 10, mmr: 0.005, fee: 0.0006 };

const held = (direction: HeldPosition['direction'], entryPrice: number): MarketStep => ({
  kind: 'position',
  time: 0,
  position: { direction, entryPrice },
});
const closed = (...closes: number[]): MarketStep[] =>
  bars(...closes.map((each): [number, number, number] => [each, each, each])).map((bar) => ({
    kind: 'bar',
    time: bar.openTime + bar.intervalMs,
    bar,
  }));

describe('the price of liquidation', () => {
  it.each([
    ['a linear long', 1, 0, 45_253.4191472],
    ['a linear short', -1, 0, 54_693.7151949],
    ['an inverse long', 1, 1, 45_709.0909091],
    ['an inverse short', -1, 1, 55_244.4444444],
  ])('of %s is that of the catalogue check', (_what, side, inverse, expected) => {
    expect(liquidationLevel({ ...TERMS, side, inverse })).toBeCloseTo(expected, 6);
  });

  it('does not exist for a long without leverage, but for a short', () => {
    expect(liquidationLevel({ ...TERMS, side: 1, inverse: 0, leverage: 1 })).toBeUndefined();
    expect(liquidationLevel({ ...TERMS, side: -1, inverse: 0, leverage: 1 })).toBeCloseTo(1e5 / 1.0056, 6);
  });

  it('asks to close once a quarter of the distance is left, and beyond it', () => {
    const run = liquidationPrice.start({ ...defaults, leverage: 10 });
    run(held('long', 50_000));
    const entryDistance = Math.log(50_000 / 45_253.4191472);
    const at = (price: number) => {
      const [value] = closed(price).map(run);
      return [value, run.readings?.['urgency']?.()];
    };
    expect(at(50_000)[0]).toBeCloseTo(entryDistance, 9);
    expect(run.readings?.['liquidationPrice']?.()).toBeCloseTo(45_253.4191472, 6);
    expect(at(45_253.42 * Math.exp(0.26 * entryDistance))[1]).toBe(0);
    expect(at(45_253.41 * Math.exp(0.24 * entryDistance))[1]).toBe(1);
    expect(at(40_000)[1]).toBe(1);
  });

  it('prefers the mark price and the leverage the account tells', () => {
    const run = liquidationPrice.start(defaults);
    run(held('short', 50_000));
    closed(50_000).forEach((step) => run(step));
    const fed = told(60_000, { 'account.leverage': 10, 'derivative.mark-price': 52_000 });
    expect(fed.map(run).at(-1)).toBeCloseTo(Math.log(54_693.7151949 / 52_000), 9);
  });

  it('is none while flat', () => {
    const run = liquidationPrice.start({ ...defaults, leverage: 10 });
    const values = [held('long', 100), ...closed(100), held('flat', 0), ...closed(100)].map(run);
    expect(values.map((each) => each !== undefined)).toEqual([false, true, false, false]);
  });
});

describeFormulaContract(liquidationPrice, { ...defaults, leverage: 5 }, [
  held('long', 100),
  ...wanderingBars(40).map((bar): MarketStep => ({ kind: 'bar', time: bar.openTime + bar.intervalMs, bar })),
]);
