import { describe, expect, it } from 'vitest';
import { walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../contract-tests/reading-of.ts';
import { bars } from '../contract-tests/sample-inputs.ts';
import { donchianBreakout } from './donchian-breakout.ts';
import { ParabolicStop, parabolicSar } from './parabolic-sar.ts';
import { vortexIndicator } from './vortex-indicator.ts';

/** Bars of highs, lows and closes. */
const barsOf = (highs: readonly number[], lows: readonly number[], closes: readonly number[]) =>
  bars(...closes.map((close, i): [number, number, number] => [highs[i] ?? close, lows[i] ?? close, close]));

describe('the breakout of a Donchian channel', () => {
  const sample = barsOf(
    [10, 11, 12, 11, 13, 14, 13, 12, 10, 9, 8],
    [9, 10, 11, 10, 11, 13, 12, 11, 9, 8, 7],
    [9.5, 10.5, 11.5, 10.5, 12.5, 13.5, 12.5, 11.5, 9.5, 8.5, 7.5],
  );

  it('has the positions of the catalogue check', () => {
    const values = sample.map(donchianBreakout.start({ n: 3, m: 2 }));
    expect(values).toEqual([undefined, undefined, undefined, 0, 1, 1, 1, 0, -1, -1, -1]);
  });

  it('grows with the distance beyond the edge it broke, and fades in confidence', () => {
    const run = donchianBreakout.start({ n: 3, m: 2 });
    const said = sample.map((bar) => {
      run(bar);
      return [readingOf(run, 'signal'), readingOf(run, 'confidence')];
    });
    // Flat: nothing is said.
    expect(said[3]).toEqual([0, 0]);
    // In at 12.5 over 12; ranges so far are 1, 1.5, 1.5, 1.5 and 2.5, on average 1.6.
    expect(said[4]?.[0]).toBeCloseTo(0.5 + (0.5 * 0.5) / 1.6, 12);
    expect(said[4]?.[1]).toBe(0.5);
    // A bar later 1.5 beyond, with one more range of 1.5: less than the mean of 9.5 / 6.
    expect(said[5]?.[0]).toBeCloseTo(0.5 + (0.5 * 1.5) / (9.5 / 6), 12);
    expect(said[5]?.[1]).toBeCloseTo(0.5 - 0.2 / 3, 12);
    expect(said[10]?.[0]).toBeLessThan(-0.5);
    expect(said[10]?.[1]).toBeCloseTo(0.5 - 0.4 / 3, 12);
  });

  it('is weakest when the close has come back through the edge', () => {
    const run = donchianBreakout.start({ n: 2, m: 4 });
    const back = bars([10, 9, 9.5], [10, 9, 9.5], [10, 9, 9.5], [10, 9, 9.5], [12, 10, 11], [11, 9, 9.2]);
    expect(back.map(run).slice(-2)).toEqual([1, 1]);
    expect(readingOf(run, 'signal')).toBe(0.5);
    expect(readingOf(run, 'exitLow')).toBe(9);
  });
});

describe('the parabolic stop and reverse', () => {
  const sample = barsOf(
    [10, 11, 12, 13, 12.5, 11, 10],
    [9, 10, 11, 12, 11, 9.5, 8.5],
    [9.5, 10.5, 11.5, 12.5, 11.2, 9.8, 8.8],
  );

  it('has the sides and stops of the catalogue check', () => {
    const run = parabolicSar.start({ af0: 0.02, afmax: 0.2 });
    const said = sample.map((bar) => [run(bar), readingOf(run, 'stop')]);
    expect(said[0]?.[0]).toBeUndefined();
    [
      [1, 9],
      [1, 9],
      [1, 9.12],
      [1, 9.3528],
      [-1, 13],
      [-1, 12.93],
    ].forEach(([side, stop], i) => {
      expect(said[i + 1]?.[0]).toBe(side);
      expect(said[i + 1]?.[1]).toBeCloseTo(stop ?? NaN, 12);
    });
  });

  it('mirrors itself when prices do', () => {
    const up = new ParabolicStop({ first: 0.02, most: 0.04 });
    const down = new ParabolicStop({ first: 0.02, most: 0.04 });
    for (const { close, high, low } of walkBars(5, 200)) {
      up.push({ close, high, low });
      down.push({ close: -close, high: -low, low: -high });
      // Two closes alike would count as up on both sides; these are never alike.
      expect(down.side).toBe(up.side === 0 ? 0 : -up.side);
      expect(down.stop).toBe(-up.stop);
    }
  });

  it('is strong far from the stop and says nothing where nothing moves', () => {
    const run = parabolicSar.start({ af0: 0.02, afmax: 0.2 });
    const said = sample.map((bar) => {
      run(bar);
      return readingOf(run, 'signal');
    });
    expect(said[3]).toBe(1);
    expect(said[6]).toBe(-1);
    expect(readingOf(run, 'confidence')).toBe(0.5);
    const still = parabolicSar.start({ af0: 0.02, afmax: 0.2 });
    expect(bars([5, 5, 5], [5, 5, 5]).map(still)).toEqual([undefined, 1]);
    expect(readingOf(still, 'signal')).toBe(0);
  });

  it('refuses an acceleration of nothing', () => {
    expect(() => parabolicSar.start({ af0: 0, afmax: 0.2 })).toThrow('af0 must be finite and above zero');
  });
});

describe('the vortex', () => {
  it('has the numbers of the catalogue check', () => {
    const run = vortexIndicator.start({ n: 2, band: 0.05 });
    const values = barsOf([10, 11, 12], [9, 9.5, 10.5], [9.5, 10.5, 11.5]).map(run);
    expect(values.slice(0, 2)).toEqual([undefined, undefined]);
    expect(readingOf(run, 'up')).toBeCloseTo(1.5, 12);
    expect(readingOf(run, 'down')).toBeCloseTo(1 / 3, 12);
    expect(values[2]).toBeCloseTo(1.5 - 1 / 3, 12);
    expect(readingOf(run, 'signal')).toBe(1);
    expect(readingOf(run, 'confidence')).toBe(0.6);
  });

  it('points down when lows run away', () => {
    const run = vortexIndicator.start({ n: 2, band: 0.05 });
    barsOf([12, 11, 10], [10.5, 9.5, 9], [11.5, 10.5, 9.5]).map(run);
    expect(readingOf(run, 'signal')).toBe(-1);
  });

  it('is silent within its band, and 0 where nothing moves', () => {
    const run = vortexIndicator.start({ n: 2, band: 0.05 });
    expect(bars([5, 5, 5], [5, 5, 5], [5, 5, 5]).map(run).at(-1)).toBe(0);
    const near = vortexIndicator.start({ n: 1, band: 0.05 });
    // Up 1.01 and down 0.99 of a range of 1.
    const value = barsOf([10, 10.01], [9, 9.01], [9.5, 9.5]).map(near).at(-1);
    expect(value).toBeCloseTo(0.02, 12);
    expect(readingOf(near, 'signal')).toBe(0);
  });
});

describeFormulaContract(donchianBreakout, { n: 10, m: 5 }, walkBars(11, 60));
describeFormulaContract(parabolicSar, parabolicSar.defaults, walkBars(12, 60));
describeFormulaContract(vortexIndicator, vortexIndicator.defaults, walkBars(13, 60));
