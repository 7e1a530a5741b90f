import { notNegative, positive } from '../../../numerics/checked-numbers.ts';
import { SortedWindow } from '../../../numerics/sorted-window.ts';
import { defineFormula, noValue } from '../../formula.ts';
import { FILTER, GATE, withReadings } from '../../readings.ts';
import { StandardizedReturns } from '../protocol/standardized-returns.ts';

const SHARE = 0.03;
const STILL = 1e-12;
const WIDER = 1.5;
const HALF = 0.5;

/**
 * Share of misses that the interval of the next return allows itself, moved so that in the long run `alpha` of
 * the returns lie outside; below zero it has missed too often. The gate halves entries while the interval is
 * wide or holds zero: `gate` is that of the better side. Warm with `window` scores. A bar of a price that
 * stands still is passed over.
 */
export const adaptiveConformalInterval = defineFormula({
  id: 'F230',
  key: 'adaptive-conformal-interval',
  title: 'Adaptive conformal inference interval',
  family: 'learning',
  output: { unit: 'alpha_t, interval half-width in sigma' },
  role: 'filter',
  source: "Gibbs, I. & Candes, E., 'Adaptive Conformal Inference Under Distribution Shift', NeurIPS 2021",
  catalogue: {
    inputs: ['returns'],
    params: {
      alpha: { unit: 'probability', meaning: 'target miscoverage' },
      gamma: { unit: '1', meaning: 'step size' },
      window: { unit: 'scores', meaning: 'calibration scores' },
      max_width: { unit: 'sigma', meaning: 'gate width' },
    },
    definition: `
      Point forecast f_t of r_{t+1} (default the EWMA mean with decay 0.97). Score S_t = |r_t -
      f_{t-1}|/sigma_{t-1} (EWMA sigma, decay 0.97). At t the interval is f_t +- sigma_t*Q where Q = the
      ceil((n+1)*(1-alpha_t))-th smallest of the last n scores (alpha_t <= 0 -> Q = max score *1.5;
      alpha_t >= 1 -> Q = 0). When r_{t+1} is seen: err = 1 if outside else 0; alpha_{t+1} = alpha_t +
      gamma*(alpha - err). Start alpha_1 = alpha. If the index exceeds n use the maximum.
    `,
    update: 'Sorted ring buffer O(log n).',
    signal: `
      filter: open when Q <= max_width and the interval excludes 0 on the side of the proposed trade;
      otherwise confidence of the trade is multiplied by 0.5.
    `,
    range: 'real',
  },
  defaults: { alpha: 0.1, gamma: 0.01, window: 250, max_width: 3 },
  input: 'bar',
  readings: {
    ...FILTER,
    longGate: GATE,
    shortGate: GATE,
    /** Half the width of the interval in units of volatility. */
    halfWidth: { unit: 'sigma', min: 0 },
    /** Ends of the interval of the next return. */
    low: { unit: 'log return' },
    high: { unit: 'log return' },
  },
  warmUp: ({ window }) => window + 2,

  start({ alpha, gamma, max_width: widest, window }) {
    if (!(alpha > 0 && alpha < 1)) throw new RangeError(`alpha must lie between 0 and 1, was ${alpha}`);
    notNegative('gamma', gamma);
    positive('max_width', widest);
    const returns = new StandardizedReturns();
    const scores = new SortedWindow(window);
    let level = alpha;
    let forecast = NaN;
    let volatility = NaN;
    let halfWidth = NaN;
    const low = () => forecast - volatility * halfWidth;
    const high = () => forecast + volatility * halfWidth;
    const longGate = () => (halfWidth <= widest && low() > 0 ? 1 : HALF);
    const shortGate = () => (halfWidth <= widest && high() < 0 ? 1 : HALF);

    const judge = (logReturn: number) => {
      const score = Math.abs(logReturn - forecast) / volatility;
      if (!(volatility > STILL) || !Number.isFinite(score)) return;
      if (!Number.isNaN(halfWidth)) level = nextLevel(level, score > halfWidth, { alpha, gamma });
      scores.push(score);
      if (scores.isFull) halfWidth = conformalQuantile(scores, level);
    };
    return withReadings(
      ({ close }) => {
        returns.next(close);
        const { logReturn } = returns;
        if (!Number.isFinite(logReturn)) return noValue();
        judge(logReturn);
        forecast = Number.isNaN(forecast) ? logReturn : forecast + SHARE * (logReturn - forecast);
        volatility = returns.volatility;
        return volatility > STILL && scores.isFull ? level : noValue();
      },
      {
        gate: () => Math.max(longGate(), shortGate()),
        longGate,
        shortGate,
        halfWidth: () => halfWidth,
        low,
        high,
      },
    );
  },
});

/** The share of misses allowed next: a miss makes the interval wider, a hit narrower. */
export function nextLevel(
  level: number,
  isMiss: boolean,
  { alpha, gamma }: Readonly<Record<'alpha' | 'gamma', number>>,
): number {
  return level + gamma * (alpha - (isMiss ? 1 : 0));
}

/** The score that a share of `level` of the next ones is to exceed, as far as those of the past tell. */
export function conformalQuantile({ count, sorted }: SortedWindow, level: number): number {
  const largest = sorted[count - 1] as number;
  if (level <= 0) return WIDER * largest;
  if (level >= 1) return 0;
  const place = Math.ceil((count + 1) * (1 - level));
  return place > count ? largest : (sorted[place - 1] as number);
}
