import type { Bar } from '../../../domain/market/bar.ts';
import { positive, wholeNumber } from '../../../numerics/checked-numbers.ts';
import { RecentWindow } from '../../../numerics/recent-window.ts';
import { RecursiveLeastSquares } from '../../../numerics/recursive-least-squares.ts';
import { RollingMoments } from '../../../numerics/rolling-moments.ts';
import { defineFormula, noValue } from '../../formula.ts';
import { DIRECTION, withReadings } from '../../readings.ts';
import { StandardizedReturns } from '../protocol/standardized-returns.ts';

const SCALE_BARS = 500;
const FEATURES = 9;
const STILL = 1e-12;

/**
 * Forecast of the next return in units of volatility from the path that price and signed volume took over the
 * last `n` bars: not only how far they went but which of the two went first. A value after `n + 1` bars;
 * believed from `warmup` bars on. A bar that does not tell who bought counts as balanced; one of a price that
 * stands still is passed over.
 */
export const signatureLevyArea = defineFormula({
  id: 'F293',
  key: 'signature-levy-area',
  title: 'Path-signature (Levy area) forecast',
  family: 'learning',
  output: { unit: 'standard deviations' },
  role: 'direction',
  source:
    "Gyurko, L. G., Lyons, T., Kontkowski, M. & Field, J., 'Extracting information from the signature of a financial data stream', arXiv 1307.7244, 2013; Levin, Lyons & Ni, arXiv 1309.0260, 2013",
  catalogue: {
    inputs: ['bars', 'trades'],
    params: {
      n: { unit: 'bars', meaning: 'path length' },
      ridge: { unit: '1', meaning: 'L2 penalty' },
      forget: { unit: 'per bar', meaning: 'forgetting of the normal equations' },
      warmup: { unit: 'bars', meaning: 'before use' },
    },
    definition: `
      Path over the last n bars of three channels, each scaled by its rolling std over 500 bars: x = log
      price, v = cumulative signed volume, u = time (step 1/n). Level-2 signature by Chen's identity for
      linear pieces: S_a = total increment; S_ab += (running S_a)*d_b + d_a*d_b/2 per step. Features: the
      3 first-level, 9 second-level terms and 1. Ridge recursive least squares of the next standardised
      return (id 227) on the features. Value = forecast; the Levy area (S_xv - S_vx)/2 is exposed
      (positive: price leads flow).
    `,
    update: 'Recompute O(n*9) per bar; RLS O(13^2).',
    signal: 'signal = tanh(value/0.25); confidence = min(1,|value|/0.5) after warmup.',
    range: 'real',
  },
  defaults: { n: 32, ridge: 1, forget: 0.999, warmup: 300 },
  input: 'bar',
  readings: {
    ...DIRECTION,
    /** Area between the paths of price and flow; above zero price leads flow. */
    area: { unit: '1' },
  },
  warmUp: ({ n }) => n + 1,

  start({ forget, n, ridge, warmup }) {
    const path = new PriceAndFlow(n);
    const returns = new StandardizedReturns();
    const model = new RecursiveLeastSquares(FEATURES, forget, 1 / positive('ridge', ridge));
    let barsLeft = wholeNumber('warmup', warmup, 0);
    let isKnown = false;
    let value = 0;

    return withReadings(
      (bar) => {
        if (barsLeft > 0) barsLeft -= 1;
        const z = returns.next(bar.close);
        if (isKnown && !Number.isNaN(z)) model.learn(path.features, z);
        path.push(bar);
        isKnown = path.isKnown && !Number.isNaN(z);
        if (!isKnown) return noValue();
        path.describe();
        value = model.predict(path.features);
        return value;
      },
      {
        signal: () => Math.tanh(value / 0.25),
        confidence: () => (barsLeft > 0 ? 0 : Math.min(1, Math.abs(value) / 0.5)),
        area: () => path.area,
      },
    );
  },
});

/**
 * Second-order signature of one channel before another: the integral of the first along the second, both as
 * straight pieces with these increments.
 */
