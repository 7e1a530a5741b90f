import { describe, expect, it } from 'vitest';
import { walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../contract-tests/reading-of.ts';
import { bars } from '../contract-tests/sample-inputs.ts';
import { wilderRsi } from './wilder-rsi.ts';

/** Bars that are only their closes. */
const closing = (...closes: number[]) =>
  bars(...closes.map((close): [number, number, number] => [close, close, close]));

const after = (n: number, ...closes: number[]) => {
  const run = wilderRsi.start({ n });
  const value = closing(...closes)
    .map(run)
    .at(-1);
  return { value, signal: readingOf(run, 'signal'), confidence: readingOf(run, 'confidence') };
};

describe('the relative strength index', () => {
  it('gives the number of the catalogue check', () => {
    expect(after(3, 10, 11, 10.5, 11.5, 12, 11, 11.8).value).toBeCloseTo(66.4634146341, 9);
  });

  it.each([
    ['leans down after gains of 4 and losses of 1', [10, 14, 13, 13, 13, 13], 80, -10 / 30],
    ['leans up after losses of 4 and gains of 1', [14, 10, 11, 11, 11, 11], 20, 10 / 30],
    ['leans nowhere after gains of 3 and losses of 2', [10, 13, 11, 11, 11, 11], 60, 0],
    ['leans nowhere when nothing moved', [2, 2, 2, 2, 2, 2], 50, 0],
  ])('%s', (_what, closes, value, signal) => {
    const found = after(5, ...closes);
    expect(found.value).toBeCloseTo(value, 10);
    expect(found.signal).toBeCloseTo(signal, 10);
    expect(found.confidence).toBeCloseTo(Math.abs(signal), 10);
  });

  it('believes itself half as much in a strong trend', () => {
    const rising = after(5, ...Array.from({ length: 60 }, (_, i) => 100 + i));
    expect(rising.value).toBe(100);
    expect(rising.signal).toBe(-1);
    expect(rising.confidence).toBe(0.5);
  });
});

describeFormulaContract(wilderRsi, { n: 5 }, walkBars(5, 40));
