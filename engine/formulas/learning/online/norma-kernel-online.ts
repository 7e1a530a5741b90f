import { wholeNumber } from '../../../numerics/checked-numbers.ts';
import type { Kernel } from '../../../numerics/simd/kernel.ts';
import { KernelFloats } from '../../../numerics/simd/kernel-memory.ts';
import { bellSumsKernel, SAMPLES_TOGETHER } from '../../../numerics/simd/row-kernels.ts';
import { defineFormula } from '../../formula.ts';
import { risenOrFallen } from '../protocol/labels.ts';
import { learnsDirection } from '../protocol/learner-shape.ts';
import { FEATURE_COUNT } from '../protocol/market-features.ts';
import { onlineWarmUp, startOnline } from '../protocol/online-run.ts';
import { asForecast } from '../protocol/output-map.ts';

const QUIET_BARS = 200;
const FLOAT_BYTES = 8;
/** What the kernel sums; the last is what the bells weigh. */
const SUMS = 3;
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
  /** Places of a list, as many as are weighed together. */
  readonly #places: number;
  /** One list for each input and one of the heights, one place for each bell; those not taken are of height 0. */
  readonly #lists: KernelFloats;
  /** A place, how narrow the bells are in each input, and what is summed. */
  readonly #scratch: KernelFloats;
  readonly #sum: Kernel;
  #bias = 0;
  #next = 0;
  #count = 0;

  constructor(width: number, rates: KernelRates) {
    this.#width = width;
    this.#rates = rates;
    this.#places = SAMPLES_TOGETHER * Math.ceil(wholeNumber('B', rates.B) / SAMPLES_TOGETHER);
    this.#lists = new KernelFloats((width + 1) * this.#places);
    this.#scratch = new KernelFloats(2 * width + SUMS);
    this.#sum = bellSumsKernel(width);
    this.#scratch.values.fill(1 / Math.sqrt(2 * width) / rates.gamma, width, 2 * width);
  }

  predict(x: Readonly<Float64Array>): number {
    const { address, length, values } = this.#scratch;
    for (let j = 0; j < this.#width; j += 1) values[j] = x[j] as number;
    this.#sum(
      this.#lists.address,
      FLOAT_BYTES * this.#places,
      address,
      address + FLOAT_BYTES * (length - SUMS),
      FLOAT_BYTES * this.#count,
    );
    return this.#bias + (values[length - 1] as number);
  }

  learn(x: Readonly<Float64Array>, label: number): void {
    const { biasRate = BIAS_RATE, eta, lam } = this.#rates;
    const margin = label * this.predict(x);
    const { values } = this.#lists;
    const heights = this.#width * this.#places;
    for (let i = heights; i < heights + this.#count; i += 1)
      values[i] = (values[i] as number) * (1 - eta * lam);
    if (margin >= 1) return;
    // The oldest gives way to the newest once all places are taken.
    for (let j = 0; j < this.#width; j += 1) values[j * this.#places + this.#next] = x[j] as number;
    values[heights + this.#next] = eta * label;
    this.#next = this.#next + 1 === this.#rates.B ? 0 : this.#next + 1;
    if (this.#count < this.#rates.B) this.#count += 1;
    this.#bias += eta * label * biasRate;
  }
}
