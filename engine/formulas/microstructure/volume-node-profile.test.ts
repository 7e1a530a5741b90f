import { describe, expect, it } from 'vitest';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { bars, wanderingBars } from '../contract-tests/sample-inputs.ts';
import { nodesOf, smoothed } from './profile-nodes.ts';
import { volumeNodeProfile } from './volume-node-profile.ts';

describe('nodes of a profile', () => {
  const smooth = smoothed([1, 4, 9, 3, 1, 2, 8, 2]);

  it('are found in the smoothed rows of the catalogue check', () => {
    expect([...smooth]).toEqual([2, 4.5, 6.25, 4, 1.75, 3.25, 5, expect.closeTo(4, 12)]);
    expect(nodesOf(smooth, 0, Infinity)).toEqual({ high: [2, 6], low: [4] });
  });

  it('must stand out from the mean of 3.84: only 6.25 by half of it, only 1.75 by half of it', () => {
    expect(nodesOf(smooth, 1.5, 0.5)).toEqual({ high: [2], low: [4] });
  });
});

describe('nodes of a profile with flat tops and bottoms', () => {
  const noise = 1e-14;

  it('are their first rows, whatever rounding makes of equal ones', () => {
    expect(nodesOf([1, 1, 5, 5 + noise, 5 - noise, 5, 1, 1], 1.5, 0)).toEqual({ high: [2], low: [] });
    expect(nodesOf([5, 1, 1 - noise, 1 + noise, 1, 5], 9, 0.5)).toEqual({ high: [], low: [1] });
  });

  it('have no trough on a step of a slope', () => {
    expect(nodesOf([1, 4, 4 - noise, 4 + noise, 7, 1], 1.5, 9)).toEqual({ high: [4], low: [] });
  });
});

describe('the pull of nodes', () => {
  // Ten rows of 1 from 100 to 110; nearly all volume in the row of 105.
  const settings = { n: 20, bins: 10, hi: 1.5, lo: 0.2 };
  const at = (close: number) =>
    bars(
      [110, 100, 105, 10],
      [106, 105, 105.5, 100],
      [106, 105, 105.5, 100],
      [106, 105, 105.5, 100],
      [close, close, close, 0.001],
    );
  const pull = (close: number) => {
    const values = at(close).map(volumeNodeProfile.start(settings));
    return values.at(-1);
  };

  it('is up below the heavy row, by how near it is: 2.5 away against 3 from the bottom', () => {
    expect(pull(103)).toBeCloseTo((3 - 2.5) / 5.5, 9);
  });

  it('is down above it', () => {
    expect(pull(107)).toBeCloseTo((1.5 - 3) / 4.5, 9);
  });

  it('is none inside it', () => {
    expect(pull(105.2)).toBe(0);
  });

  it('is none where the price has not moved', () => {
    const still = bars([100, 100, 100], [100, 100, 100], [100, 100, 100], [100, 100, 100], [100, 100, 100]);
    expect(still.map(volumeNodeProfile.start(settings)).at(-1)).toBeUndefined();
  });

  it.each([
    ['up', [102.1, 102.2, 102.3, 102.4, 102.5, 102.6], 1],
    ['down', [102.6, 102.5, 102.4, 102.3, 102.2, 102.1], -1],
    ['nowhere', [102.2, 102.5, 102.4, 102.3, 102.6, 102.2], 0],
  ])('goes %s with the last five closes where nobody trades', (_what, closes, expected) => {
    const edges = bars([101, 100, 100.5, 50], [110, 109, 109.5, 50]);
    const between = bars(
      ...closes.map((close): [number, number, number, number] => [close, close, close, 0]),
    );
    expect([...edges, ...between].map(volumeNodeProfile.start(settings)).at(-1)).toBe(expected);
  });
});

describeFormulaContract(volumeNodeProfile, { n: 12, bins: 10, hi: 1.5, lo: 0.5 }, wanderingBars(60));
