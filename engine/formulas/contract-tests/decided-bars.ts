import type { Bar } from '../../domain/market/bar.ts';
import { unixMs } from '../../domain/units/time.ts';
import { Mulberry32 } from '../../numerics/mulberry32.ts';
import type { MarketStep } from '../formula.ts';

const MINUTE_MS = 60_000;

/**
 * One-minute bars that rise or fall by 0.6 to 1.4 hundredths, of which none is too small to tell risen from
 * fallen, with volume and buyers that vary. `momentum` is how often a bar goes the way of the one before.
 */
export function decidedBars(seed: number, count: number, momentum = 0.5): Bar[] {
  const random = new Mulberry32(seed);
  let close = 100;
  let direction = 1;
  return Array.from({ length: count }, (_, index) => {
    const open = close;
    if (random.uniform() >= momentum) direction = -direction;
    close = open * Math.exp(direction * (0.006 + 0.008 * random.uniform()));
    const volumeBase = 10 * Math.exp(0.5 * random.normal());
    return {
      openTime: unixMs(index * MINUTE_MS),
      intervalMs: MINUTE_MS,
      open,
      high: Math.max(open, close) * (1 + 0.003 * random.uniform()),
      low: Math.min(open, close) * (1 - 0.003 * random.uniform()),
      close,
      volumeBase,
      buyVolumeBase: volumeBase * random.uniform(),
      tradeCount: 5,
    };
  });
}

/** Bars as steps, each known at its close. */
export function barSteps(bars: readonly Bar[]): MarketStep[] {
  return bars.map((bar) => ({ kind: 'bar', time: bar.openTime + bar.intervalMs, bar }));
}
