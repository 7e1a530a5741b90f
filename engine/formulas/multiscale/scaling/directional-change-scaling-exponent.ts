import { wholeNumber } from '../../../numerics/checked-numbers.ts';
import { lineSlope } from '../../../numerics/line-slope.ts';
import { defineFormula, noValue } from '../../formula.ts';
import { withReadings } from '../../readings.ts';
import { DirectionalChanges } from './directional-changes.ts';
import { HourlyCounts } from './hourly-counts.ts';

const THRESHOLDS = [0.001, 0.0014, 0.002, 0.0028, 0.004, 0.0057, 0.008, 0.0113];
const HOUR_MS = 3_600_000;
const DAY_HOURS = 24;
const FEWEST_THRESHOLDS = 4;
const TRENDING_ABOVE = -1.8;
const REVERTING_BELOW = -2.2;
const MORE = 1.15;

/**
 * Exponent with which the number of turns falls as they get larger: -2 for a random walk, nearer 0 where
 * the market trends, further down where it turns back. Counted over the last `window` days and computed at
 * the end of every hour; a value exists as soon as four thresholds have `min_events` turns each, also
 * before a whole window was seen, because its length moves all counts alike.
 */
export const directionalChangeScalingExponent = defineFormula({
  id: 'F348',
  key: 'directional-change-scaling-exponent',
  title: 'Directional-change count scaling exponent',
  family: 'multiscale',
  output: { unit: '1', max: 0 },
  role: 'context',
  source:
    "Glattfelder, J. B., Dupuis, A. & Olsen, R. B., 'Patterns in high-frequency FX data: discovery of 12 empirical scaling laws', Quantitative Finance 11(4), 2011",
  catalogue: {
    inputs: ['trades'],
    params: {
      thetas: {
        fixed: [0.001, 0.0014, 0.002, 0.0028, 0.004, 0.0057, 0.008, 0.0113],
        unit: 'log',
        meaning: 'geometric grid of thresholds',
      },
      window: { unit: 'days', meaning: 'count window' },
      min_events: { unit: 'events', meaning: 'thresholds with fewer events are left out' },
    },
    definition: `
      N(theta) = number of directional changes (id 347) per window for each threshold. OLS ln N = c + E*ln
      theta over thresholds with at least min_events (needs 4). Brownian motion gives E = -2. Exponent D =
      -1/E (scale exponent of price with time: 0.5 for a random walk). Thresholds of one scale are mapped
      to another by theta2 = theta1*(N1/N2)^(D).
    `,
    update: 'O(number of thresholds) per trade; OLS each hour.',
    signal: `
      context: E > -1.8 (fewer small reversals than a random walk: trending) raises momentum confidence
      x1.15; E < -2.2 raises reversion confidence x1.15.
    `,
    range: '(-inf,0)',
  },
  defaults: { window: 7, min_events: 10 },
  input: 'trade',
  readings: {
    /** Exponent of price with time, `-1/E`: 0.5 for a random walk. */
    priceExponent: { unit: '1', min: 0 },
    /** What momentum formulas multiply their confidence by, capped at 1 afterwards. */
    trendFactor: { unit: 'factor', min: 1, max: MORE, neutral: 1 },
    /** What reversion formulas multiply their confidence by, capped at 1 afterwards. */
    reversionFactor: { unit: 'factor', min: 1, max: MORE, neutral: 1 },
  },
  warmUp: () => 2,
  warmUpMs: () => HOUR_MS,

  start({ min_events: fewest, window }) {
    const changes = THRESHOLDS.map((threshold) => new DirectionalChanges(threshold));
    const counts = new HourlyCounts(THRESHOLDS.length, DAY_HOURS * wholeNumber('a window', window));
    let hour = -1;
    let exponent = NaN;

    return withReadings(
      ({ price, time }) => {
        const current = Math.floor(time / HOUR_MS);
        if (current !== hour) {
          if (hour >= 0) {
            exponent = turnExponent(THRESHOLDS, counts.totals, fewest);
            counts.advance(current - hour);
          }
          hour = current;
        }
        const logPrice = Math.log(price);
        for (let i = 0; i < changes.length; i += 1) {
          if ((changes[i] as DirectionalChanges).push(logPrice)) counts.add(i);
        }
        return exponent < 0 ? exponent : noValue();
      },
      {
        priceExponent: () => -1 / exponent,
        trendFactor: () => (exponent > TRENDING_ABOVE ? MORE : 1),
        reversionFactor: () => (exponent < REVERTING_BELOW ? MORE : 1),
      },
    );
  },
});

/**
 * Slope of the log counts on the log thresholds that have at least `fewest`; NaN where fewer than four have.
 */
export function turnExponent(
  thresholds: readonly number[],
  counts: ArrayLike<number>,
  fewest: number,
): number {
  const counted = thresholds.map((_, i) => i).filter((i) => (counts[i] as number) >= Math.max(1, fewest));
  if (counted.length < FEWEST_THRESHOLDS) return NaN;
  return lineSlope(
    counted.map((i) => Math.log(thresholds[i] as number)),
    counted.map((i) => Math.log(counts[i] as number)),
  );
}

/** The threshold at which there are `wanted` turns, where there are `counted` at another one. */
export function thresholdFor(
  wanted: number,
  {
    counted,
    exponent,
    threshold,
  }: { readonly counted: number; readonly exponent: number; readonly threshold: number },
): number {
  return threshold * (counted / wanted) ** (-1 / exponent);
}
