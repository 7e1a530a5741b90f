import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { clip } from '../../numerics/clip.ts';
import { RollingMoments } from '../../numerics/rolling-moments.ts';
import { defineFormula } from '../formula.ts';
import { FILTER, withReadings } from '../readings.ts';

const FIRST = 100;
/** A silence of this many expected waits closes the gate to its least. */
const SILENCE = 10;
const LEAST_GATE = 0.2;

/**
 * Expected wait for the next trade against the usual one: above 1 trading thins out. Trades of the same
 * millisecond are one. Warm after 100 waits. Closed bars are read as a clock, so that a silence shows
 * before the trade that ends it. The two weights stay as they are set.
 */
export const acdDurations = defineFormula({
  id: 'F55',
  key: 'acd-durations',
  title: 'Autoregressive conditional duration',
  family: 'time-series',
  output: { unit: '1', min: 0 },
  role: 'filter',
  source:
    "Engle, R. F. and Russell, J. R., 'Autoregressive Conditional Duration: A New Model for Irregularly Spaced Transaction Data', Econometrica, 1998",
  catalogue: {
    inputs: ['trades'],
    params: {
      alpha: { unit: '1', meaning: 'news' },
      beta: { unit: '1', meaning: 'persistence' },
      n: { unit: 'durations', meaning: 'window of the mean' },
    },
    definition: `
      x_i = time between successive trades with different millisecond stamps, in s.
      psi_{i+1}=w+alpha*x_i+beta*psi_i, w=(1-alpha-beta)*xbar, xbar = mean duration of the last n (running
      mean before that). psi_1=xbar after the first 100 durations. Exponential quasi logL = sum(-ln psi_i
      - x_i/psi_i). Value rho=psi/xbar: expected wait relative to normal. Warm-up 100 durations.
    `,
    update: 'O(1) per trade; optional refit of alpha, beta by NM on the last n durations every n trades.',
    signal: `
      filter: gate = clip(1.5-0.5*rho,0.2,1): long expected waits mean thin trading. If the time since the
      last trade > 10*psi: gate 0.2.
    `,
    range: '(0,inf)',
  },
  defaults: { alpha: 0.1, beta: 0.85, n: 5000 },
  input: 'step',
  reads: ['trade', 'bar'],
  readings: {
    ...FILTER,
    /** Expected wait for the next trade, and the usual one. */
    expectedWait: { unit: 's', min: 0 },
    usualWait: { unit: 's', min: 0 },
  },
  warmUp: () => FIRST + 1,

  start({ alpha, beta, n }) {
    if (!(alpha >= 0 && beta >= 0 && alpha + beta < 1)) {
      throw new RangeError(`alpha and beta must be above zero with a sum below 1, were ${alpha} and ${beta}`);
    }
    const waits = new RollingMoments(wholeNumber('n', n, FIRST));
    let tradedAt = NaN;
    let now = NaN;
    let expected = NaN;
    // The silence that a trade has just ended still counts for the gate of that trade.
    let silence = 0;

    const takeTrade = (time: number): void => {
      if (time <= tradedAt) return;
      const wait = (time - tradedAt) / 1000;
      tradedAt = time;
      if (!Number.isFinite(wait)) return;
      waits.push(wait);
      silence = wait > SILENCE * expected ? Infinity : 0;
      if (!Number.isNaN(expected)) {
        expected = (1 - alpha - beta) * waits.mean + alpha * wait + beta * expected;
      } else if (waits.count >= FIRST) expected = waits.mean;
    };
    return withReadings(
      (input) => {
        now = input.time;
        if (input.kind === 'trade') takeTrade(input.time);
        return waits.mean > 0 ? expected / waits.mean : undefined;
      },
      {
        gate: () => {
          const isSilent = Math.max(silence, (now - tradedAt) / 1000) > SILENCE * expected;
          return isSilent ? LEAST_GATE : clip(1.5 - (0.5 * expected) / waits.mean, LEAST_GATE, 1);
        },
        expectedWait: () => expected,
        usualWait: () => waits.mean,
      },
    );
  },
});

/** Waits, the first that is expected, and how the next follow. */
export interface DurationPath {
  readonly w: number;
  readonly alpha: number;
  readonly beta: number;
  readonly first: number;
}

/** Expected wait after the last, and the exponential quasi log-likelihood of all. */
export function expectedDurations(
  waits: readonly number[],
  { alpha, beta, first, w }: DurationPath,
): { readonly next: number; readonly logLikelihood: number } {
  let expected = first;
  let logLikelihood = 0;
  for (const wait of waits) {
    logLikelihood -= Math.log(expected) + wait / expected;
    expected = w + alpha * wait + beta * expected;
  }
  return { next: expected, logLikelihood };
}
