import { describe, expect, it } from 'vitest';
import { unixMs } from '../../../domain/units/time.ts';
import type { Bar } from '../../../domain/market/bar.ts';
import { walkBars } from '../../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../../contract-tests/reading-of.ts';
import { bars } from '../../contract-tests/sample-inputs.ts';
import { CoarseBars } from './coarse-bars.ts';
import { tripleScreen } from './triple-screen.ts';

describe('coarse bars', () => {
  const minutes = (...rows: [high: number, low: number, close: number, volume?: number][]) =>
    bars(...rows).map((bar, i): Bar => ({ ...bar, openTime: unixMs((i + 1) * 60_000) }));

  it('end at whole multiples and leave out what was not seen from its beginning', () => {
    const coarse = new CoarseBars(120_000);
    const ends = minutes([9, 9, 9], [3, 1, 2, 5], [4, 2, 3, 6]).map((bar) => coarse.push(bar));
    expect(ends).toEqual([false, false, true]);
    expect(coarse).toMatchObject({ high: 4, low: 1, close: 3, volumeBase: 11 });
  });
});

/** Waves of two bars in a tide of four: rising ever faster, then three falling bars, then the closes given. */
function afterPullback(...closes: number[]) {
  const rising = Array.from({ length: 144 }, (_, i) => 100 * Math.exp(0.000002 * i * i));
  const last = rising.at(-1) ?? 0;
  const path = [...rising, last * 0.999, last * 0.997, ...closes.map((each) => last * each)];
  const run = tripleScreen.start({ factor: 2, force_n: 2 });
  const values = bars(...path.map((c): [number, number, number] => [c * 1.0005, c * 0.9995, c])).map(run);
  return { values, run };
}

describe('the triple screen', () => {
  it('says nothing before 35 bars of the tide', () => {
    const { values } = afterPullback();
    expect(values.slice(0, 139).every((each) => each === undefined)).toBe(true);
    expect(values[139]).toBe(0);
  });

  it('waits in a pullback and enters when a bar closes above the high of the one before', () => {
    const { run, values } = afterPullback(0.9985);
    expect(values.slice(-3)).toEqual([0, 0.3, 1]);
    expect(readingOf(run, 'tide')).toBe(1);
    expect(readingOf(run, 'force')).toBeLessThan(0);
    expect(readingOf(run, 'confidence')).toBe(0.6);
  });

  it('gives up where a bar closes below the low of the pullback', () => {
    const { run, values } = afterPullback(0.9985, 0.99);
    expect(values.at(-1)).toBeLessThan(1);
    expect(readingOf(run, 'confidence')).toBeLessThan(0.6);
  });

  it('goes on waiting while no bar closes above', () => {
    expect(afterPullback(0.9971).values.at(-1)).toBe(0.3);
  });
});

describeFormulaContract(tripleScreen, { factor: 2, force_n: 2 }, walkBars(41, 180));
