import type { Computation } from '../../../numerics/neural/computation.ts';
import { denseLayer } from '../../../numerics/neural/dense-layer.ts';
import { normalizedRows } from '../../../numerics/neural/layer-norm.ts';
import { exponentialLinear, logistic, productOf, sumOf } from '../../../numerics/neural/pointwise-layers.ts';
import type { Tensor } from '../../../numerics/neural/tensor.ts';

/**
 * Adds to its input what a gate lets through of two layers, and standardizes the rows: where nothing is to be
 * learned the gate closes and the input passes.
 *
 * Source: Lim, Arık, Loeff & Pfister (2021), Temporal Fusion Transformers, equations 2 to 5.
 */
export function gatedResidual(net: Computation, input: Tensor): Tensor {
  const width = input.columns;
  const hidden = denseLayer(net, exponentialLinear(net, denseLayer(net, input, width)), width);
  const gate = logistic(net, denseLayer(net, hidden, width));
  const passed = productOf(net, gate, denseLayer(net, hidden, width));
  return normalizedRows(net, sumOf(net, input, passed), false);
}
