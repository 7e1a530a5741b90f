import { heldLogistic, heldProbability } from '../../../numerics/held-logistic.ts';
import type { FitJob, FitModel } from '../../refit.ts';
import { rowOf, type Samples, samplesOf, splitInTime } from '../protocol/samples.ts';

/**
 * Fits the probability of reaching the target to events. Answers 1 or 0 for whether a model that had not seen
 * the last fifth of them told more of it than the share of targets does, then the weights of the model of all.
 */
export function fitEvents(job: FitJob): FitModel | undefined {
  const samples = samplesOf(job);
  const weights = job.data['weights'] ?? new Float64Array();
  const ridge = job.params['l2'] ?? 0;
  // Events end in another order than they begin: the split is by when they began.
  const { rowWeights, sorted } = inTime(samples, weights);
  const { training, validation } = splitInTime(sorted, job.params['T'] ?? 1);
  const trial = heldLogistic(training, { ridge, rowWeights: rowWeights.subarray(0, training.count) });
  const model = heldLogistic(sorted, { ridge, rowWeights });
  if (model === undefined) return undefined;
  const share = targetShare(training, rowWeights);
  const isSkilled =
    trial !== undefined &&
    meanLoss(validation, (x) => heldProbability(trial, x)) < meanLoss(validation, () => share);
  return [isSkilled ? 1 : 0, ...model];
}

function inTime(samples: Samples, weights: Readonly<Float64Array>) {
  const { bars, inputs, labels, width } = samples;
  const order = Array.from(bars, (_, i) => i).toSorted((a, b) => (bars[a] as number) - (bars[b] as number));
  const block = new Float64Array(inputs.length);
  order.forEach((from, to) => block.set(rowOf(samples, from), to * width));
  const reordered = (list: Readonly<Float64Array>) => Float64Array.from(order, (i) => list[i] as number);
  const sorted: Samples = { ...samples, inputs: block, labels: reordered(labels), bars: reordered(bars) };
  return { sorted, rowWeights: reordered(weights) };
}

/** Share of events that reached their target, by their weights. */
function targetShare({ count, labels }: Samples, rowWeights: Readonly<Float64Array>): number {
  let sum = 0;
  let all = 0;
  for (let i = 0; i < count; i += 1) {
    const weight = rowWeights[i] as number;
    all += weight;
    if ((labels[i] as number) > 0) sum += weight;
  }
  return sum / all;
}

/** Mean of minus the log probability of what came, by a forecast of a target. */
function meanLoss(samples: Samples, probabilityOf: (x: Float64Array) => number): number {
  let loss = 0;
  for (let i = 0; i < samples.count; i += 1) {
    const probability = probabilityOf(rowOf(samples, i));
    loss -= Math.log((samples.labels[i] as number) > 0 ? probability : 1 - probability);
  }
  return loss / samples.count;
}
