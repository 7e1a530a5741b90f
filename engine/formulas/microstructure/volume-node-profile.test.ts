import { describe, expect, it } from 'vitest';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { bars, wanderingBars } from '../contract-tests/sample-inputs.ts';
import { ProfileNodes } from './profile-nodes.ts';
import { volumeNodeProfile } from './volume-node-profile.ts';

const read = (volumes: readonly number[], hi: number, lo: number) => {
  const nodes = new ProfileNodes(volumes.length, { hi, lo });
  nodes.read(volumes);
  return nodes;
};
/** Volumes whose rows have these heights: beginning with a first row, each follows from the heights up to it. */
const volumesOf = (heights: readonly number[]): number[] => {
  const last = heights.length - 1;
  // Each row is worth its own height twice less both neighbors, solved from an edge on; the end has to fit too.
  const solve = (first: number): number[] => {
    const volumes = [first, 2 * (1.5 * (heights[0] as number) - first)];
    for (let row = 1; row < last; row += 1)
      volumes.push(
        4 * (heights[row] as number) - 2 * (volumes[row] as number) - (volumes[row - 1] as number),
      );
    return volumes;
  };
  const missOf = (first: number) => {
    const volumes = solve(first);
    return (volumes[last] as number) + (volumes[last - 1] as number) / 2 - 1.5 * (heights[last] as number);
  };
  return solve(-missOf(0) / (missOf(1) - missOf(0)));
};

describe('nodes of a profile', () => {
  const volumes = [1, 4, 9, 3, 1, 2, 8, 2];

  it('are found in the smoothed rows of the catalogue check', () => {
    const { heights, kinds } = read(volumes, 0, Infinity);
    expect([...heights]).toEqual([2, 4.5, 6.25, 4, 1.75, 3.25, 5, expect.closeTo(4, 12)]);
    expect([...kinds]).toEqual([0, 0, 1, 0, -1, 0, 1, 0]);
  });

  it('must stand out from the mean of 3.84: only 6.25 by half of it, only 1.75 by half of it', () => {
    expect([...read(volumes, 1.5, 0.5).kinds]).toEqual([0, 0, 1, 0, -1, 0, 0, 0]);
  });

  it('are found anew in the next profile', () => {
    const nodes = new ProfileNodes(8, { hi: 1.5, lo: 0.5 });
    nodes.read(volumes);
    nodes.read(volumes.map(() => 1));
    expect([...nodes.kinds]).toEqual(volumes.map(() => 0));
  });
});

describe('nodes of a profile with flat tops and bottoms', () => {
  const noise = 1e-14;
  const kindsOf = (heights: readonly number[], hi: number, lo: number) => [
    ...read(volumesOf(heights), hi, lo).kinds,
  ];

  it('are their first rows, whatever rounding makes of equal ones', () => {
    expect(kindsOf([1, 1, 5, 5 + noise, 5 - noise, 5, 1, 1], 1.5, 0)).toEqual([0, 0, 1, 0, 0, 0, 0, 0]);
    expect(kindsOf([5, 1, 1 - noise, 1 + noise, 1, 5], 9, 0.5)).toEqual([0, -1, 0, 0, 0, 0]);
  });

  it('have no trough on a step of a slope', () => {
    expect(kindsOf([1, 4, 4 - noise, 4 + noise, 7, 1], 1.5, 9)).toEqual([0, 0, 0, 0, 1, 0]);
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
