import { positive, wholeNumber } from '../../../numerics/checked-numbers.ts';
import { RollingMoments } from '../../../numerics/rolling-moments.ts';
import { defineFormula, noValue } from '../../formula.ts';
import { withReadings } from '../../readings.ts';

const WEEK_SEC = 604_800;
/** The first of 1970 was a Thursday; weeks begin on Monday. */
const MONDAY_SEC = 345_600;
const FEWEST_WEEKS = 4;
const LEAST_SHARE = 0.01;

/**
 * How fast business time runs now: 1 on average, more in the hours of the week in which prices move more.
 * For the bin that the close of the bar begins or lies in. Bars must not be longer than a bin and end where
 * one ends. Warm after four weeks of every bin.
 */
export const thetaBusinessTime = defineFormula({
  id: 'F360',
  key: 'theta-business-time',
  title: 'Business (theta) time from seasonal activity',
  family: 'multiscale',
  output: { unit: 'business seconds per second', min: 0 },
  role: 'context',
  source:
    "Dacorogna, M. M., Muller, U. A., Nagler, R. J., Olsen, R. B. & Pictet, O. V., 'A geographical model for the daily and weekly seasonal volatility in the foreign exchange market', Journal of International Money and Finance 12(4), 1993",
  catalogue: {
    inputs: ['bars'],
    params: {
      bin: { unit: 's', meaning: 'weekly bin length; 168 bins' },
      weeks: { unit: 'weeks', meaning: 'history' },
      D: { unit: '1', meaning: 'scaling exponent of the mean absolute move; refitted by id 350' },
    },
    definition: `
      m_b = mean |log return| of weekly bin b over the last weeks weeks (at least 4; UTC). Activity a_b =
      m_b^(1/D). Business-time rate = a_b/mean(a) (average 1). Theta time = integral of the rate: within a
      bin it grows linearly. Returns, decay times and lookbacks given in theta time see uniform activity.
      m_b floored at 1% of the mean.
    `,
    update: 'O(1) per bin.',
    signal: 'context: time base for EWMA half-lives and holding times of intraday formulas.',
    range: '(0,inf)',
  },
  defaults: { bin: 3600, weeks: 26, D: 0.59 },
  input: 'bar',
  barMs: 3_600_000,
  readings: {
    /** Business time since Monday 00:00 UTC; a whole week has as much of it as of physical time. */
    weekElapsed: { unit: 'business seconds', min: 0, max: WEEK_SEC },
  },
  warmUp: ({ bin }) => FEWEST_WEEKS * (WEEK_SEC / bin) + 1,
  warmUpMs: () => 1000 * FEWEST_WEEKS * WEEK_SEC,

  start({ D, bin, weeks }) {
    const count = wholeNumber('bins a week', WEEK_SEC / positive('bin', bin));
    const kept = wholeNumber('weeks', weeks, FEWEST_WEEKS);
    const exponent = positive('D', D);
    const sizes = Array.from({ length: count }, () => new RollingMoments(kept));
    const activity = new WeeklyActivity(count, exponent);
    let ready = 0;
    let endedAt = NaN;
    let close = NaN;
    let now = 0;

    return withReadings(
      (bar) => {
        now = (bar.openTime + bar.intervalMs) / 1000;
        if (now % bin === 0) {
          if (now - endedAt === bin) {
            const place = Math.floor(weekSecond(now - bin) / bin);
            const moments = sizes[place] as RollingMoments;
            if (moments.count === FEWEST_WEEKS - 1) ready += 1;
            moments.push(Math.abs(Math.log(bar.close / close)));
            activity.set(place, moments.mean);
          }
          endedAt = now;
          close = bar.close;
        }
        return ready < count ? noValue() : activity.rateOf(Math.floor(weekSecond(now) / bin));
      },
      { weekElapsed: () => bin * activity.elapsed(weekSecond(now) / bin) },
    );
  },
});

/** Seconds since Monday 00:00 UTC. */
function weekSecond(time: number): number {
  return (((time - MONDAY_SEC) % WEEK_SEC) + WEEK_SEC) % WEEK_SEC;
}

/** Activity of each bin from its mean absolute move, at least a hundredth of the mean of all. */
export function businessRates(moves: ArrayLike<number>, exponent: number): Float64Array {
  const sizes = Float64Array.from(moves);
  const least = (LEAST_SHARE * sizes.reduce((sum, each) => sum + each, 0)) / sizes.length;
  const activities = sizes.map((each) => Math.max(each, least) ** (1 / exponent));
  const mean = activities.reduce((sum, each) => sum + each, 0) / activities.length;
  return activities.map((each) => each / mean);
}

/** Business time from the beginning of the week to a place in it, both in bins. */
export function elapsedBins(rates: Float64Array, place: number): number {
  const whole = Math.floor(place);
  const passed = rates.subarray(0, whole).reduce((sum, rate) => sum + rate, 0);
  return passed + (place - whole) * (rates[whole] ?? 0);
}

/** The rates of all bins, computed when one is asked for after a change. */
class WeeklyActivity {
  readonly #moves: Float64Array;
  readonly #exponent: number;
  #rates: Float64Array | undefined;

  constructor(count: number, exponent: number) {
    this.#moves = new Float64Array(count);
    this.#exponent = exponent;
  }

  set(place: number, move: number): void {
    this.#moves[place] = move;
    this.#rates = undefined;
  }

  /** NaN where nothing ever moved. */
  rateOf(place: number): number {
    return this.#current()[place] as number;
  }

  elapsed(place: number): number {
    return elapsedBins(this.#current(), place);
  }

  #current(): Float64Array {
    this.#rates ??= businessRates(this.#moves, this.#exponent);
    return this.#rates;
  }
}
