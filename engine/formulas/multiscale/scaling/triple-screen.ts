import { wholeNumber } from '../../../numerics/checked-numbers.ts';
import { ExponentialAverage } from '../../../numerics/exponential-average.ts';
import { MacdLines } from '../../../numerics/macd-lines.ts';
import type { Bar } from '../../../domain/market/bar.ts';
import { defineFormula, noValue } from '../../formula.ts';
import { DIRECTION, withReadings } from '../../readings.ts';
import { CoarseBars } from './coarse-bars.ts';

const FAST = 12;
const SLOW = 26;
const SMOOTHING = 9;
/** Closed tide bars before the histogram has seen what its averages look back to, and one to compare it with. */
const TIDES = SLOW + SMOOTHING;
const WAITING = 0.3;

/**
 * Enters with the slow trend when a pullback of the middle one ends: 1 or -1 in a position, 0.3 of it while
 * a pullback is waited out, 0 otherwise. The bars given are the ripple, `factor` of them a wave, `factor`
 * waves a tide, both cut at whole multiples since 1970. Warm after 35 tide bars.
 */
export const tripleScreen = defineFormula({
  id: 'F349',
  key: 'triple-screen',
  title: 'Triple screen (three time frames)',
  family: 'multiscale',
  output: { unit: 'signed', min: -1, max: 1 },
  role: 'direction',
  source: "Elder, A., 'Trading for a Living', Wiley, 1993 (triple screen, first published 1986)",
  catalogue: {
    inputs: ['bars'],
    params: {
      factor: { unit: '1', meaning: 'ratio of neighbouring time frames' },
      base: { fixed: '15m', unit: 'bar', meaning: 'ripple time frame' },
      macd: { fixed: [12, 26, 9], unit: 'bars', meaning: 'tide MACD' },
      force_n: { unit: 'bars', meaning: 'wave EMA of the force index' },
    },
    definition: `
      Time frames: ripple = base, wave = factor*base, tide = factor^2*base (closed bars only). EMA_n: a =
      2/(n+1), first value = first close. Tide: H = MACD histogram; tide = sign(H_t - H_{t-1}). Wave:
      force index FI = (C_t - C_{t-1})*V_t, smoothed EMA(force_n); a pullback exists if tide*FI < 0.
      Ripple: trigger when tide = 1 and the base close exceeds the previous base bar's high (tide = -1:
      falls below the previous low) within one wave bar after the pullback. Value = tide if triggered
      (held until the tide turns or a close beyond the wave bar's opposite extreme), 0.3*tide while
      waiting in a pullback, else 0.
    `,
    update: 'O(1) per closed bar of each frame.',
    signal: 'signal = value; confidence = 0.6 for a trigger, 0.2 while waiting.',
    range: '{-1,-0.3,0,0.3,1}',
  },
  defaults: { factor: 5, force_n: 2 },
  input: 'bar',
  barMs: 900_000,
  readings: {
    ...DIRECTION,
    /** Which way the histogram of the slow bars turned last. */
    tide: { unit: 'sign', min: -1, max: 1 },
    /** Smoothed change of the middle bars times their volume: against the tide it is a pullback. */
    force: { unit: 'quote' },
    /** Close beyond which a position is given up. */
    stop: { unit: 'price', min: 0 },
  },
  warmUp: ({ factor }) => TIDES * factor * factor,

  start({ factor, force_n: forceLength }) {
    const screens = new Screens(wholeNumber('a factor', factor, 2), forceLength);
    return withReadings(
      (bar) => {
        screens.push(bar);
        return screens.tides < TIDES ? noValue() : screens.value;
      },
      {
        signal: () => screens.value,
        confidence: () => (screens.isTriggered ? 0.6 : screens.isWaiting ? 0.2 : 0),
        tide: () => screens.tide,
        force: () => screens.force,
        stop: () => (screens.isTriggered ? screens.stop : undefined),
      },
    );
  },
});

/** The three time frames and what they say together. */
class Screens {
  readonly #factor: number;
  readonly #force: ExponentialAverage;
  readonly #macd = new MacdLines(FAST, SLOW, SMOOTHING);
  #wave: CoarseBars | undefined;
  #tide: CoarseBars | undefined;
  #waveClose = NaN;
  #waveHigh = NaN;
  #waveLow = NaN;
  #rippleHigh = NaN;
  #rippleLow = NaN;
  #histogram = NaN;
  tides = 0;
  tide = 0;
  isTriggered = false;
  stop = NaN;

  constructor(factor: number, forceLength: number) {
    this.#factor = factor;
    this.#force = new ExponentialAverage(forceLength);
  }

  get force(): number {
    return this.#force.value;
  }

  /** Whether the last closed wave bar is a pullback. */
  get isWaiting(): boolean {
    return this.tide * this.force < 0;
  }

  get value(): number {
    if (this.isTriggered) return this.tide;
    return this.isWaiting ? WAITING * this.tide : 0;
  }

  push(bar: Bar): void {
    // What the ripple does is held against the frames as they stood before it closed.
    this.#ripple(bar.close);
    this.#rippleHigh = bar.high;
    this.#rippleLow = bar.low;
    this.#wave ??= new CoarseBars(bar.intervalMs * this.#factor);
    this.#tide ??= new CoarseBars(bar.intervalMs * this.#factor ** 2);
    if (this.#wave.push(bar)) this.#endWave(this.#wave);
    if (this.#tide.push(bar)) this.#endTide(this.#tide.close);
  }

  #ripple(close: number): void {
    const isLong = this.tide > 0;
    if (this.isTriggered) {
      if (isLong ? close < this.stop : close > this.stop) this.isTriggered = false;
      return;
    }
    if (!this.isWaiting) return;
    this.isTriggered = isLong ? close > this.#rippleHigh : close < this.#rippleLow;
    if (this.isTriggered) this.stop = isLong ? this.#waveLow : this.#waveHigh;
  }

  #endWave({ close, high, low, volumeBase }: CoarseBars): void {
    if (!Number.isNaN(this.#waveClose)) this.#force.push((close - this.#waveClose) * volumeBase);
    this.#waveClose = close;
    this.#waveHigh = high;
    this.#waveLow = low;
  }

  #endTide(close: number): void {
    this.#macd.push(close);
    const { histogram } = this.#macd;
    const turned = this.tides === 0 ? 0 : Math.sign(histogram - this.#histogram);
    this.#histogram = histogram;
    this.tides += 1;
    if (turned !== this.tide) this.isTriggered = false;
    this.tide = turned;
  }
}
