import { clip } from '../../numerics/clip.ts';
import { positive, wholeNumber } from '../../numerics/checked-numbers.ts';
import { defineFormula } from '../formula.ts';
import { FILTER, withReadings } from '../readings.ts';
import { DAY_MS } from './day-activity.ts';
import { TimeOfDayVolumes } from './time-of-day-volumes.ts';

const NEAREST = 1e-12;

/**
 * Volume of a bar over what the same time of the UTC day had on average on the days before; 1 is as usual. Never
 * negative. Warm when the time was seen on `min_days` days.
 */
export const relativeVolumeTimeOfDay = defineFormula({
  id: 'F295',
  key: 'relative-volume-time-of-day',
  title: 'Relative volume against the same time of day',
  family: 'volume',
  output: { unit: 'ratio', min: 0 },
  role: 'filter',
  source:
    "Jain, P. C. & Joh, G.-H., 'The Dependence between Hourly Prices and Trading Volume', Journal of Financial and Quantitative Analysis 23(3), 1988",
  catalogue: {
    inputs: ['bars'],
    params: {
      days: { unit: 'days', meaning: 'history per bin' },
      open_above: { unit: 'ratio', meaning: 'confirmation level' },
      min_days: { unit: 'days', meaning: 'warm-up' },
    },
    definition: `
      For the current bar's time-of-day bin: RV = volume / mean of the same bin's volume on the previous
      days days (today excluded). Intrabar: expected = bin mean * elapsed fraction of the bar. Zero mean
      -> 1. Cumulative variant: sum since 00:00 UTC over expected sum.
    `,
    update: 'Ring buffer per bin, O(1).',
    signal:
      'filter: confidence of breakout and momentum signals is multiplied by clip(RV/open_above,0.5,1.5).',
    range: '[0,inf)',
  },
  defaults: { days: 20, open_above: 1.2, min_days: 5 },
  input: 'bar',
  readings: {
    /** Always 1: only what follows breakouts and momentum needs volume. */
    ...FILTER,
    /** What the confidence of breakout and momentum signals is multiplied by. */
    momentumFactor: { unit: '1', min: 0.5, max: 1.5, neutral: 1 },
    /** Volume since 00:00 UTC, as far as it was seen, over what its bars usually have. */
    cumulative: { unit: 'ratio', min: 0 },
  },
  warmUp: ({ min_days: least }) => least + 1,
  warmUpMs: ({ min_days: least }) => least * DAY_MS,

  start({ days, min_days: least, open_above: openAbove }) {
    wholeNumber('days', days, wholeNumber('min_days', least));
    positive('open_above', openAbove);
    const history = new TimeOfDayVolumes(days);
    let today = NaN;
    let volume = 0;
    let expected = 0;
    let value = 1;

    return withReadings(
      ({ intervalMs, openTime, volumeBase }) => {
        const isKnown = history.countAt(openTime) >= least;
        const usual = history.meanAt(openTime);
        history.push(openTime, intervalMs, volumeBase);
        const day = Math.floor(openTime / DAY_MS);
        if (day !== today) volume = expected = 0;
        today = day;
        if (!isKnown) return undefined;
        volume += volumeBase;
        expected += usual;
        value = relativeVolume(volumeBase, usual);
        return value;
      },
      {
        gate: () => 1,
        momentumFactor: () => clip(value / openAbove, 0.5, 1.5),
        cumulative: () => relativeVolume(volume, expected),
      },
    );
  },
});

/** Volume over what is usual; 1 where nothing is. */
export function relativeVolume(volume: number, usual: number): number {
  return usual > NEAREST ? volume / usual : 1;
}
