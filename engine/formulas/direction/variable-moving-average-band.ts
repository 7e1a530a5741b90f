import { notNegative } from '../../numerics/checked-numbers.ts';
import { RollingMoments } from '../../numerics/rolling-moments.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';

const NEAREST = 1e-12;

/**
 * Side of a short average of daily closes against a long one: 1 above it by more than `band`, -1 below by more,
 * else 0. The further apart they are against what is usual, the stronger. Warm after `L` daily bars; strength
 * is 0 until two distances are known.
 */
export const variableMovingAverageBand = defineFormula({
  id: 'F409',
  key: 'variable-moving-average-band',
  title: 'Variable-length moving average rule with band (long, flat, short)',
  family: 'direction',
  output: { unit: 'position', min: -1, max: 1 },
  role: 'direction',
  source:
    "Brock, W., Lakonishok, J. & LeBaron, B., 'Simple Technical Trading Rules and the Stochastic Properties of Stock Returns', Journal of Finance 47(5), 1992",
  catalogue: {
    inputs: ['bars'],
    params: {
      S: { unit: 'days', meaning: 'short average' },
      L: { unit: 'days', meaning: 'long average' },
      band: { unit: 'fraction', meaning: 'neutral band' },
    },
    definition: `
      Daily closes. s = mean of the last S closes, l = mean of the last L closes. Position +1 if s >
      l*(1+band), -1 if s < l*(1-band), else 0. Strength g = min(1, |ln(s/l)|/(2*sigma_L)), sigma_L = std
      (ddof 1) of ln(s/l) over the last L days. Warm-up L days.
    `,
    update: 'Rolling sums O(1).',
    signal: 'signal = position*(0.4+0.6*g); confidence = 0.5*g.',
    range: '{-1,0,1}',
  },
  defaults: { S: 1, L: 200, band: 0.01 },
  input: 'bar',
  barMs: 86_400_000,
  readings: {
    ...DIRECTION,
    /** Log of the short average over the long one. */
    distance: { unit: 'log' },
  },
  warmUp: ({ L, S }) => Math.max(L, S),

  start({ L, S, band }) {
    notNegative('band', band);
    const short = new RollingMoments(S);
    const long = new RollingMoments(L);
    const distances = new RollingMoments(L);
    let position = 0;
    let distance = 0;
    const strength = () => {
      const deviation = Math.sqrt(distances.sampleVariance);
      return deviation > NEAREST ? Math.min(1, Math.abs(distance) / (2 * deviation)) : 0;
    };

    return withReadings(
      ({ close }) => {
        short.push(close);
        long.push(close);
        if (!short.isFull || !long.isFull) return undefined;
        distance = Math.log(short.mean / long.mean);
        distances.push(distance);
        position = bandPosition(short.mean / long.mean, band);
        return position;
      },
      {
        signal: () => position * (0.4 + 0.6 * strength()),
        confidence: () => 0.5 * strength(),
        distance: () => distance,
      },
    );
  },
});

/** 1 where a ratio lies above 1 by more than `band`, -1 where below by more, else 0. */
export function bandPosition(ratio: number, band: number): -1 | 0 | 1 {
  if (ratio > 1 + band) return 1;
  return ratio < 1 - band ? -1 : 0;
}
