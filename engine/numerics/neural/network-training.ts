import type { Mulberry32 } from '../mulberry32.ts';
import { Adam } from './adam.ts';
import { loadParameters, packParameters, type Parameter } from './computation.ts';

/** A network together with what it is to learn. */
export interface TrainableNetwork {
  readonly parameters: readonly Parameter[];
  /** The sum of the loss over some samples, given by their numbers. */
  lossOf(samples: Int32Array): number;
  /** The same, and adds to the slopes of the parameters those of the mean loss of these samples. */
  learnFrom(samples: Int32Array): number;
}

/** How a network is trained. */
export interface TrainingRules {
  /** Size of a step of Adam. */
  readonly rate: number;
  /** Samples of a step, at most. */
  readonly batch: number;
  readonly epochs: number;
  /** Epochs without a smaller loss on the validation samples after which it stops. */
  readonly patience: number;
  /** Half of it times the squared weights is added to the loss; 0 when left out. */
  readonly ridge?: number;
  /** Slopes are made smaller to this length of all together; never when left out. */
  readonly largestSlope?: number;
  /** Samples stay together in runs of this many, of which the order is drawn; 1 when left out. */
  readonly runLength?: number;
}

/** Numbers of the samples to learn from and of those to compare epochs by. */
export interface TrainingSamples {
  readonly training: Int32Array;
  readonly validation: Int32Array;
}

/**
 * Trains a network and answers the parameters after the epoch that had the smallest mean loss on the validation
 * samples. Undefined without samples of either kind, and where the loss is never finite.
 */
export function trainNetwork(
  network: TrainableNetwork,
  { training, validation }: TrainingSamples,
  rules: TrainingRules,
  random: Mulberry32,
): number[] | undefined {
  if (training.length === 0 || validation.length === 0) return undefined;
  const adam = new Adam(network.parameters, rules.rate);
  const order = Int32Array.from(training);
  let best: number[] | undefined;
  let least = Infinity;
  let worse = 0;
  for (let epoch = 0; epoch < rules.epochs && worse < rules.patience; epoch += 1) {
    shuffleRuns(order, rules.runLength ?? 1, random);
    trainEpoch(network, adam, order, rules);
    const loss = totalLoss(network, validation, rules.batch);
    worse += 1;
    if (!(loss < least)) continue;
    least = loss;
    worse = 0;
    best = packParameters(network.parameters);
  }
  if (best !== undefined) loadParameters(network.parameters, Float64Array.from(best));
  return best;
}

function trainEpoch(network: TrainableNetwork, adam: Adam, order: Int32Array, rules: TrainingRules): void {
  const { batch, largestSlope = Infinity, ridge = 0 } = rules;
  for (let from = 0; from < order.length; from += batch) {
    network.learnFrom(order.subarray(from, from + batch));
    if (ridge > 0) addRidge(network.parameters, ridge);
    if (largestSlope < Infinity) shortenSlopes(network.parameters, largestSlope);
    adam.step();
  }
}

function totalLoss(network: TrainableNetwork, samples: Int32Array, batch: number): number {
  let loss = 0;
  for (let from = 0; from < samples.length; from += batch) {
    loss += network.lossOf(samples.subarray(from, from + batch));
  }
  return loss;
}

/** Fisher-Yates from the end, on runs of `length` samples; what is left over stays at the end. */
function shuffleRuns(order: Int32Array, length: number, random: Mulberry32): void {
  const kept = new Int32Array(length);
  for (let i = Math.floor(order.length / length) - 1; i > 0; i -= 1) {
    const j = Math.floor(random.uniform() * (i + 1));
    kept.set(order.subarray(i * length, (i + 1) * length));
    order.copyWithin(i * length, j * length, (j + 1) * length);
    order.set(kept, j * length);
  }
}

function addRidge(parameters: readonly Parameter[], ridge: number): void {
  for (const { isWeight, slopes, values } of parameters) {
    if (!isWeight) continue;
    for (let i = 0; i < values.length; i += 1) {
      slopes[i] = (slopes[i] as number) + ridge * (values[i] as number);
    }
  }
}

/** Makes the slopes of all parameters together no longer than `length`. */
export function shortenSlopes(parameters: readonly Parameter[], length: number): void {
  let squares = 0;
  for (const { slopes } of parameters) {
    for (let i = 0; i < slopes.length; i += 1) squares += (slopes[i] as number) ** 2;
  }
  const factor = length / Math.sqrt(squares);
  if (!(factor < 1)) return;
  for (const { slopes } of parameters) {
    for (let i = 0; i < slopes.length; i += 1) slopes[i] = (slopes[i] as number) * factor;
  }
}
