import { countBelow, countNotAbove } from './sorted-list.ts';
import { chiSquaredTail } from './tail-probabilities.ts';

/** Whether groups of numbers lie at different heights. */
export interface KruskalWallis {
  /** H, corrected for ties; 0 when the groups do not differ. */
  readonly statistic: number;
  /** Probability of an H as large where the groups do not differ, by the chi-squared approximation. */
  readonly pValue: number;
}

/**
 * The test of Kruskal & Wallis (1952), Use of ranks in one-criterion variance analysis, J. American
 * Statistical Association 47. The approximation asks for about five numbers in each group. Undefined below
 * two groups, where a group is empty, and where all numbers are the same.
 */
export function kruskalWallis(groups: readonly ArrayLike<number>[]): KruskalWallis | undefined {
  const count = groups.reduce((sum, group) => sum + group.length, 0);
  if (groups.length < 2 || groups.some((group) => group.length === 0)) return undefined;
  const sorted = new Float64Array(count);
  let filled = 0;
  for (const group of groups) {
    sorted.set(group, filled);
    filled += group.length;
  }
  sorted.sort();
  const correction = 1 - tiedCubes(sorted) / (count ** 3 - count);
  if (!(correction > 0)) return undefined;
  let spread = 0;
  for (const group of groups) spread += rankSum(group, sorted) ** 2 / group.length;
  const raw = (12 / (count * (count + 1))) * spread - 3 * (count + 1);
  const statistic = Math.max(0, raw / correction);
  return { statistic, pValue: chiSquaredTail(statistic, groups.length - 1) };
}

/** Sum of `t^3 - t` over the runs of equal numbers. */
function tiedCubes(sorted: Float64Array): number {
  let cubes = 0;
  let run = 1;
  for (let i = 1; i <= sorted.length; i += 1) {
    if (i < sorted.length && sorted[i] === sorted[i - 1]) {
      run += 1;
    } else {
      cubes += run ** 3 - run;
      run = 1;
    }
  }
  return cubes;
}

/** Sum of the ranks of a group from 1, equal numbers with their average rank. */
function rankSum(group: ArrayLike<number>, sorted: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < group.length; i += 1) {
    const value = group[i] as number;
    sum += (countBelow(sorted, value) + countNotAbove(sorted, value) + 1) / 2;
  }
  return sum;
}