export function integralAlong(first: ArrayLike<number>, second: ArrayLike<number>): number {
  let level = 0;
  let sum = 0;
  for (let i = 0; i < first.length; i += 1) {
    const step = first[i] as number;
    sum += (level + step / 2) * (second[i] as number);
    level += step;
  }
  return sum;
}

/** The path of log price and cumulative signed volume, each in units of its deviation over 500 bars. */
class PriceAndFlow {
  /** What the model is fed; the same list each time. */
  readonly features = new Float64Array(FEATURES);
  /** Half the difference of the two integrals. */
  area = 0;
  readonly #length: number;
  readonly #prices: RecentWindow;
  readonly #flows: RecentWindow;
  /** The windows of both, oldest first, as of the last description. */
  readonly #priceSteps: Float64Array;
  readonly #flowSteps: Float64Array;
  readonly #priceLevels = new RollingMoments(SCALE_BARS);
  readonly #flowLevels = new RollingMoments(SCALE_BARS);
  #price = NaN;
  #flow = 0;

  constructor(length: number) {
    this.#length = wholeNumber('n', length, 2);
    this.#prices = new RecentWindow(length);
    this.#flows = new RecentWindow(length);
    this.#priceSteps = new Float64Array(length);
    this.#flowSteps = new Float64Array(length);
  }

  /** Whether the path is long enough and the price has moved. */
  get isKnown(): boolean {
    return this.#prices.count === this.#length && this.#priceDeviation > STILL;
  }

  get #priceDeviation(): number {
    return Math.sqrt(this.#priceLevels.populationVariance);
  }

  push({ buyVolumeBase, close, tradeCount, volumeBase }: Bar): void {
    const price = Math.log(close);
    const flow = tradeCount > 0 ? 2 * buyVolumeBase - volumeBase : 0;
    if (!Number.isNaN(this.#price)) {
      this.#prices.push(price - this.#price);
      this.#flows.push(flow);
    }
    this.#price = price;
    this.#flow += flow;
    this.#priceLevels.push(price);
    this.#flowLevels.push(this.#flow);
  }

  /**
   * Works out the features. Of the thirteen terms of the definition some are sums of others, because the third
   * channel is time, which always takes the same way: a change of basis that leaves the ridge as it is makes
   * nine of them, with the same forecasts and no direction the data never speak of.
   */
  describe(): void {
    const flowDeviation = Math.sqrt(this.#flowLevels.populationVariance);
    const byPrice = 1 / this.#priceDeviation;
    const byFlow = flowDeviation > 0 ? 1 / flowDeviation : 0;
    const prices = this.#priceSteps;
    const flows = this.#flowSteps;
    copyWindow(this.#prices, prices);
    copyWindow(this.#flows, flows);
    const price = byPrice * sumOf(prices);
    const flow = byFlow * sumOf(flows);
    const priceFlow = byPrice * byFlow * integralAlong(prices, flows);
    const flowPrice = price * flow - priceFlow;
    this.area = (priceFlow - flowPrice) / 2;
    const { features } = this;
    features[0] = Math.sqrt(1.5) * price;
    features[1] = Math.sqrt(1.5) * flow;
    features[2] = (price * price) / 2;
    features[3] = (flow * flow) / 2;
    features[4] = priceFlow;
    features[5] = flowPrice;
    features[6] = Math.SQRT2 * byPrice * areaAgainstTime(prices);
    features[7] = Math.SQRT2 * byFlow * areaAgainstTime(flows);
    // The constant 1, the way of time 1, and half its square: 1 + 1 + 1/4 is the square of this.
    features[8] = 1.5;
  }
}

function copyWindow({ start, values }: RecentWindow, target: Float64Array): void {
  for (let i = 0; i < target.length; i += 1) target[i] = values[start + i] as number;
}

function sumOf(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i += 1) sum += values[i] as number;
  return sum;
}

/** Half of the integral along time less that of time, which takes steps of `1 / n`. */
function areaAgainstTime(increments: Float64Array): number {
  const share = 1 / increments.length;
  let level = 0;
  let integral = 0;
  for (let i = 0; i < increments.length; i += 1) {
    const step = increments[i] as number;
    integral += (level + step / 2) * share;
    level += step;
  }
  return integral - level / 2;
}
