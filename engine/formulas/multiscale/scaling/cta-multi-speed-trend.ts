import { clip } from '../../../numerics/clip.ts';
import { RollingMoments } from '../../../numerics/rolling-moments.ts';
import { defineFormula, noValue } from '../../formula.ts';
import { DIRECTION, withReadings } from '../../readings.ts';

const PAIRS: readonly (readonly [fast: number, slow: number])[] = [
  [8, 24],
  [16, 48],
  [32, 96],
];
/** Largest response of `z exp(-z^2/4)` is 0.858, which this brings near 1. */
const RESPONSE_SCALE = 0.89;

/**
 * Trend at three speeds, each in units of what is usual for it, less where it is extreme: 1 rising, -1
 * falling. Warm after `warmup` bars, or `norm1 + norm2` where that is more.
 */
export const ctaMultiSpeedTrend = defineFormula({
  id: 'F354',
  key: 'cta-multi-speed-trend',
  title: 'Multi-speed CTA trend signal',
  family: 'multiscale',
  output: { unit: 'signal', min: -1, max: 1 },
  role: 'direction',
  source:
    "Baz, J., Granger, N., Harvey, C. R., Le Roux, N. & Rattray, S., 'Dissecting Investment Strategies in the Cross Section and Time Series', SSRN 2695101, 2015",
  catalogue: {
    inputs: ['bars'],
    params: {
      pairs: {
        fixed: [
          [8, 24],
          [16, 48],
          [32, 96],
        ],
        unit: 'bars',
        meaning: 'fast and slow EWMA lengths',
      },
      norm1: { unit: 'bars', meaning: 'price std window' },
      norm2: { unit: 'bars', meaning: 'signal std window' },
      warmup: { unit: 'bars', meaning: 'before use' },
    },
    definition: `
      EWMA with a = 1/n started at the first close. x_k = EWMA_fast - EWMA_slow; y_k = x_k/std(C over
      norm1 bars, ddof 1); z_k = y_k/std(y_k over norm2 bars, ddof 1); response u_k =
      z_k*exp(-z_k^2/4)/0.89. Value = mean of u_k over the three speeds (weights 1/3). Zero std -> u = 0.
      Warm-up norm1+norm2.
    `,
    update: 'O(1) per bar.',
    signal: 'signal = clip(value,-1,1); confidence = min(1,|value|)*(share of speeds with the same sign).',
    range: 'about [-1,1]',
  },
  defaults: { norm1: 63, norm2: 252, warmup: 315 },
  input: 'bar',
  readings: DIRECTION,
  warmUp: ({ norm1, norm2, warmup }) => Math.max(warmup, norm1 + norm2),

  start({ norm1, norm2, warmup }) {
    const prices = new RollingMoments(norm1);
    const speeds = PAIRS.map(([fast, slow]) => new TrendSpeed(fast, slow, norm2));
    const warm = Math.max(warmup, norm1 + norm2);
    let bars = 0;
    let value = 0;
    const agreeing = () => {
      let count = 0;
      for (const { response } of speeds) if (Math.sign(response) === Math.sign(value)) count += 1;
      return count / speeds.length;
    };

    return withReadings(
      ({ close }) => {
        bars += 1;
        prices.push(close);
        const spread = prices.isFull ? Math.sqrt(prices.sampleVariance) : NaN;
        value = 0;
        for (const speed of speeds) value += speed.push(close, spread) / speeds.length;
        return bars < warm ? noValue() : value;
      },
      {
        signal: () => clip(value, -1, 1),
        confidence: () => Math.min(1, Math.abs(value)) * agreeing(),
      },
    );
  },
});

/** Response to a trend of `z` usual ones: nearly proportional while small, back towards 0 when extreme. */
export function trendResponse(z: number): number {
  return (z * Math.exp((-z * z) / 4)) / RESPONSE_SCALE;
}

/** One pair of averages, whose difference is measured in price deviations and then in its own. */
export class TrendSpeed {
  readonly #fast: number;
  readonly #slow: number;
  readonly #trends: RollingMoments;
  #fastAverage = NaN;
  #slowAverage = NaN;
  #response = 0;

  constructor(fast: number, slow: number, norm: number) {
    this.#fast = fast;
    this.#slow = slow;
    this.#trends = new RollingMoments(norm);
  }

  /** Fast average less slow one, in price. */
  get difference(): number {
    return this.#fastAverage - this.#slowAverage;
  }

  /** The response to the last close; 0 where there is nothing to measure it in. */
  get response(): number {
    return this.#response;
  }

  /** `spread` is the deviation of the price, NaN while it is not known. */
  push(close: number, spread: number): number {
    if (Number.isNaN(this.#fastAverage)) {
      this.#fastAverage = close;
      this.#slowAverage = close;
    }
    this.#fastAverage += (close - this.#fastAverage) / this.#fast;
    this.#slowAverage += (close - this.#slowAverage) / this.#slow;
    if (Number.isNaN(spread)) return 0;
    const trend = spread > 1e-12 * close ? this.difference / spread : 0;
    this.#trends.push(trend);
    const usual = Math.sqrt(this.#trends.sampleVariance);
    this.#response = usual > 1e-12 ? trendResponse(trend / usual) : 0;
    return this.#response;
  }
}
