import type { Bar } from '../../../domain/market/bar.ts';
import { unixMs } from '../../../domain/units/time.ts';
import { CoarseBars } from '../scaling/coarse-bars.ts';
import { ctaMultiSpeedTrend } from '../scaling/cta-multi-speed-trend.ts';
import { sixFactorHourlyDrift } from '../../learning/prediction/six-factor-hourly-drift.ts';

/** A direction formula at work on bars of one length. */
type DirectionRun = ReturnType<typeof ctaMultiSpeedTrend.start>;

/**
 * What the drift of six factors (294) and the trend at three speeds (354) say on bars of several base bars:
 * signal times confidence of those that have a value.
 */
export class ScaledForecasts {
  readonly #bars: number;
  readonly #runs: readonly DirectionRun[];
  #coarse: CoarseBars | undefined;
  #open = NaN;
  #buyVolume = 0;
  #trades = 0;
  /** Sum of one number for each formula that has a value, and how many have one, as of the last bar of this length. */
  sum = 0;
  count = 0;
  /** The last bar of this length, written anew for each. */
  readonly #bar: { -readonly [Field in keyof Bar]: Bar[Field] };

  /** `bars` base bars to one. */
  constructor(bars: number) {
    this.#bars = bars;
    this.#bar = {
      openTime: unixMs(0),
      intervalMs: 0,
      open: NaN,
      high: NaN,
      low: NaN,
      close: NaN,
      volumeBase: NaN,
      buyVolumeBase: NaN,
      tradeCount: 0,
    };
    this.#runs = [
      ctaMultiSpeedTrend.start(ctaMultiSpeedTrend.defaults),
      sixFactorHourlyDrift.start(sixFactorHourlyDrift.defaults),
    ];
  }

  push(bar: Bar): void {
    const lengthMs = bar.intervalMs * this.#bars;
    if (bar.openTime % lengthMs === 0) {
      this.#open = bar.open;
      this.#buyVolume = 0;
      this.#trades = 0;
    }
    this.#buyVolume += bar.buyVolumeBase;
    this.#trades += bar.tradeCount;
    this.#coarse ??= new CoarseBars(lengthMs);
    if (this.#coarse.push(bar)) this.#feed(bar, lengthMs);
  }

  #feed({ intervalMs, openTime }: Bar, lengthMs: number): void {
    const { close, high, low, volumeBase } = this.#coarse as CoarseBars;
    const bar = this.#bar;
    bar.openTime = (openTime + intervalMs - lengthMs) as Bar['openTime'];
    bar.intervalMs = lengthMs;
    bar.open = this.#open;
    bar.high = high;
    bar.low = low;
    bar.close = close;
    bar.volumeBase = volumeBase;
    bar.buyVolumeBase = this.#buyVolume;
    bar.tradeCount = this.#trades;
    this.sum = 0;
    this.count = 0;
    for (let i = 0; i < this.#runs.length; i += 1) {
      const run = this.#runs[i] as DirectionRun;
      if (run(bar) === undefined) continue;
      this.sum += (run.readings?.['signal']?.() ?? 0) * (run.readings?.['confidence']?.() ?? 0);
      this.count += 1;
    }
  }
}
