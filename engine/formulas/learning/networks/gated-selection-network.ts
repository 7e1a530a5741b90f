import type { Computation } from '../../../numerics/neural/computation.ts';
import { affineLayer, denseLayer, linearLayer } from '../../../numerics/neural/dense-layer.ts';
import { lstmLayer, lstmWeights } from '../../../numerics/neural/lstm-layer.ts';
import { queryAttention } from '../../../numerics/neural/query-attention.ts';
import { rowShares, selectedSum } from '../../../numerics/neural/selection-layer.ts';
import { rowsOf, type Tensor } from '../../../numerics/neural/tensor.ts';
import { gatedResidual } from './gated-residual-network.ts';

/** Features of some bars as one number a bar, and how much each feature counts at each bar. */
export interface Selection {
  readonly selected: Tensor;
  readonly shares: Tensor;
}

/**
 * Chooses among features bar by bar: each is spread over `width` numbers, and shares that depend on all of
 * them say how much each counts. `features` holds one column for each feature.
 */
export function selectFeatures(net: Computation, features: readonly Tensor[], width: number): Selection {
  const embedded = features.map((feature) => denseLayer(net, feature, width));
  const bound = Math.sqrt(6 / ((width + 1) * features.length));
  const terms = embedded.map((input) => ({ input, weights: net.weights(features.length, width, bound) }));
  const shares = rowShares(net, affineLayer(net, terms, net.constants(features.length)));
  const parts = embedded.map((each) => gatedResidual(net, each));
  return { selected: selectedSum(net, shares, parts), shares };
}

/**
 * Reads sequences of selected features with memory cells, looks back from the last step and answers `outputs`
 * numbers for each of `batch` sequences that lie side by side.
 */
export function readSequences(
  net: Computation,
  input: Tensor,
  { batch, outputs }: { readonly batch: number; readonly outputs: number },
): Tensor {
  const width = input.columns;
  const states = lstmLayer(net, input, lstmWeights(net, width, width), batch);
  const gated = gatedResidual(net, states);
  const last = rowsOf(gated, gated.rows - batch, batch);
  const query = linearLayer(net, last, width);
  const keys = linearLayer(net, gated, width);
  const values = linearLayer(net, gated, width);
  const answer = gatedResidual(net, queryAttention(net, { query, keys, values }, 1));
  return denseLayer(net, answer, outputs);
}
