import { describe, expect, it } from 'vitest';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { describeSignal } from '../contract-tests/describe-signal.ts';
import { bars, wanderingBars } from '../contract-tests/sample-inputs.ts';
import { edgeSpread } from './edge-spread.ts';

/** Bars of the given opens, highs, lows and closes. */
const rowsOf = (...rows: [open: number, high: number, low: number, close: number][]) =>
  bars(...rows.map(([, high, low, close]): [number, number, number] => [high, low, close])).map((bar, i) => ({
    ...bar,
    open: rows[i]?.[0] ?? bar.open,
  }));

const rows = rowsOf(
  [100, 100.9, 99.8, 100.4],
  [100.5, 100.8, 100, 100.3],
  [100.2, 101.2, 100.1, 100.9],
  [101, 101.3, 100.6, 100.7],
  [100.8, 101, 100.2, 100.5],
  [100.4, 100.9, 100.1, 100.8],
);

describe('EDGE spread', () => {
  it('gives the number of the catalogue check, that of the authors’ own package', () => {
    const values = rows.map(edgeSpread.start({ window: 6 }));
    expect(values.slice(0, 5).every((value) => value === undefined)).toBe(true);
    expect(values[5]).toBeCloseTo(0.00165868230548, 12);
  });

  it('forgets bars older than its window', () => {
    const values = [...rowsOf([50, 70, 40, 60]), ...rows].map(edgeSpread.start({ window: 6 }));
    expect(values.at(-1)).toBeCloseTo(0.00165868230548, 12);
  });

  it('has no value where prices stand still', () => {
    const still = rowsOf([5, 5, 5, 5], [5, 5, 5, 5], [5, 5, 5, 5], [5, 5, 5, 5]);
    expect(still.map(edgeSpread.start({ window: 3 })).at(-1)).toBeUndefined();
  });

  it('needs three bars', () => {
    expect(() => edgeSpread.start({ window: 2 })).toThrow(
      'window must be a whole number of at least 3, was 2',
    );
  });
});

// Opens in the middle of the range: at its low they would never differ from it.
const inside = wanderingBars(40).map((bar, i) => ({
  ...bar,
  open: bar.low + 0.5 + (i % 3) / 4,
  close: bar.close + (i % 2) / 3,
}));
describeFormulaContract(edgeSpread, { window: 8 }, inside);

describe('what the spread costs', () => {
  describeSignal(edgeSpread, { window: 8 }, wanderingBars(40), { cost: (value) => 5000 * value });
});
