import { clip } from '../../../numerics/clip.ts';
import { RollingMoments } from '../../../numerics/rolling-moments.ts';
import { defineFormula } from '../../formula.ts';
import { DIRECTION, withReadings } from '../../readings.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const SESSION_MS = 8 * HOUR_MS;
const SESSIONS = DAY_MS / SESSION_MS;
/** Sessions of one kind below which their mean says nothing. */
const FEWEST = 30;

/**
 * How many standard errors the mean return of the session that now begins or runs lies from zero, drawn
 * towards the mean of all sessions. The sessions are the three thirds of a UTC day; bars of any length that
 * divides them will do. 0 until 30 sessions of the kind were seen. A value from the first bar on.
 */
export const sessionReturnSeasonality = defineFormula({
  id: 'F277',
  key: 'session-return-seasonality',
  title: 'Session seasonality (Asia, Europe, America) with shrinkage',
  family: 'bitcoin',
  output: { unit: 't-statistic' },
  role: 'direction',
  source:
    "Eross, A., McGroarty, F., Urquhart, A. & Wolfe, S., 'The intraday dynamics of bitcoin', Research in International Business and Finance 49, 2019; shrinkage: James & Stein 1961",
  catalogue: {
    inputs: ['bars'],
    params: {
      sessions: { fixed: ['00-08', '08-16', '16-24'], unit: 'UTC hours', meaning: 'session table' },
      window: { unit: 'days', meaning: 'history per session' },
      prior_n: { unit: 'days', meaning: 'shrinkage toward the all-session mean' },
    },
    definition: `
      Session log return R_{s,d} for session s on day d. m_s = mean of the last window values, sd_s std
      (ddof 1), n_s count; M = mean of the three m_s. Shrunk mean mu_s = (n_s*m_s +
      prior_n*M)/(n_s+prior_n). Value for the current session = t_s = mu_s/(sd_s/sqrt(n_s)). sd < 1e-12 or
      n_s < 30 -> 0.
    `,
    update: 'O(1) per session end.',
    signal: 'signal = clip(t/3,-1,1) if |t| > 1 else 0; confidence = min(1,|t|/4).',
    range: 'real',
  },
  defaults: { window: 90, prior_n: 60 },
  input: 'bar',
  barMs: SESSION_MS,
  readings: {
    ...DIRECTION,
    /** Return expected of the session. */
    expected: { unit: 'log return' },
  },
  warmUp: () => 1,

  start({ prior_n: prior, window }) {
    const sessions = Array.from({ length: SESSIONS }, () => new RollingMoments(window));
    let boundary = NaN;
    let closeThen = 0;
    let now: ShrunkMean = { mean: 0, t: 0 };

    const endSession = (end: number, close: number) => {
      if (end - boundary === SESSION_MS) {
        const ended = Math.floor((boundary % DAY_MS) / SESSION_MS);
        sessions[ended]?.push(Math.log(close / closeThen));
      }
      boundary = end;
      closeThen = close;
      now = meanAt(sessions, Math.floor((end % DAY_MS) / SESSION_MS), prior);
    };
    return withReadings(
      ({ close, intervalMs, openTime }) => {
        const end = openTime + intervalMs;
        if (end % SESSION_MS === 0) endSession(end, close);
        return now.t;
      },
      {
        signal: () => (Math.abs(now.t) > 1 ? clip(now.t / 3, -1, 1) : 0),
        confidence: () => Math.min(1, Math.abs(now.t) / 4),
        expected: () => now.mean,
      },
    );
  },
});

/** A mean drawn towards another one, and its distance from zero in standard errors. */
export interface ShrunkMean {
  readonly mean: number;
  readonly t: number;
}

/** The mean of `count` returns with deviation `deviation`, with `prior` more returns at `center`. */
export function shrunkMean(
  { count, deviation, mean }: { readonly count: number; readonly deviation: number; readonly mean: number },
  center: number,
  prior: number,
): ShrunkMean {
  const shrunk = (count * mean + prior * center) / (count + prior);
  if (!(deviation >= 1e-12) || count < FEWEST) return { mean: shrunk, t: 0 };
  return { mean: shrunk, t: shrunk / (deviation / Math.sqrt(count)) };
}

function meanAt(sessions: readonly RollingMoments[], place: number, prior: number): ShrunkMean {
  const seen = sessions.filter(({ count }) => count > 0);
  const session = sessions[place];
  if (session === undefined || session.count === 0) return { mean: 0, t: 0 };
  const center = seen.reduce((sum, { mean }) => sum + mean, 0) / seen.length;
  const { count, mean, sampleVariance } = session;
  return shrunkMean({ count, mean, deviation: Math.sqrt(sampleVariance) }, center, prior);
}
