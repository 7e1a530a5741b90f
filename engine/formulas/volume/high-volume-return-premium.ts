import { clip } from '../../numerics/clip.ts';
import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { RollingRank } from '../../numerics/rolling-rank.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';

/**
 * Days of unusually high quote volume less those of unusually low within the last `hold`, newer ones counting
 * more: above zero up. From -1 to 1. Warm after `reference + 1` daily bars.
 */
export const highVolumeReturnPremium = defineFormula({
  id: 'F299',
  key: 'high-volume-return-premium',
  title: 'High-volume return premium',
  family: 'volume',
  output: { unit: 'score', min: -1, max: 1 },
  role: 'direction',
  source:
    "Gervais, S., Kaniel, R. & Mingelgrin, D. H., 'The High-Volume Return Premium', Journal of Finance 56(3), 2001",
  catalogue: {
    inputs: ['bars'],
    params: {
      reference: { unit: 'days', meaning: 'reference period' },
      hold: { unit: 'days', meaning: 'holding period' },
      top: { unit: 'quantile', meaning: 'high volume' },
      bottom: { unit: 'quantile', meaning: 'low volume' },
    },
    definition: `
      Each UTC day: rank k of today's quote volume within today plus the previous reference days (k = 1
      lowest; mid-rank ties), u = (k-0.5)/(reference+1). Event +1 if u >= top, -1 if u <= bottom, else 0.
      Value = sum over events of the last hold days of event*(1 - age/hold), divided by the largest
      attainable (sum of weights), age 0 = today.
    `,
    update: 'O(log n) per day.',
    signal: 'signal = clip(3*value,-1,1); confidence = 0.5*min(1,3*|value|).',
    range: '[-1,1]',
  },
  defaults: { reference: 49, hold: 20, top: 0.9, bottom: 0.1 },
  input: 'bar',
  barMs: 86_400_000,
  readings: {
    ...DIRECTION,
    /** Place of the volume of the day among those it is compared with, 0 the lowest and 1 the highest. */
    volumeRank: { unit: 'rank', min: 0, max: 1 },
  },
  warmUp: ({ reference }) => reference + 1,

  start({ bottom, hold, reference, top }) {
    if (!(bottom >= 0 && bottom < top && top <= 1)) {
      throw new RangeError(`bottom must lie below top, both in 0 to 1, was ${bottom} and ${top}`);
    }
    const volumes = new RollingRank(wholeNumber('reference', reference) + 1);
    const events = new RecentValues(wholeNumber('hold', hold));
    let value = 0;

    return withReadings(
      ({ close, volumeBase }) => {
        volumes.push(volumeBase * close);
        if (!volumes.isFull) return undefined;
        const { rank } = volumes;
        events.push(rank >= top ? 1 : rank <= bottom ? -1 : 0);
        value = fadingEvents(events, hold);
        return value;
      },
      {
        signal: () => clip(3 * value, -1, 1),
        confidence: () => 0.5 * Math.min(1, 3 * Math.abs(value)),
        volumeRank: () => volumes.rank,
      },
    );
  },
});

/** Sum of events that fade to nothing over `hold` days, as a share of the largest it can be. */
export function fadingEvents(events: Pick<RecentValues, 'at' | 'count'>, hold: number): number {
  let sum = 0;
  for (let age = 0; age < events.count; age += 1) sum += events.at(age) * (1 - age / hold);
  // 1 + (1 - 1 / hold) + ... + 1 / hold
  return sum / ((hold + 1) / 2);
}
