import { fitLogPeriodic, type LogPeriodicFit } from '../../../numerics/log-periodic.ts';
import { RecentValues } from '../../../numerics/recent-values.ts';
import { FitClock } from '../../fit-clock.ts';
import { defineFormula } from '../../formula.ts';
import { DIRECTION, withReadings } from '../../readings.ts';
import { type FitJob, type FitModel, withRefit } from '../../refit.ts';

const WINDOWS = [125, 250, 500, 750];
const GRID = {
  ahead: [1, 5, 10, 20, 40, 60],
  exponents: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9],
  frequencies: [4, 5, 6, 7, 8, 9, 10, 11, 12, 13],
};
const SHORTEST = 125;
const LONGEST = 750;
const LEAST_DAMPING = 0.8;
const LEAST_R_SQUARED = 0.8;
const SURE = 0.5;

/**
 * Share of windows in which prices run faster and faster upward towards a critical time, less the share in
 * which they do so downward. Warm with the bar after the first fit, which the shortest window of 125 bars
 * allows; longer ones take part as soon as they are full.
 */
export const lpplsBubbleConfidence = defineFormula({
  id: 'F291',
  key: 'lppls-bubble-confidence',
  title: 'Log-periodic power law singularity (LPPLS) confidence',
  family: 'learning',
  output: { unit: 'confidence', min: -1, max: 1 },
  role: 'direction',
  source:
    "Filimonov, V. & Sornette, D., 'A stable and robust calibration scheme of the log-periodic power law model', Physica A 392, 2013; Johansen, Ledoit & Sornette 2000",
  catalogue: {
    inputs: ['bars'],
    params: {
      windows: { fixed: [125, 250, 500, 750], unit: 'bars', meaning: 'fit windows ending now' },
      tc_grid: { fixed: [1, 5, 10, 20, 40, 60], unit: 'bars ahead', meaning: 'tc - t_now' },
      m_grid: { fixed: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9], unit: '1', meaning: 'exponents' },
      w_grid: { fixed: [4, 5, 6, 7, 8, 9, 10, 11, 12, 13], unit: '1', meaning: 'angular log frequencies' },
      refit: { unit: 'bars', meaning: 'refit period' },
    },
    definition: `
      ln C_t = A + B*(tc-t)^m + C1*(tc-t)^m*cos(w*ln(tc-t)) + C2*(tc-t)^m*sin(w*ln(tc-t)). For each window
      and every grid triple (tc,m,w) solve OLS for A,B,C1,C2; keep the least SSE. Qualified if 0.1 <= m <=
      0.9, 4 <= w <= 13, damping D = m*|B|/(w*sqrt(C1^2+C2^2)) >= 0.8 (C = 0 -> infinite) and R^2 >= 0.8.
      Positive bubble if B < 0, negative bubble if B > 0. Value = (#qualified positive - #qualified
      negative)/#windows.
    `,
    update: `
      Batch every refit bars: windows*540 four-column OLS fits (normal equations) - run in chunks; O(1)
      between.
    `,
    signal: 'signal = -value (bubbles end), only if |value| >= 0.5; confidence = 0.5*|value|.',
    range: '[-1,1]',
  },
  defaults: { refit: 24 },
  input: 'bar',
  readings: {
    ...DIRECTION,
    /** Mean distance of the critical times of bubbles that were found; none without a bubble. */
    barsAhead: { unit: 'bars', min: 0 },
  },
  warmUp: () => SHORTEST + 1,
  fit: (job) => bubbleModel(job),

  start(params) {
    const logs = new RecentValues(LONGEST);
    const clock = new FitClock(SHORTEST, params.refit);
    let model: FitModel | undefined;
    const value = () => model?.[0] ?? 0;
    const isSure = () => Math.abs(value()) >= SURE;

    const step = ({ close }: { readonly close: number }) => {
      logs.push(Math.log(close));
      clock.tick();
      return model?.[0];
    };
    const readings = {
      signal: () => (isSure() ? -value() : 0),
      confidence: () => (isSure() ? Math.abs(value()) / 2 : 0),
      barsAhead: () => model?.[1],
    };
    return withRefit(withReadings(step, readings), {
      due: () => (clock.takeDue() ? { params, data: { logs: logs.toArray() } } : undefined),
      accept: (found) => {
        model = found;
      },
    });
  },
});

/** Share of bubbles upward less downward, and behind it how far ahead their critical times lie where there are any. */
function bubbleModel({ data: { logs = new Float64Array() } }: FitJob): FitModel {
  const windows = WINDOWS.filter((window) => window <= logs.length);
  const bubbles = fitLogPeriodic(logs, windows, GRID).filter((fit) => fit !== undefined && isBubble(fit));
  const net = bubbles.reduce((sum, fit) => sum + bubbleSide(fit), 0);
  const ahead = bubbles.reduce((sum, fit) => sum + (fit?.ahead ?? 0), 0) / bubbles.length;
  return bubbles.length > 0 ? [net / windows.length, ahead] : [0];
}

/** Whether a fit tells of a bubble: the trend outweighs the waves, and both explain most of the prices. */
export function isBubble({ B, C1, C2, exponent, frequency, rSquared }: LogPeriodicFit): boolean {
  const wave = Math.hypot(C1, C2);
  const isDamped = exponent * Math.abs(B) >= LEAST_DAMPING * frequency * wave;
  return isDamped && rSquared >= LEAST_R_SQUARED;
}

/** 1 where prices run upward, -1 downward. */
export function bubbleSide(fit: Pick<LogPeriodicFit, 'B'> | undefined): number {
  return -Math.sign(fit?.B ?? 0);
}
