import { wholeNumber } from '../../../numerics/checked-numbers.ts';
import { defineFormula } from '../../formula.ts';
import { risenOrFallen } from '../protocol/labels.ts';
import { learnsDirection } from '../protocol/learner-shape.ts';
import { FEATURE_COUNT } from '../protocol/market-features.ts';
import { onlineWarmUp, startOnline } from '../protocol/online-run.ts';
import { asForecast } from '../protocol/output-map.ts';

const QUIET_BARS = 200;
const BIAS_RATE = 0.1;

/**
 * Margin of a kernel machine that remembers moments it was unsure of: moments like those that were followed
 * by rises put it above zero. Old moments fade. Warm 200 bars after the first label.
 */
export const normaKernelOnline = defineFormula({
  id: 'F63',
  key: 'norma-kernel-online',
  title: 'Online kernel classifier (NORMA)',
  family: 'learning',
  output: { unit: 'margin' },
  role: 'direction',
  source:
    "Kivinen, J., Smola, A. J. and Williamson, R. C., 'Online Learning with Kernels', IEEE Transactions on Signal Processing, 2004",
  catalogue: {
    inputs: ['bars', 'book'],
    params: {
      H: { unit: 'bars', meaning: 'label horizon' },
      eta: { unit: '1', meaning: 'step' },
      lam: { unit: '1', meaning: 'decay' },
      B: { unit: 'terms', meaning: 'newest terms kept' },
      gamma: { unit: '1', meaning: 'kernel width' },
    },
    definition: `
      Features X14, label LABC(H) in {-1,+1}, rule ONLINE(H). f(x)=b+sum_i
      a_i*exp(-|x-x_i|^2/(2*14*gamma^2)). For a labelled sample: m=y*f(x) before the change; every a_i <-
      (1-eta*lam)*a_i; if m < 1: append (x, a=eta*y) and b <- b+eta*y*0.1. If more than B terms: drop the
      oldest. Value f. Warm-up 61+H+200 bars.
    `,
    update: 'O(14*B)=2800 multiply-adds per bar.',
    signal: 'signal = tanh(f); confidence = SKILL*min(1,|f|).',
    range: '(-inf,inf)',
  },
  defaults: { H: 5, eta: 0.1, lam: 0.001, B: 200, gamma: 2 },
  ...learnsDirection,
  warmUp: ({ H }) => onlineWarmUp(H, QUIET_BARS),
  start: (params) =>
    startOnline(new KernelMachine(FEATURE_COUNT, params), {
      H: params.H,
      label: risenOrFallen,
      output: asForecast,
      quietBars: QUIET_BARS,
    }),
});

/** Rates and sizes of a {@link KernelMachine}. */
export interface KernelRates {
  /** Step of each correction. */
  readonly eta: number;
  /** Share by which everything remembered fades, times `eta`. */
  readonly lam: number;
  /** Moments remembered at most. */
  readonly B: number;
  /** Width of the kernel, times the root of the number of inputs. */
  readonly gamma: number;
  /** Steps of the constant, in steps of the moments. */
  readonly biasRate?: number;
}

/** A sum of Gaussian bells around remembered inputs, corrected wherever the margin is below 1. */
export class KernelMachine {
  readonly #width: number;
  readonly #rates: KernelRates;
  readonly #places: Float64Array;
  readonly #heights: Float64Array;
  #bias = 0;
  #next = 0;
  #count = 0;

  constructor(width: number, rates: KernelRates) {
    this.#width = width;
    this.#rates = rates;
    this.#heights = new Float64Array(wholeNumber('B', rates.B));
    this.#places = new Float64Array(rates.B * width);
  }

  predict(x: Readonly<Float64Array>): number {
    const narrow = -1 / (2 * this.#width * this.#rates.gamma ** 2);
    let sum = this.#bias;
    for (let i = 0; i < this.#count; i += 1) {
      sum += (this.#heights[i] as number) * Math.exp(narrow * this.#squaredDistance(i * this.#width, x));
    }
    return sum;
  }

  learn(x: Readonly<Float64Array>, label: number): void {
    const { biasRate = BIAS_RATE, eta, lam } = this.#rates;
    const margin = label * this.predict(x);
    for (let i = 0; i < this.#count; i += 1)
      this.#heights[i] = (this.#heights[i] as number) * (1 - eta * lam);
    if (margin >= 1) return;
    // The oldest gives way to the newest once all places are taken.
    this.#places.set(x, this.#next * this.#width);
    this.#heights[this.#next] = eta * label;
    this.#next = this.#next + 1 === this.#heights.length ? 0 : this.#next + 1;
    if (this.#count < this.#heights.length) this.#count += 1;
    this.#bias += eta * label * biasRate;
  }

  #squaredDistance(from: number, x: Readonly<Float64Array>): number {
    const places = this.#places;
    let sum = 0;
    for (let j = 0; j < x.length; j += 1) {
      const apart = (places[from + j] as number) - (x[j] as number);
      sum += apart * apart;
    }
    return sum;
  }
}
