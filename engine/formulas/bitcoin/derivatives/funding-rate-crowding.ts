import { clip } from '../../../numerics/clip.ts';
import { wholeNumber } from '../../../numerics/checked-numbers.ts';
import { RollingMoments } from '../../../numerics/rolling-moments.ts';
import { defineFormula } from '../../formula.ts';
import { OutsideValues } from '../../outside-values.ts';
import { DIRECTION, withReadings } from '../../readings.ts';

const SERIES = ['derivative.funding-rate', 'derivative.funding-interval'] as const;
/** Hours rates are compared in. */
const COMMON_HOURS = 8;
/** Rates the carry is the mean of: three days of them. */
const CARRY_STAMPS = 9;
const STAMPS_PER_YEAR = 3 * 365;
/** Carry a year from which on longs are crowded whatever the history. */
const CROWDED_CARRY = 0.5;

/**
 * How unusual the newest settled funding rate is against those of the last `window` funding moments, in
 * standard deviations. High where longs pay much to be long: it leans against them. Every step of the rate is
 * taken to be one funding moment. Warm after `window` of them; no value once the newest is nine hours old.
 */
export const fundingRateCrowding = defineFormula({
  id: 'F270',
  key: 'funding-rate-crowding',
  title: 'Funding-rate crowding (contrarian z-score)',
  family: 'bitcoin',
  output: { unit: 'z-score' },
  role: 'direction',
  source: "Schmeling, M., Schrimpf, A. & Todorov, K., 'Crypto carry', BIS Working Papers 1087, 2023",
  catalogue: {
    inputs: ['external'],
    params: {
      window: { unit: 'funding stamps', meaning: 'about 30 days at 8 h' },
      entry: { unit: 'z', meaning: 'dead band' },
    },
    definition: `
      External: realised funding rates f of the last window stamps (8-hour equivalents:
      f*8/interval_hours). z = (f_t - mean)/std (ddof 1); std < 1e-8 -> 0. Carry c = annualised 3*365*mean
      of the last 9 stamps.
    `,
    update: 'O(1) per stamp.',
    signal: `
      signal = 0 if |z| < entry, else -clip((|z|-entry)/2,0,1)*sign(z); confidence = min(1,|z|/4); carry c
      > 0.5/year adds -0.2 (crowded longs).
    `,
    range: 'real',
  },
  defaults: { window: 90, entry: 1.5 },
  input: 'step',
  // The bars tell that time passes where no rate does.
  reads: ['series', 'bar'],
  series: SERIES,
  readings: {
    ...DIRECTION,
    /** What longs pay in a year at the mean rate of three days; below zero they receive. */
    carry: { unit: 'fraction per year' },
  },
  warmUp: ({ window }) => window,

  start({ entry, window }) {
    const told = new OutsideValues(SERIES);
    const rates = new RollingMoments(wholeNumber('a window', window, 2));
    const recent = new RollingMoments(CARRY_STAMPS);
    let value: number | undefined;

    const takeRate = (rate: number, time: number) => {
      const hours = told.at('derivative.funding-interval', time);
      const common = hours > 0 ? (rate * COMMON_HOURS) / hours : rate;
      rates.push(common);
      recent.push(common);
      const deviation = Math.sqrt(rates.sampleVariance);
      value = deviation < 1e-8 ? 0 : (common - rates.mean) / deviation;
      if (!rates.isFull) value = undefined;
    };
    const carry = () => STAMPS_PER_YEAR * recent.mean;
    return withReadings(
      (step) => {
        if (step.kind === 'series') told.take(step);
        if (step.kind === 'series' && step.name === 'derivative.funding-rate')
          takeRate(step.value, step.time);
        if (Number.isNaN(told.at('derivative.funding-rate', step.time))) value = undefined;
        return value;
      },
      {
        signal: () => crowdingSignal(value ?? 0, entry, carry()),
        confidence: () => Math.min(1, Math.abs(value ?? 0) / 4),
        carry,
      },
    );
  },
});

/** Against a rate more than `entry` deviations out, and a little more against a carry that crowds longs. */
export function crowdingSignal(z: number, entry: number, carry: number): number {
  const against = Math.abs(z) < entry ? 0 : -clip((Math.abs(z) - entry) / 2, 0, 1) * Math.sign(z);
  return clip(against - (carry > CROWDED_CARRY ? 0.2 : 0), -1, 1);
}
