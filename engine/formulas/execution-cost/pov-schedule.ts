import { clip } from '../../numerics/clip.ts';
import { positive } from '../../numerics/checked-numbers.ts';
import { defineFormula, type MarketStep } from '../formula.ts';
import { SIZE, withReadings } from '../readings.ts';
import { WorkedOrder } from './worked-order.ts';

/**
 * What to send now of an order that keeps to a share `rate` of the whole volume, its own fills included, in
 * base units. Decided anew every `interval` seconds; at most `max_slice` of the order at once. The tape is
 * taken to hold trades of others only. No value before any order.
 */
export const povSchedule = defineFormula({
  id: 'F288',
  key: 'pov-schedule',
  title: 'Percentage-of-volume participation',
  family: 'execution-cost',
  output: { unit: 'base units', min: 0 },
  role: 'size',
  source:
    "Almgren, R., Thum, C., Hauptmann, E. & Li, H., 'Direct Estimation of Equity Market Impact', Risk, 2005 (volume-time trading at constant rate); Kissell, R. & Glantz, M., 'Optimal Trading Strategies', AMACOM, 2003",
  catalogue: {
    inputs: ['trades'],
    params: {
      rate: { unit: 'fraction of total volume', meaning: 'target participation rho' },
      max_slice: { unit: 'fraction of parent', meaning: 'largest child' },
      interval: { unit: 's', meaning: 'decision step' },
    },
    definition: `
      V_t = market volume since the order start excluding own fills, F_t = own fills. Own volume is part
      of the total, so the target is F* = rho/(1-rho)*V_t. Child = clip(F* - F_t, 0, min(max_slice*X, X -
      F_t)). rho >= 1 is rejected.
    `,
    update: 'O(1) per trade.',
    signal: 'size: child-order size.',
    range: '[0,X]',
  },
  defaults: { rate: 0.05, max_slice: 0.1, interval: 5 },
  input: 'step',
  reads: ['trade', 'parent-order'],
  readings: {
    /** The size to send as a share of the whole order. */
    ...SIZE,
    /** What others traded since the order began, as of the last decision. */
    marketVolume: { unit: 'base units', min: 0 },
  },
  warmUp: () => 1,

  start({ interval, max_slice: maxSlice, rate }) {
    participation(rate);
    positive('max_slice', maxSlice);
    const intervalMs = positive('interval', interval) * 1000;
    const order = new WorkedOrder();
    let volume = 0;
    let decided = 0;
    let nextDecision = 0;
    let child = 0;

    const decide = (time: number): void => {
      if (time < nextDecision) return;
      decided = volume;
      nextDecision = time + intervalMs;
    };
    return withReadings(
      (step: MarketStep) => {
        if (step.kind === 'parent-order' && order.told(step.order)) {
          volume = 0;
          decided = 0;
          nextDecision = step.time + intervalMs;
        }
        if (!order.isKnown) return undefined;
        if (step.kind === 'trade') volume += step.trade.sizeBase;
        decide(step.time);
        child = povChild({ volume: decided, filled: order.filled, size: order.size }, rate, maxSlice);
        return child;
      },
      { scale: () => order.shareOf(child), marketVolume: () => decided },
    );
  },
});

/** Where an order stands: what others traded since it began, what was filled, and its size. */
export interface Participation {
  readonly volume: number;
  readonly filled: number;
  readonly size: number;
}

/** The next child of an order that takes part with `rate`, at most `maxSlice` of the order. */
export function povChild({ filled, size, volume }: Participation, rate: number, maxSlice: number): number {
  const target = (participation(rate) / (1 - rate)) * volume;
  return clip(target - filled, 0, Math.max(0, Math.min(maxSlice * size, size - filled)));
}

function participation(rate: number): number {
  if (!(rate > 0 && rate < 1)) throw new RangeError(`rate must lie strictly between 0 and 1, was ${rate}`);
  return rate;
}
