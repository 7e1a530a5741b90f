import {
  detrendedFluctuations,
  fluctuationExponent,
  profileOf,
} from '../../numerics/detrended-fluctuation.ts';
import { lineSlope } from '../../numerics/line-slope.ts';
import { expectedRescaledRange, rescaledRange } from '../../numerics/rescaled-range.ts';
import { hurstExponent } from '../statistics/hurst-rescaled-range.ts';
import type { Adapter } from './adapter.ts';
import { numbers } from './case-values.ts';
import type { ReferenceCase } from './reference-vectors.ts';

/** Blocks used where a case leaves them open. */
const WINDOWS = [16, 32, 64, 128, 256, 512];
/** Blocks for which the reference takes the gamma functions; beyond, their limit. */
const EXACT_UP_TO = 340;

const windowsOf = (given: ReferenceCase) => (given.params['windows'] as number[] | undefined) ?? WINDOWS;

/** Ranges over the standard deviation of the sample, as the reference has it, which is larger than that of the block. */
const rangesOf = (values: readonly number[], windows: readonly number[]) =>
  windows.map((size) => rescaledRange(values, size) * Math.sqrt((size - 1) / size));

const plainHurst = (values: readonly number[], windows: readonly number[]) =>
  lineSlope(windows.map(Math.log), rangesOf(values, windows).map(Math.log));

function correctedHurst(values: readonly number[], windows: readonly number[]) {
  const expected = windows.map((size) => {
    const sampled = Math.log(expectedRescaledRange(size)) - Math.log((size - 1) / size) / 2;
    return size > EXACT_UP_TO ? sampled - Math.log(limitCorrection(size)) : sampled;
  });
  return hurstExponent(Float64Array.from(values), windows, expected);
}

/** What the mean of independent values over their deviation is, in units of its limit for long blocks. */
function limitCorrection(size: number): number {
  let path = 0;
  for (let i = 1; i < size; i += 1) path += Math.sqrt((size - i) / i);
  return expectedRescaledRange(size) / ((((size - 0.5) / size) * path) / Math.sqrt((size * Math.PI) / 2));
}

function fluctuation(values: readonly number[], windows: readonly number[]) {
  const fluctuations = detrendedFluctuations(profileOf(values), windows);
  return { alpha: fluctuationExponent(windows, fluctuations), fluctuation: fluctuations };
}

/** Every estimate of how far a series remembers, by method. */
const estimates = (values: readonly number[], windows: readonly number[]) => ({
  rescaledRange: plainHurst(values, windows),
  rescaledRangeCorrected: correctedHurst(values, windows),
  dfa1: fluctuation(values, windows).alpha,
});

/** Names of the inputs from the least to the most memory; undefined where the estimates disagree. */
function ordering(given: ReferenceCase): string[] | undefined {
  const found = Object.keys(given.inputs).map((name) => ({
    name,
    ...estimates(numbers(given, name), WINDOWS),
  }));
  const orders = (['rescaledRange', 'rescaledRangeCorrected', 'dfa1'] as const).map((method) =>
    found.toSorted((a, b) => (a[method] ?? NaN) - (b[method] ?? NaN)).map(({ name }) => name),
  );
  return orders.every((order) => order.join() === orders[0]?.join()) ? orders[0] : undefined;
}

export const memoryAdapters: Readonly<Record<string, Adapter>> = {
  rescaledRange: (given) => {
    const [values, windows] = [numbers(given, 'x'), windowsOf(given)];
    return { H: plainHurst(values, windows), rs: rangesOf(values, windows) };
  },
  rescaledRangeCorrected: (given) => ({ H: correctedHurst(numbers(given, 'x'), windowsOf(given)) }),
  dfa1: (given) => fluctuation(numbers(given, 'x'), windowsOf(given)),
  hurstBand: (given) => estimates(numbers(given, 'x'), WINDOWS),
  hurstOrdering: (given) => ({ order: ordering(given) }),
};
