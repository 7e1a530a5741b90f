import { backwardPass, forwardPass, type ForwardPass, type HiddenChain } from './hidden-markov.ts';

/** A hidden chain whose states emit independent normal values: `means[j * dimensions + d]`, variances alike. */
export interface GaussianChain extends HiddenChain {
  readonly dimensions: number;
  readonly means: Float64Array;
  readonly variances: Float64Array;
}

/** When to stop, and what no probability or variance may fall below. */
export interface EmSettings {
  readonly mostRounds: number;
  /** A round that raises the log-likelihood by less is the last. */
  readonly leastGain: number;
  readonly varianceFloor: number;
  readonly transitionFloor: number;
}

/** Log densities of rows of `dimensions` values under each state, row by row, written into `densities`. */
export function gaussianLogDensities(
  { dimensions, means, start, variances }: GaussianChain,
  values: Float64Array,
  densities: Float64Array = new Float64Array((values.length / dimensions) * start.length),
): Float64Array {
  const count = start.length;
  for (let j = 0; j < count; j += 1) {
    let logs = 0;
    for (let d = 0; d < dimensions; d += 1)
      logs += Math.log(2 * Math.PI * (variances[j * dimensions + d] as number));
    const constant = -0.5 * logs;
    for (let t = 0; t < values.length / dimensions; t += 1) {
      let sum = 0;
      for (let d = 0; d < dimensions; d += 1) {
        const off = (values[t * dimensions + d] as number) - (means[j * dimensions + d] as number);
        sum += (off * off) / (variances[j * dimensions + d] as number);
      }
      densities[t * count + j] = constant - 0.5 * sum;
    }
  }
  return densities;
}

/** Filtered probabilities and log-likelihood of rows of values. */
export function gaussianForward(chain: GaussianChain, values: Float64Array): ForwardPass {
  return forwardPass(chain, gaussianLogDensities(chain, values));
}

/**
 * The chain that explains the values best near `first`, by expectation and maximization (Baum-Welch), with
 * the log-likelihood it reached.
 *
 * Source: Baum, Petrie, Soules & Weiss (1970), Annals of Mathematical Statistics 41(1).
 */
export function fitGaussianChain(
  first: GaussianChain,
  values: Float64Array,
  settings: EmSettings,
): { readonly chain: GaussianChain; readonly logLikelihood: number } {
  let chain = first;
  let pass = gaussianForward(chain, values);
  for (let round = 0; round < settings.mostRounds; round += 1) {
    const next = maximized(chain, values, pass, settings);
    const better = gaussianForward(next, values);
    const gain = better.logLikelihood - pass.logLikelihood;
    if (!(gain >= 0)) break;
    chain = next;
    pass = better;
    if (gain < settings.leastGain) break;
  }
  return { chain, logLikelihood: pass.logLikelihood };
}

function maximized(
  chain: GaussianChain,
  values: Float64Array,
  pass: ForwardPass,
  { transitionFloor, varianceFloor }: EmSettings,
): GaussianChain {
  const { smoothed, steps } = backwardPass(chain, pass);
  const count = chain.start.length;
  const { means, variances } = weightedMoments(smoothed, values, count);
  return {
    dimensions: chain.dimensions,
    start: smoothed.slice(0, count),
    transition: floored(steps, count, transitionFloor),
    means,
    variances: variances.map((each) => Math.max(each, varianceFloor)),
  };
}

/** Mean and variance of every dimension under every state, the rows weighed by the probability of the state. */
export function weightedMoments(
  weights: Float64Array,
  values: Float64Array,
  count: number,
): { readonly totals: Float64Array; readonly means: Float64Array; readonly variances: Float64Array } {
  const rows = weights.length / count;
  const dimensions = values.length / rows;
  const totals = new Float64Array(count);
  const means = new Float64Array(count * dimensions);
  const variances = new Float64Array(count * dimensions);
  for (let i = 0; i < weights.length; i += 1) {
    const state = i % count;
    totals[state] = (totals[state] as number) + (weights[i] as number);
  }
  // A state nothing belongs to keeps zeros, which the floor of variances makes harmless.
  const shares = totals.map((total) => 1 / Math.max(total, 1e-300));
  for (let t = 0; t < rows; t += 1) {
    for (let place = 0; place < means.length; place += 1) {
      const state = (place / dimensions) | 0;
      const share = (weights[t * count + state] as number) * (shares[state] as number);
      const value = values[t * dimensions + place - state * dimensions] as number;
      means[place] = (means[place] as number) + share * value;
    }
  }
  for (let t = 0; t < rows; t += 1) {
    for (let place = 0; place < means.length; place += 1) {
      const state = (place / dimensions) | 0;
      const share = (weights[t * count + state] as number) * (shares[state] as number);
      const off = (values[t * dimensions + place - state * dimensions] as number) - (means[place] as number);
      variances[place] = (variances[place] as number) + share * off * off;
    }
  }
  return { totals, means, variances };
}

/** Rows of counts as probabilities, none below `floor`, each row summing to 1. */
function floored(steps: Float64Array, count: number, floor: number): Float64Array {
  const transition = new Float64Array(steps.length);
  for (let i = 0; i < count; i += 1) {
    const row = steps.subarray(i * count, (i + 1) * count);
    const total = row.reduce((sum, each) => sum + each, 0);
    const shares = row.map((each) => Math.max(total > 0 ? each / total : 1 / count, floor));
    const sum = shares.reduce((all, each) => all + each, 0);
    transition.set(
      shares.map((each) => each / sum),
      i * count,
    );
  }
  return transition;
}
