import { COSINES_TOGETHER, cosinesInPlace } from '../../../numerics/simd/cosines.ts';
import { addRowProducts } from '../../../numerics/simd/row-kernels.ts';
import { KernelFloats } from '../../../numerics/simd/kernel-memory.ts';
import { FEATURE_COUNT } from './market-features.ts';

const FLOAT_BYTES = 8;

/** Many lines through the features of a moment, which stay as they are. */
export class FeatureLines {
  readonly #constants: Readonly<Float64Array>;
  readonly #weights: KernelFloats;
  readonly #features = new KernelFloats(FEATURE_COUNT);
  readonly #sums: KernelFloats;

  /** Weights of the features of one line after the other, and their constants. */
  constructor(weights: Readonly<Float64Array>, constants: Readonly<Float64Array>) {
    this.#constants = constants;
    this.#weights = new KernelFloats(weights.length);
    this.#weights.values.set(weights);
    this.#sums = new KernelFloats(COSINES_TOGETHER * Math.ceil(constants.length / COSINES_TOGETHER));
  }

  /** The cosines of where the lines are at a moment, as `at` answers these. */
  cosinesAt(features: Readonly<Float64Array>): Readonly<Float64Array> {
    const waves = this.at(features);
    cosinesInPlace(this.#sums.address, FLOAT_BYTES * this.#sums.length);
    return waves;
  }

  /**
   * Where the lines are at a moment; to be read before they are asked again. What stands behind the lines means
   * nothing.
   */
  at(features: Readonly<Float64Array>): Readonly<Float64Array> {
    const given = this.#features.values;
    for (let j = 0; j < FEATURE_COUNT; j += 1) given[j] = features[j] as number;
    const { address, values } = this.#sums;
    const { length } = this.#constants;
    for (let i = 0; i < length; i += 1) values[i] = this.#constants[i] as number;
    const size = FLOAT_BYTES * FEATURE_COUNT;
    addRowProducts(this.#weights.address, this.#features.address, size, address, FLOAT_BYTES * length);
    return values;
  }
}
