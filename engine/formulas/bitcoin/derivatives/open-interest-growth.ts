import { wholeNumber } from '../../../numerics/checked-numbers.ts';
import { RecentValues } from '../../../numerics/recent-values.ts';
import { RollingMoments } from '../../../numerics/rolling-moments.ts';
import { defineFormula } from '../../formula.ts';
import { OutsideValues } from '../../outside-values.ts';
import { DIRECTION, withReadings } from '../../readings.ts';

const SERIES = ['derivative.open-interest'] as const;

/**
 * Whether new positions stand behind the price move of `slow` days: in the direction of the move where open
 * interest grew, weakly against it where it shrank. From -1 to 1. Every day needs an open interest told in the
 * last 15 minutes before it ends; without it the day has no value. Warm after `slow + window` daily bars.
 */
export const openInterestGrowth = defineFormula({
  id: 'F273',
  key: 'open-interest-growth',
  title: 'Open-interest growth predictor',
  family: 'bitcoin',
  output: { unit: 'signed strength', min: -1, max: 1 },
  role: 'direction',
  source:
    "Hong, H. & Yogo, M., 'What does futures market interest tell us about the macroeconomy and asset prices?', Journal of Financial Economics 105(3), 2012; Bessembinder & Seguin 1993",
  catalogue: {
    inputs: ['external'],
    params: {
      fast: { fixed: 1, unit: 'days', meaning: 'short growth' },
      slow: { unit: 'days', meaning: 'trend of open interest' },
      window: { unit: 'days', meaning: 'standardisation' },
    },
    definition: `
      External: open interest OI in contracts times contract size (base units, so that price moves do not
      change it). g_t = ln(OI_t/OI_{t-slow}); z = (g - mean)/std (ddof 1) over the window daily values.
      Price move m = ln(C_t/C_{t-slow}). Quadrant q = sign(m) if g > 0 (new positions confirm),
      0.3*sign(m)*(-1) if g <= 0 (move on liquidation, fades). Value = q*min(1,|z|/2).
    `,
    update: 'O(1) per day.',
    signal: 'signal = value; confidence = 0.6*min(1,|z|/3).',
    range: '[-1,1]',
  },
  defaults: { slow: 30, window: 180 },
  input: 'step',
  reads: ['series', 'bar'],
  series: SERIES,
  barMs: 86_400_000,
  readings: {
    ...DIRECTION,
    /** Log of the open interest over that of `slow` days before. */
    growth: { unit: 'log' },
    /** The growth against that of the last `window` days. */
    z: { unit: 'z-score' },
  },
  // An open interest and a bar a day.
  warmUp: ({ slow, window }) => 2 * (slow + window),

  start({ slow, window }) {
    const told = new OutsideValues(SERIES);
    const interests = new RecentValues(wholeNumber('slow', slow) + 1);
    const closes = new RecentValues(slow + 1);
    const growths = new RollingMoments(wholeNumber('a window', window, 2));
    let growth = NaN;
    let z = 0;
    let value: number | undefined;

    const ofDay = (): number | undefined => {
      growth = Math.log(interests.at(0) / interests.at(slow));
      if (!Number.isFinite(growth)) return undefined;
      growths.push(growth);
      const deviation = Math.sqrt(growths.sampleVariance);
      if (!growths.isFull || !(deviation > 1e-12)) return undefined;
      z = (growth - growths.mean) / deviation;
      return interestValue(growth, z, Math.log(closes.at(0) / closes.at(slow)));
    };
    return withReadings(
      (step) => {
        if (step.kind === 'series') told.take(step);
        if (step.kind !== 'bar') return value;
        // Days without a number keep their place, so that `slow` days stay as many.
        interests.push(told.at('derivative.open-interest', step.time));
        closes.push(step.bar.close);
        return (value = ofDay());
      },
      {
        signal: () => value,
        confidence: () => 0.6 * Math.min(1, Math.abs(z) / 3),
        growth: () => growth,
        z: () => z,
      },
    );
  },
});

/** With the move where positions were opened, 0.3 against it where they were closed, less where that is usual. */
export function interestValue(growth: number, z: number, move: number): number {
  const quadrant = growth > 0 ? Math.sign(move) : -0.3 * Math.sign(move);
  return quadrant * Math.min(1, Math.abs(z) / 2);
}
