import type { Bar } from '../../domain/market/bar.ts';
import { positive, wholeNumber } from '../../numerics/checked-numbers.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';

const MINUTE_MS = 60_000;
const HALF_HOUR_MS = 30 * MINUTE_MS;
const DAY_MS = 1440 * MINUTE_MS;
/** 13:30 and 20:00 UTC. */
const START_MS = 810 * MINUTE_MS;
const END_MS = 1200 * MINUTE_MS;
const NOTHING = 1e-12;

/**
 * How far the mean return of the night lies above that of the American session, in standard errors. Moves with
 * the end of each leg and leans during the next by the mean of that one. Bars of any length that divides half
 * an hour will do. Warm when `warmup` legs of both kinds were seen.
 */
export const tugOfWarSessionReturn = defineFormula({
  id: 'F233',
  key: 'tug-of-war-session-return',
  title: 'Overnight versus intraday tug of war',
  family: 'gaps',
  output: { unit: 't-statistic' },
  role: 'direction',
  source:
    "Lou, D., Polk, C. & Skouras, S., 'A tug of war: Overnight versus intraday expected returns', Journal of Financial Economics 134(1), 2019",
  catalogue: {
    inputs: ['bars'],
    params: {
      session_start: { fixed: '13:30', unit: 'UTC', meaning: 'start of the intraday leg' },
      session_end: { fixed: '20:00', unit: 'UTC', meaning: 'end of the intraday leg' },
      halflife: { unit: 'days', meaning: 'EWMA half-life' },
      warmup: { unit: 'days', meaning: 'before use' },
    },
    definition: `
      Each UTC day: intraday r_ID = ln(P(session_end)/P(session_start)); overnight r_ON =
      ln(P(session_start)/P(previous session_end)), P = last trade at or before the time. EWMA (a =
      1-2^(-1/halflife)) means mID, mON and variances vID, vON of each leg (start from the first value,
      variance about the EWMA mean, v_1 = r_1^2). Value = t-like spread D = (mON -
      mID)/sqrt((vON+vID)*a/(2-a)).
    `,
    update: 'O(1) per session boundary.',
    signal: `
      at the start of each leg: signal = sign of that leg's mean * min(1,|D|/3), only if |D| > 1;
      confidence = min(1,|D|/4).
    `,
    range: 'real',
  },
  defaults: { halflife: 30, warmup: 20 },
  input: 'bar',
  barMs: HALF_HOUR_MS,
  readings: {
    ...DIRECTION,
    /** Mean return of the night, from 20:00 to 13:30 UTC. */
    nightMean: { unit: 'log return' },
    /** Mean return of the session, from 13:30 to 20:00 UTC. */
    sessionMean: { unit: 'log return' },
  },
  warmUp: () => 2,
  warmUpMs: ({ warmup }) => warmup * DAY_MS,

  start({ halflife, warmup }) {
    wholeNumber('warmup', warmup);
    const share = 1 - 2 ** (-1 / positive('halflife', halflife));
    const night = new LegMoments(share);
    const session = new LegMoments(share);
    const clock = new LegClock();
    let score = NaN;

    return withReadings(
      (bar) => {
        if (clock.push(bar)) {
          const ended = clock.isSession ? night : session;
          if (Number.isFinite(clock.lastReturn)) ended.push(clock.lastReturn);
          const isWarm = night.count >= warmup && session.count >= warmup;
          score = isWarm ? tugOfWar(night, session, share) : NaN;
        }
        return Number.isNaN(score) ? undefined : score;
      },
      {
        signal: () => {
          if (!(Math.abs(score) > 1)) return 0;
          const { mean } = clock.isSession ? session : night;
          return Math.sign(mean) * Math.min(1, Math.abs(score) / 3);
        },
        confidence: () => Math.min(1, Math.abs(score) / 4),
        nightMean: () => night.mean,
        sessionMean: () => session.mean,
      },
    );
  },
});

/** Exponential mean of the returns of a leg and their variance around it, both begun at the first return. */
export class LegMoments {
  readonly #share: number;
  mean = NaN;
  variance = NaN;
  count = 0;

  constructor(share: number) {
    this.#share = share;
  }

  push(logReturn: number): void {
    this.count += 1;
    if (this.count === 1) {
      this.mean = logReturn;
      this.variance = logReturn * logReturn;
      return;
    }
    this.mean += this.#share * (logReturn - this.mean);
    this.variance += this.#share * ((logReturn - this.mean) ** 2 - this.variance);
  }
}

/** The difference of two means in its standard errors, as averages with this share know them; NaN where nothing varies. */
export function tugOfWar(night: LegMoments, session: LegMoments, share: number): number {
  const error = Math.sqrt(((night.variance + session.variance) * share) / (2 - share));
  return error > NOTHING ? (night.mean - session.mean) / error : NaN;
}

/** Tells when a leg ends, and its return. */
class LegClock {
  #time = -Infinity;
  #close = NaN;
  #legTime = NaN;
  #legClose = NaN;
  /** Whether the session runs now. */
  isSession = false;
  /** Return of the leg that ended last; NaN where its beginning was not seen. */
  lastReturn = NaN;

  /** Takes in a bar; whether a leg has ended with it or before it. */
  push({ close, intervalMs, openTime }: Bar): boolean {
    const time = openTime + intervalMs;
    const boundary = lastBoundary(time);
    const isPassed = this.#time < boundary;
    if (isPassed) {
      const price = time === boundary ? close : this.#close;
      const isWhole = lastBoundary(boundary - 1) === this.#legTime;
      this.lastReturn = isWhole ? Math.log(price / this.#legClose) : NaN;
      this.#legTime = boundary;
      this.#legClose = price;
      this.isSession = boundary % DAY_MS === START_MS;
    }
    this.#time = time;
    this.#close = close;
    return isPassed;
  }
}

/** The last of the two times of day at or before `time`. */
function lastBoundary(time: number): number {
  const midnight = Math.floor(time / DAY_MS) * DAY_MS;
  const inDay = time - midnight;
  if (inDay >= END_MS) return midnight + END_MS;
  return midnight + (inDay >= START_MS ? START_MS : END_MS - DAY_MS);
}
