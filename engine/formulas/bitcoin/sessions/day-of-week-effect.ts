import { clip } from '../../../numerics/clip.ts';
import { kruskalWallis } from '../../../numerics/kruskal-wallis.ts';
import { RecentValues } from '../../../numerics/recent-values.ts';
import { RollingMoments } from '../../../numerics/rolling-moments.ts';
import { defineFormula } from '../../formula.ts';
import { DIRECTION, withReadings } from '../../readings.ts';

const DAY_MS = 86_400_000;
const WEEKDAYS = 7;
/** Returns of every weekday that the approximation of the test asks for. */
const FEWEST = 5;
/** 1970 began with a Thursday. */
const FIRST_WEEKDAY = 4;

/**
 * How many standard errors the mean return of the UTC day that now begins or runs lies from zero, drawn
 * towards zero. 0 as long as the weekdays do not differ by the test of Kruskal and Wallis. Bars of any length
 * that divides a day will do. Warm with five returns of every weekday.
 */
export const dayOfWeekEffect = defineFormula({
  id: 'F279',
  key: 'day-of-week-effect',
  title: 'Day-of-week effect',
  family: 'bitcoin',
  output: { unit: 't-statistic' },
  role: 'direction',
  source:
    "Caporale, G. M. & Plastun, A., 'The day of the week effect in the cryptocurrency market', Finance Research Letters 31, 2019; test: Kruskal & Wallis 1952",
  catalogue: {
    inputs: ['bars'],
    params: {
      window: { unit: 'weeks', meaning: 'history' },
      alpha: { unit: 'probability', meaning: 'Kruskal-Wallis gate' },
      prior_n: { unit: 'weeks', meaning: 'shrinkage' },
    },
    definition: `
      Daily (UTC) log returns of the last window weeks grouped by weekday. Kruskal-Wallis H with tie
      correction over the 7 groups (chi-square 6). If p-value > alpha the value is 0. Otherwise value for
      weekday w: t_w = mu_w/(s_w/sqrt(n_w)), mu_w = n_w*m_w/(n_w+prior_n), s_w ddof 1.
    `,
    update: 'Batch once a day O(n log n), n = 7*window.',
    signal: 'signal = clip(t/3,-1,1); confidence = min(1,|t|/4).',
    range: 'real',
  },
  defaults: { window: 104, alpha: 0.05, prior_n: 52 },
  input: 'bar',
  barMs: DAY_MS,
  readings: {
    ...DIRECTION,
    /** Probability of differences as large between weekdays that do not differ. */
    pValue: { unit: 'probability', min: 0, max: 1 },
  },
  warmUp: () => FEWEST * WEEKDAYS + 1,

  start({ alpha, prior_n: prior, window }) {
    const returns = Array.from({ length: WEEKDAYS }, () => new RecentValues(window));
    const moments = Array.from({ length: WEEKDAYS }, () => new RollingMoments(window));
    let midnight = NaN;
    let closeThen = 0;
    let pValue: number | undefined;
    let value: number | undefined;

    const beginDay = (time: number) => {
      const isWarm = returns.every(({ count }) => count >= Math.min(FEWEST, window));
      pValue = isWarm ? kruskalWallis(returns.map((each) => each.toArray()))?.pValue : undefined;
      value = pValue === undefined ? undefined : 0;
      const today = moments[weekdayOf(time)];
      if (pValue === undefined || pValue > alpha || today === undefined) return;
      const { count, mean, sampleVariance } = today;
      value = weekdayT({ count, mean, deviation: Math.sqrt(sampleVariance) }, prior);
    };
    const endDay = (time: number, close: number) => {
      if (time - midnight === DAY_MS) {
        const logReturn = Math.log(close / closeThen);
        returns[weekdayOf(midnight)]?.push(logReturn);
        moments[weekdayOf(midnight)]?.push(logReturn);
      }
      midnight = time;
      closeThen = close;
      beginDay(time);
    };
    return withReadings(
      ({ close, intervalMs, openTime }) => {
        const time = openTime + intervalMs;
        if (time % DAY_MS === 0) endDay(time, close);
        return value;
      },
      {
        signal: () => clip((value ?? 0) / 3, -1, 1),
        confidence: () => Math.min(1, Math.abs(value ?? 0) / 4),
        pValue: () => pValue,
      },
    );
  },
});

/** Standard errors between zero and a mean to which `prior` returns of zero were added; none where nothing varies. */
export function weekdayT(
  { count, deviation, mean }: { readonly count: number; readonly deviation: number; readonly mean: number },
  prior: number,
): number | undefined {
  if (!(deviation > 1e-12)) return undefined;
  return ((count * mean) / (count + prior) / deviation) * Math.sqrt(count);
}

/** Weekday of a time, 0 is Sunday. */
export const weekdayOf = (time: number): number => (Math.floor(time / DAY_MS) + FIRST_WEEKDAY) % WEEKDAYS;
