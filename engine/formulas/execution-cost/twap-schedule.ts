import { clip } from '../../numerics/clip.ts';
import { notNegative, positive, wholeNumber } from '../../numerics/checked-numbers.ts';
import { Mulberry32 } from '../../numerics/mulberry32.ts';
import { defineFormula, type MarketStep } from '../formula.ts';
import { SIZE, withReadings } from '../readings.ts';
import { WorkedOrder } from './worked-order.ts';

/**
 * What to send now of an order that is spread evenly over `horizon` seconds, in base units: the target of
 * the slices that are due less what was filled, so late fills roll forward. The last slice takes all that
 * is left. No value before any order; bars are its clock.
 */
export const twapSchedule = defineFormula({
  id: 'F286',
  key: 'twap-schedule',
  title: 'TWAP schedule with residual correction',
  family: 'execution-cost',
  output: { unit: 'base units', min: 0 },
  role: 'size',
  source:
    "Berkowitz, S., Logue, D. & Noser, E., 'The Total Cost of Transactions on the NYSE', Journal of Finance 43(1), 1988 (time/volume benchmarks)",
  catalogue: {
    inputs: ['bars'],
    params: {
      horizon: { unit: 's', meaning: 'duration' },
      slices: { unit: '1', meaning: 'number' },
      jitter: { unit: 'fraction of slice', meaning: 'uniform time jitter; 0 in tests' },
      lot: { unit: 'base units', meaning: 'lot size; 0 = none' },
    },
    definition: `
      Slice times t_j = t0 + (j-0.5)*horizon/slices, j = 1..n. Target cumulative quantity Q_j = X*j/n
      rounded to the lot by largest-remainder (round half down of the cumulative target). Child size at j
      = Q_j - filled so far (late fills roll forward); last slice takes the whole remainder.
    `,
    update: 'O(1) per slice.',
    signal: 'size: child-order sizes; benchmark for slippage.',
    range: '[0,X]',
  },
  defaults: { horizon: 3600, slices: 60, jitter: 0, lot: 0 },
  input: 'step',
  reads: ['bar', 'parent-order'],
  readings: {
    /** The size to send as a share of the whole order. */
    ...SIZE,
    /** What should be filled by now. */
    target: { unit: 'base units', min: 0 },
  },
  warmUp: () => 1,

  start({ horizon, jitter, lot, slices }) {
    const plan = {
      lot: notNegative('lot', lot),
      slices: wholeNumber('slices', slices),
    };
    const slice = positive('horizon', horizon) / slices;
    const order = new WorkedOrder();
    let times: readonly number[] = [];
    let target = 0;
    let child = 0;

    return withReadings(
      (step: MarketStep) => {
        if (step.kind === 'parent-order' && order.told(step.order)) {
          times = sliceTimes(slices, { jitter, seed: order.startedAt }).map((each) => each * slice);
        }
        if (!order.isKnown) return undefined;
        const elapsed = order.secondsAt(step.time);
        const due = times.filter((each) => each <= elapsed).length;
        target = twapTarget(order.size, due, plan);
        child = clip(target - order.filled, 0, order.remaining);
        return child;
      },
      { scale: () => order.shareOf(child), target: () => target },
    );
  },
});

/**
 * The middles of slices of length 1, each moved by up to half of `jitter` either way.
 * @throws {RangeError} unless `jitter` is from 0 to 1.
 */
export function sliceTimes(
  count: number,
  { jitter, seed }: { readonly jitter: number; readonly seed: number },
): number[] {
  if (!(jitter >= 0 && jitter <= 1)) throw new RangeError(`jitter must be from 0 to 1, was ${jitter}`);
  // Another order has other times, and a replay of the same order has the same.
  const random = new Mulberry32(seed % 2 ** 32);
  return Array.from({ length: count }, (_, j) => j + 0.5 + jitter * (random.uniform() - 0.5));
}

/** What should be filled after `due` slices: an even share in whole lots, half a lot rounded down. */
export function twapTarget(
  size: number,
  due: number,
  { lot, slices }: { readonly lot: number; readonly slices: number },
): number {
  const even = (size * due) / slices;
  if (lot === 0 || due === slices) return due === slices ? size : even;
  return Math.max(0, Math.ceil(even / lot - 0.5 - 1e-9)) * lot;
}
