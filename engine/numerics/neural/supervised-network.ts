import type { Computation, Parameter } from './computation.ts';
import type { Loss } from './losses.ts';
import type { TrainableNetwork } from './network-training.ts';
import type { Tensor } from './tensor.ts';

/** A network, what its output is compared by, and how samples reach its inputs. */
export interface SupervisedParts {
  readonly net: Computation;
  readonly output: Tensor;
  readonly loss: Loss;
  /** Puts some samples into the inputs and answers their targets, row by row. */
  readonly load: (samples: Int32Array) => Float64Array;
}

/** A network that learns to answer targets. */
export class SupervisedNetwork implements TrainableNetwork {
  readonly #parts: SupervisedParts;

  constructor(parts: SupervisedParts) {
    this.#parts = parts;
  }

  get parameters(): readonly Parameter[] {
    return this.#parts.net.parameters;
  }

  lossOf(samples: Int32Array): number {
    return this.#lossOf(samples, 0);
  }

  learnFrom(samples: Int32Array): number {
    const loss = this.#lossOf(samples, 1 / samples.length);
    this.#parts.net.backward();
    return loss;
  }

  #lossOf(samples: Int32Array, share: number): number {
    const { load, loss, net, output } = this.#parts;
    const targets = load(samples);
    net.forward();
    return loss(output, targets, share);
  }
}
