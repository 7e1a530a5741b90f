import { positive, wholeNumber } from '../../numerics/checked-numbers.ts';
import { clip } from '../../numerics/clip.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { CloseReturns } from '../close-returns.ts';
import { defineFormula } from '../formula.ts';
import { FILTER, withReadings } from '../readings.ts';
import { Turns } from '../turns.ts';

const FRESH = 60;
const NEAREST = 1e-12;

/**
 * Variance since the newest break over the variance before it; 1 without a break. No value where the price
 * did not move before the break. Searched for every `k` bars; warm after half of `n` returns.
 */
export const icssVarianceBreak = defineFormula({
  id: 'F176',
  key: 'icss-variance-break',
  title: 'ICSS variance break (Inclan-Tiao)',
  family: 'regime',
  output: { unit: 'variance ratio', min: 0 },
  role: 'filter',
  source:
    "Inclan, C. and Tiao, G. C., 'Use of Cumulative Sums of Squares for Retrospective Detection of Changes of Variance', JASA, 1994",
  catalogue: {
    inputs: ['returns'],
    params: {
      n: { unit: 'bars', meaning: 'window' },
      crit: { unit: '1', meaning: '5 % asymptotic critical value' },
      minseg: { unit: 'bars', meaning: 'shortest segment' },
      k: { unit: 'bars', meaning: 'recompute interval' },
    },
    definition: `
      e=r-mean over W_n. For a segment of T values: C_k=sum_{i<=k} e_i^2, D_k=C_k/C_T-k/T,
      k*=argmax_{k<T}|D_k| (first on ties), stat=sqrt(T/2)*|D_k*|. Search for the newest break: segment =
      whole window; while stat>crit and at least minseg values lie after k*: store k*, continue with the
      part after it. Then check once: segment between the previous stored break (or the start) and the
      end; if its k* with stat>crit differs from the last stored one, use it. Value ratio v=var0(after the
      newest break)/var0(between the previous break and it); 1 if no break. C_T=0: 1. Warm-up n/2.
    `,
    update: 'O(n) per pass, a few passes every k bars.',
    signal: `
      filter: break younger than 60 bars and v>1: gate = clip(1/sqrt(v),0.3,1); v<1: gate 1. The age of
      the break is offered as window to formulas 152-155 and 171.
    `,
    range: '(0,inf)',
  },
  defaults: { n: 500, crit: 1.358, minseg: 20, k: 10 },
  input: 'bar',
  readings: {
    ...FILTER,
    /** Bars since the newest break; none without a break. */
    age: { unit: 'bars', min: 0 },
  },
  warmUp: ({ n }) => Math.ceil(n / 2) + 1,

  start({ crit, k, minseg, n }) {
    const rule = { critical: positive('crit', crit), least: wholeNumber('minseg', minseg, 2) };
    const first = Math.ceil(n / 2);
    const returns = new CloseReturns();
    const recent = new RecentValues(wholeNumber('a window', n, 2 * minseg));
    const window = new Float64Array(n);
    const centered = new Float64Array(n);
    const turns = new Turns(176, k);
    let ratio: number | undefined;
    let age: number | undefined;

    return withReadings(
      ({ close }) => {
        const logReturn = returns.next(close);
        if (!Number.isFinite(logReturn)) return undefined;
        recent.push(logReturn);
        if (recent.count < first) return undefined;
        if (age !== undefined) age += 1;
        if (turns.isDue()) {
          const count = recent.copyTo(window);
          const breaks = varianceBreaks(window, centered, { ...rule, count });
          ratio = ratioAcross(window, count, breaks);
          age = breaks.newest === 0 ? undefined : count - breaks.newest;
        }
        return ratio;
      },
      {
        gate: () =>
          ratio !== undefined && ratio > 1 && age !== undefined && age < FRESH
            ? clip(1 / Math.sqrt(ratio), 0.3, 1)
            : 1,
        age: () => age,
      },
    );
  },
});

/** Where the squares of a segment depart furthest from growing evenly. */
export interface SquaresDeparture {
  /** Values up to and with the one after which the departure is largest, counted from the start of the segment. */
  readonly k: number;
  readonly departure: number;
  /** `sqrt(T/2) |departure|`; beyond 1.358 it happens by chance once in twenty times. */
  readonly statistic: number;
}

/** The largest departure of the running sum of squares in `from` to `to` (not included) from a straight line. */
export function squaresDeparture(values: Float64Array, from: number, to: number): SquaresDeparture {
  let total = 0;
  for (let i = from; i < to; i += 1) total += (values[i] as number) ** 2;
  if (!(total > 0)) return { k: 0, departure: 0, statistic: 0 };
  const length = to - from;
  let most = 0;
  let after = 0;
  let sum = 0;
  for (let k = 1; k < length; k += 1) {
    sum += (values[from + k - 1] as number) ** 2;
    const departure = sum / total - k / length;
    if (Math.abs(departure) > Math.abs(most)) {
      most = departure;
      after = k;
    }
  }
  return { k: after, departure: most, statistic: Math.sqrt(length / 2) * Math.abs(most) };
}

interface Breaks {
  /** Index of the first value after the newest break; 0 without one. */
  readonly newest: number;
  /** The same of the break before. */
  readonly before: number;
}

interface BreakRule {
  readonly critical: number;
  readonly least: number;
  /** How many of the returns count. */
  readonly count: number;
}

/** `centered` takes in the returns less their mean. */
function varianceBreaks(
  returns: Float64Array,
  centered: Float64Array,
  { count: end, critical, least }: BreakRule,
): Breaks {
  const mean = meanOf(returns, 0, end);
  for (let i = 0; i < end; i += 1) centered[i] = (returns[i] as number) - mean;
  const breakAfter = (from: number): number => {
    const { k, statistic } = squaresDeparture(centered, from, end);
    return statistic > critical && end - from - k >= least ? from + k : from;
  };
  let before = 0;
  let newest = 0;
  for (let next = breakAfter(0); next !== newest; next = breakAfter(newest)) {
    before = newest;
    newest = next;
  }
  // The segments on both sides of the newest break at once: it may stand elsewhere without its forerunners.
  const again = breakAfter(before);
  return { newest: again === before ? newest : again, before };
}

function ratioAcross(returns: Float64Array, count: number, { before, newest }: Breaks): number | undefined {
  if (newest === 0) return 1;
  const earlier = varianceOf(returns, before, newest);
  const later = varianceOf(returns, newest, count);
  return earlier > NEAREST ** 2 ? later / earlier : undefined;
}

function varianceOf(values: Float64Array, from: number, to: number): number {
  const mean = meanOf(values, from, to);
  let squares = 0;
  for (let i = from; i < to; i += 1) squares += ((values[i] as number) - mean) ** 2;
  return squares / (to - from);
}

function meanOf(values: Float64Array, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i += 1) sum += values[i] as number;
  return sum / (to - from);
}
