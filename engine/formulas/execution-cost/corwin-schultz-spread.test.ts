import { describe, expect, it } from 'vitest';
import { walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { describeSignal } from '../contract-tests/describe-signal.ts';
import { bars, wanderingBars } from '../contract-tests/sample-inputs.ts';
import { corwinSchultzSpread } from './corwin-schultz-spread.ts';

describe('Corwin-Schultz spread', () => {
  it('gives the numbers of the catalogue check', () => {
    const rows = bars([102, 100, 101], [102.5, 100.2, 101], [101.9, 99.9, 101]);
    expect(rows.map(corwinSchultzSpread.start({ window: 1 }))).toEqual([
      undefined,
      expect.closeTo(0.0131016816547, 12),
      expect.closeTo(0.0107175074664, 12),
    ]);
    expect(rows.map(corwinSchultzSpread.start({ window: 2 })).at(-1)).toBeCloseTo(0.0119095945605, 12);
  });

  it.each([
    ['up by 5 from its close of 100.2', 100.2, [107.5, 105.2, 106], [102.5, 100.2, 101]],
    ['down by 6 from its close of 102', 102, [96, 94, 95], [102, 100, 101]],
  ] as const)('moves a bar back that gapped %s', (_how, firstClose, gapped, moved) => {
    const spreadAfter = (row: readonly [number, number, number]) =>
      bars([102, 100, firstClose], [...row])
        .map(corwinSchultzSpread.start({ window: 1 }))
        .at(-1);
    expect(spreadAfter(moved)).toBeGreaterThan(0);
    expect(spreadAfter(gapped)).toBeCloseTo(spreadAfter(moved) ?? NaN, 12);
  });

  it('counts a pair that implies no spread as 0', () => {
    // Each bar moves its whole range on: joint range squared is 4 x one, singles only 2 x.
    expect(
      bars([101, 100, 101], [102, 101, 102])
        .map(corwinSchultzSpread.start({ window: 1 }))
        .at(-1),
    ).toBe(0);
  });
});

describeFormulaContract(corwinSchultzSpread, { window: 5 }, wanderingBars(40));

describe('what the spread costs', () => {
  describeSignal(corwinSchultzSpread, { window: 5 }, walkBars(9, 40), { cost: (value) => 5000 * value });
});
