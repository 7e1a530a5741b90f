import { describe, expect, it } from 'vitest';
import { walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { bars } from '../contract-tests/sample-inputs.ts';
import { connorsRsi } from './connors-rsi.ts';

const ofCloses = (...closes: number[]) =>
  bars(...closes.map((close): [number, number, number] => [close, close, close]));

describe('the Connors RSI', () => {
  it('gives the numbers of the catalogue check', () => {
    const run = connorsRsi.start({ a: 3, b: 2, m: 5 });
    const read = (name: string) => run.readings?.[name]?.();
    const streaks: (number | undefined)[] = [];
    const values = ofCloses(100, 101, 102, 101, 101, 103, 104, 103, 102, 102.5).map((bar) => {
      const value = run(bar);
      streaks.push(read('streak'));
      return value;
    });
    expect(values.at(-1)).toBeCloseTo(61.5512786243, 9);
    expect(streaks.slice(6)).toEqual([2, -1, -2, 1]);
    expect(read('strength')).toBeCloseTo(53.2745255279, 9);
    expect(read('streakStrength')).toBeCloseTo(71.3793103448, 9);
    expect(read('percentRank')).toBe(60);
    expect(read('signal')).toBe(0);
    expect(read('confidence')).toBeCloseTo(11.5512786243 / 50, 10);
  });

  it.each([
    ['down where prices only rise ever faster', [1, 2, 4.1, 8.5, 18, 40, 90], -1],
    ['up where prices only fall ever faster', [90, 80, 60, 40, 20, 8, 3], 1],
  ])('leans %s', (_what, closes, signal) => {
    const run = connorsRsi.start({ a: 3, b: 2, m: 5 });
    ofCloses(...closes).forEach(run);
    expect(run.readings?.['signal']?.()).toBe(signal);
  });
});

describeFormulaContract(connorsRsi, { a: 3, b: 2, m: 10 }, walkBars(64, 120), {
  forgets: { after: 100, within: 1e-9 },
});
