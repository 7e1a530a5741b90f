import { describe, expect, it } from 'vitest';
import { describeFormulaContract } from '../../contract-tests/describe-formula-contract.ts';
import { peerCloses } from '../../contract-tests/peer-closes.ts';
import { wanderingPrices } from '../../contract-tests/sample-inputs.ts';
import { told, withSeries } from '../../contract-tests/told-series.ts';
import { puellMultiple, puellSignal } from './puell-multiple.ts';

const DAY_MS = 86_400_000;
const { defaults } = puellMultiple;
const days = (...closes: number[]) => peerCloses(closes, { intervalMs: DAY_MS, symbol: 'BTC/USDT' });

describe('the Puell multiple', () => {
  it('has the value of the catalogue check', () => {
    // Issuance worth 10, 20 and 30 units: the same coins at prices of 10, 20 and 30.
    const run = puellMultiple.start({ ...defaults, window: 3 });
    expect(
      withSeries(days(10, 20, 30), () => ({ 'chain.height': 0 }), 9)
        .map(run)
        .at(-1),
    ).toBeCloseTo(1.5, 12);
  });

  it('counts the blocks of the day where they are told, else 144', () => {
    const run = puellMultiple.start({ ...defaults, window: 2 });
    const [first, second] = days(10, 10);
    if (first === undefined || second === undefined) throw new Error('two days are given');
    const fed = [
      ...told(0, { 'chain.height': 0 }),
      first,
      ...told(0, { 'chain.blocks-per-day': 72 }),
      second,
    ];
    // 144 blocks, then 72: half as many against a mean of 108.
    expect(fed.map(run).at(-1)).toBeCloseTo(72 / 108, 12);
  });

  it('halves with the subsidy', () => {
    const run = puellMultiple.start({ ...defaults, window: 2 });
    const fed = withSeries(days(10, 10), (index) => ({ 'chain.height': 209_999 + index }));
    expect(fed.map(run)[3]).toBeCloseTo(0.5 / 0.75, 12);
  });

  it.each([
    [4, -1],
    [9, -1],
    [Math.sqrt(4 * 1.4142), -0.5],
    [1.2, 0],
    [1, 0],
    [Math.SQRT1_2, 0.5],
    [0.5, 1],
    [0.1, 1],
  ])('of %d gives the signal %d', (multiple, signal) => {
    expect(puellSignal(multiple, 0.5, 4)).toBeCloseTo(signal, 12);
  });

  it('refuses levels that do not stand apart', () => {
    expect(() => puellMultiple.start({ ...defaults, low: 1 })).toThrow('low must lie between 0 and 1, was 1');
    expect(() => puellMultiple.start({ ...defaults, high: 1 })).toThrow('high must be above 1.4142, was 1');
  });
});

describeFormulaContract(
  puellMultiple,
  { ...defaults, window: 3 },
  withSeries(days(...wanderingPrices(30)), (index) => ({ 'chain.height': 840_000 + 144 * index }), 2),
);
