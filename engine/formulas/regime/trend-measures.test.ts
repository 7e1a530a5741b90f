import { describe, expect, it } from 'vitest';
import { walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { bars } from '../contract-tests/sample-inputs.ts';
import { adxDirectionalMovement } from './adx-directional-movement.ts';
import { choppinessIndex, choppinessOf } from './choppiness-index.ts';
import { kaufmanEfficiencyRatio } from './kaufman-efficiency-ratio.ts';
import { lundeTimmermannBullBear } from './lunde-timmermann-bull-bear.ts';

const closesOf = (...closes: number[]) =>
  bars(...closes.map((close): [number, number, number] => [close, close, close]));

describe('directional movement', () => {
  const rising = Array.from({ length: 12 }, (_, i): [number, number, number] => [11 + i, 10 + i, 10.5 + i]);

  it('gives the numbers of the catalogue check', () => {
    const run = adxDirectionalMovement.start({ n: 2 });
    const values = bars(
      [10, 9, 9.5],
      [11, 9.5, 10.8],
      [12, 10.5, 11.5],
      [11.5, 10, 10.5],
      [13, 11, 12.8],
    ).map(run);
    expect(values.slice(0, 3)).toEqual([undefined, undefined, undefined]);
    expect(values[4]).toBeCloseTo(72.2222222222, 9);
    expect(run.readings?.['plus']?.()).toBeCloseTo(50, 9);
    expect(run.readings?.['minus']?.()).toBeCloseTo(6.25, 9);
    expect(run.readings?.['signal']?.()).toBeCloseTo(43.75 / 56.25, 9);
    expect(run.readings?.['confidence']?.()).toBe(1);
  });

  it('closes to reversion in a strong trend, and opens only once the trend is over', () => {
    const run = adxDirectionalMovement.start({ n: 2 });
    bars(...rising).forEach(run);
    expect(run.readings?.['reversionGate']?.()).toBe(0.4);
    const flat = Array.from({ length: 3 }, (): [number, number, number] => [22, 21, 21.5]);
    const values = bars(...flat).map(run);
    // Nothing reaches further: both sides keep their proportion, and with it the index stays.
    expect(values.at(-1)).toBe(100);
    expect(run.readings?.['reversionGate']?.()).toBe(0.4);
  });

  it('has no direction where nothing moves', () => {
    const run = adxDirectionalMovement.start({ n: 2 });
    expect(closesOf(5, 5, 5, 5, 5).map(run).at(-1)).toBe(0);
    expect(run.readings?.['signal']?.()).toBe(0);
    expect(run.readings?.['reversionGate']?.()).toBe(1);
  });
});

describe('the efficiency of a move', () => {
  it('is net over path, as in the catalogue check, with the sign of the move', () => {
    expect(closesOf(10, 11, 10.5, 12, 13).map(kaufmanEfficiencyRatio.start({ n: 4 }))).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      0.75,
    ]);
    expect(
      closesOf(13, 10)
        .map(kaufmanEfficiencyRatio.start({ n: 1 }))
        .at(-1),
    ).toBe(-1);
  });

  it('favors trend formulas on a straight way and reversion formulas on a crooked one', () => {
    const straight = kaufmanEfficiencyRatio.start({ n: 3 });
    closesOf(1, 2, 3, 4).forEach(straight);
    expect(straight.readings?.['trendFactor']?.()).toBe(1.2);
    expect(straight.readings?.['reversionFactor']?.()).toBe(0.4);
    const crooked = kaufmanEfficiencyRatio.start({ n: 2 });
    expect(closesOf(2, 3, 2).map(crooked).at(-1)).toBe(0);
    expect(crooked.readings?.['trendFactor']?.()).toBe(0.5);
    expect(crooked.readings?.['reversionFactor']?.()).toBe(1);
  });

  it('is 0 where nothing moved', () => {
    expect(
      closesOf(2, 2, 2)
        .map(kaufmanEfficiencyRatio.start({ n: 2 }))
        .at(-1),
    ).toBe(0);
  });
});

describe('choppiness', () => {
  it('gives the number of the catalogue check', () => {
    expect(choppinessOf(12, 5, 14)).toBeCloseTo(33.1735399428, 9);
    expect(choppinessOf(0, 0, 14)).toBe(100);
  });

  it('is 0 on a straight way and 100 where every bar covers the whole range', () => {
    const straight = choppinessIndex.start({ n: 3 });
    expect(closesOf(10, 11, 12, 13).map(straight).at(-1)).toBeCloseTo(0, 9);
    expect(straight.readings?.['trendGate']?.()).toBe(1);
    expect(straight.readings?.['reversionGate']?.()).toBe(0.3);
    const chopped = choppinessIndex.start({ n: 3 });
    expect(bars([12, 10, 11], [12, 10, 11], [12, 10, 11], [12, 10, 11]).map(chopped).at(-1)).toBeCloseTo(
      100,
      9,
    );
    const names = ['gate', 'trendGate', 'reversionGate'];
    expect(names.map((name) => chopped.readings?.[name]?.())).toEqual([1, 0.2, 1]);
  });
});

describe('bull and bear markets', () => {
  const path = [100, 110, 92, 90, 100, 108, 120, 101];

  it('turn as in the catalogue check', () => {
    const run = lundeTimmermannBullBear.start({ u: 0.2, d: 0.15, start: 1 });
    const read = closesOf(...path).map((bar) => {
      const value = run(bar);
      return [value, run.readings?.['longGate']?.(), run.readings?.['shortGate']?.()];
    });
    const [open, bear, bull] = [
      [undefined, 1, 1],
      [0, 1],
      [1, 0],
    ];
    expect(read.slice(0, 2)).toEqual([open, open]);
    expect(read.map(([, ...gates]) => gates).slice(2)).toEqual([bear, bear, bear, bull, bull, bear]);
    // 100 is 1/9 above the trough of 90, with 20 % to go.
    expect(read[4]?.[0]).toBeCloseTo(-(1 - 1 / 9 / 0.2), 12);
    // The last close starts a bear market of its own.
    expect(read[7]?.[0]).toBe(-1);
    expect(run.readings?.['signal']?.()).toBe(-1);
    expect(run.readings?.['confidence']?.()).toBe(0);
  });

  it('are believed after twenty bars', () => {
    const run = lundeTimmermannBullBear.start({ u: 0.2, d: 0.15, start: 1 });
    closesOf(100, 80, ...Array.from({ length: 20 }, () => 80)).forEach(run);
    expect(run.readings?.['age']?.()).toBe(20);
    expect(run.readings?.['confidence']?.()).toBeCloseTo(0.8, 12);
  });
});

const inputs = walkBars(94, 60);
describeFormulaContract(adxDirectionalMovement, { n: 7 }, inputs);
describeFormulaContract(kaufmanEfficiencyRatio, { n: 10 }, inputs);
describeFormulaContract(choppinessIndex, { n: 14 }, inputs);
const [first, ...others] = inputs;
describeFormulaContract(
  lundeTimmermannBullBear,
  { u: 0.02, d: 0.015, start: 1 },
  first === undefined ? [] : [{ ...first, close: first.close * 1.1 }, ...others],
);
