import { positive, wholeNumber } from '../../numerics/checked-numbers.ts';
import { strongestCycle } from '../../numerics/lomb-scargle.ts';
import { meanAndDeviation } from '../../numerics/mean-and-deviation.ts';
import { nthLargest } from '../../numerics/nth-largest.ts';
import { quantileOfSorted } from '../../numerics/quantile.ts';
import { TimedValues } from '../../numerics/timed-values.ts';
import { defineFormula } from '../formula.ts';
import { withReadings } from '../readings.ts';

const LEAST_TRADES = 50;
const SURE_BELOW = 0.01;
const NEAREST = 1e-12;
const SECOND_MS = 1000;

/**
 * Seconds between the slices of an order that is worked by the clock, as the largest trades of the last `T`
 * seconds show it; 0 where chance would show as much. No value below 50 trades in that time. Searched for
 * every `k` seconds.
 */
export const lombScargleTickCycle = defineFormula({
  id: 'F200',
  key: 'lomb-scargle-tick-cycle',
  title: 'Lomb-Scargle search for clock-driven flow',
  family: 'filtering',
  output: { unit: 's', min: 0 },
  role: 'context',
  source:
    "Lomb, N. R., 'Least-squares frequency analysis of unequally spaced data', Astrophysics and Space Science, 1976; Scargle, J. D., Astrophysical Journal, 1982",
  catalogue: {
    inputs: ['trades'],
    params: {
      T: { unit: 's', meaning: 'window' },
      fmin: { unit: 'Hz', meaning: 'lowest frequency' },
      fmax: { unit: 'Hz', meaning: 'highest frequency' },
      m: { unit: '1', meaning: 'frequencies, equally spaced' },
      k: { unit: 's', meaning: 'recompute interval' },
      nmax: { unit: 'trades', meaning: 'largest trades kept' },
    },
    definition: `
      The nmax largest trades (by notional) of the last T seconds at times t_i, values
      x_i=s_i*ln(1+notional_i/median notional), mean removed. For each w=2 pi f: tau=atan2(sum sin 2w t,
      sum cos 2w t)/(2w); P=0.5*[ (sum x cos w(t-tau))^2/sum cos^2 w(t-tau) + (sum x sin w(t-tau))^2/sum
      sin^2 w(t-tau) ]. Normalised z=P/var0(x). False alarm probability F=1-(1-exp(-z))^m. Value: period
      1/f of the largest z if F<0.01, else 0. Fewer than 50 trades: null.
    `,
    update: 'nmax*m = 9*10^4 sine/cosine pairs every k seconds (recurrences over f halve it).',
    signal: `
      context: a significant period marks a slicing (TWAP) program; its side = sign of sum x; flow
      formulas (102, 103, 105-107, 130) take that side's continuation as given for one period. Signal 0.
    `,
    range: '0 or [4,125]',
  },
  defaults: { T: 600, fmin: 0.008, fmax: 0.25, m: 150, k: 30, nmax: 600 },
  input: 'trade',
  readings: {
    /** Side of the sliced order: 1 buys, -1 sells, 0 none found. */
    side: { unit: 'sign', min: -1, max: 1 },
    /** How often chance shows a cycle as strong. */
    falseAlarm: { unit: 'probability', min: 0, max: 1 },
  },
  warmUp: () => LEAST_TRADES,

  start({ T, fmax, fmin, k, m, nmax }) {
    if (!(positive('fmin', fmin) < fmax)) throw new RangeError(`fmax must be above fmin, was ${fmax}`);
    wholeNumber('nmax', nmax, LEAST_TRADES);
    const grid = { low: fmin, high: fmax, count: wholeNumber('m', m, 2) };
    /** Notional of each trade, below zero where the taker sold. */
    const trades = new TimedValues();
    let searchedAt = -Infinity;
    let found: SlicedOrder | undefined;

    return withReadings(
      ({ price, side, sizeBase, time }) => {
        while (trades.count > 0 && trades.timeAt(0) <= time - T * SECOND_MS) trades.dropOldest();
        trades.append(time, side === 'buy' ? price * sizeBase : -price * sizeBase);
        if (trades.count < LEAST_TRADES) {
          found = undefined;
          searchedAt = -Infinity;
        } else if (time - searchedAt >= k * SECOND_MS) {
          found = slicedOrder(largest(trades, nmax), grid);
          searchedAt = time;
        }
        return found?.period;
      },
      { side: () => found?.side, falseAlarm: () => found?.falseAlarm },
    );
  },
});

interface SlicedOrder {
  readonly period: number;
  readonly side: number;
  readonly falseAlarm: number;
}

interface LargeTrades {
  /** Seconds. */
  readonly times: Float64Array;
  /** Signed by the side of the taker. */
  readonly notionals: Float64Array;
}

/** The `most` largest trades, oldest first; of equal ones at the limit the older. */
function largest(trades: TimedValues, most: number): LargeTrades {
  const { count } = trades;
  const kept = Math.min(count, most);
  const sizes = Float64Array.from({ length: count }, (_, i) => Math.abs(trades.valueAt(i)));
  const least = count > most ? nthLargest(sizes.slice(), most) : 0;
  let atLimit = kept - sizes.reduce((above, size) => above + Number(size > least), 0);
  const times = new Float64Array(kept);
  const notionals = new Float64Array(kept);
  for (let i = 0, place = 0; i < count && place < kept; i += 1) {
    const size = sizes[i] as number;
    if (size < least || (size === least && (atLimit -= 1) < 0)) continue;
    times[place] = trades.timeAt(i) / SECOND_MS;
    notionals[place] = trades.valueAt(i);
    place += 1;
  }
  return { times, notionals };
}

/** The cycle of the trades; undefined where they do not differ. */
function slicedOrder(
  { notionals, times }: LargeTrades,
  grid: Parameters<typeof strongestCycle>[2],
): SlicedOrder | undefined {
  const median = quantileOfSorted(notionals.map(Math.abs).toSorted(), 0.5) ?? NaN;
  const values = notionals.map((each) => Math.sign(each) * Math.log1p(Math.abs(each) / median));
  const { deviation, mean } = meanAndDeviation(values);
  if (!(deviation > NEAREST)) return undefined;
  const { frequency, power } = strongestCycle(
    times,
    values.map((each) => each - mean),
    grid,
  );
  const falseAlarm = falseAlarmProbability(power / deviation ** 2, grid.count);
  if (!(falseAlarm < SURE_BELOW)) return { period: 0, side: 0, falseAlarm };
  return { period: 1 / frequency, side: Math.sign(mean), falseAlarm };
}

/** How often the strongest of `count` independent frequencies reaches a normalized power of `z` by chance. */
export function falseAlarmProbability(z: number, count: number): number {
  return -Math.expm1(count * Math.log1p(-Math.exp(-z)));
}
