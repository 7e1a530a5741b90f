import { Mulberry32 } from '../../../numerics/mulberry32.ts';
import { Computation, loadParameters, type Parameter } from '../../../numerics/neural/computation.ts';
import { logisticLoss } from '../../../numerics/neural/losses.ts';
import { trainNetwork, type TrainingRules } from '../../../numerics/neural/network-training.ts';
import { SupervisedNetwork } from '../../../numerics/neural/supervised-network.ts';
import { fedTensor, type Tensor } from '../../../numerics/neural/tensor.ts';
import type { FitJob, FitModel } from '../../refit.ts';
import { risenOrFallen } from '../protocol/labels.ts';
import { asProbability } from '../protocol/output-map.ts';
import type { SampleRows } from '../protocol/sample-rows.ts';
import { startSequences } from './sequence-run.ts';
import { type SequenceSamples, sequenceSamplesOf, splitSequences } from './sequence-samples.ts';
import type { StoreParams } from './sequence-store.ts';

/** Move, volatility, distance from the mean, volume, place in the bar, buyers in trades and book. */
export const SEQUENCE_COLUMNS: readonly number[] = [0, 3, 4, 6, 7, 8, 9];

/**
 * A network that tells rises from falls: from `batch` sequences side by side (the first bar of each, then the
 * second of each, …) to the log odds of each.
 */
export interface ClassifierShape {
  readonly columns: readonly number[];
  /** Bars of a sequence. */
  readonly length: number;
  readonly build: (net: Computation, input: Tensor, batch: number) => Tensor;
  /**
   * Where the network can answer from what it kept of the bars before: makes of its parameters what answers
   * the log odds after each bar in turn; they count once it was fed a whole sequence.
   */
  readonly stream?: (parameters: readonly Parameter[]) => (bar: Readonly<Float64Array>) => number;
}

/** Parameters all such networks share. */
export interface ClassifierParams extends StoreParams {
  readonly H: number;
  readonly seed: number;
}

/** Runs such a network: its value is the probability of a rise. */
export function startClassifier(params: ClassifierParams, shape: ClassifierShape) {
  return startSequences(params, {
    columns: shape.columns,
    length: shape.length,
    label: risenOrFallen,
    horizons: [params.H],
    open: (model) => openClassifier(model, shape),
    readings: (state) => ({
      signal: () => asProbability.signal(state.value ?? 0),
      confidence: () => state.skill * asProbability.strength(state.value ?? 0),
    }),
  });
}

/**
 * Trains such a network on all but the last fifth of the samples; the parameters are those that were best on
 * that fifth. Answers its share of right signs there and the parameters.
 */
export function fitClassifier(
  job: FitJob,
  shape: ClassifierShape,
  rules: TrainingRules,
): FitModel | undefined {
  const { H: horizon = 1, seed = 0 } = job.params;
  const samples = sequenceSamplesOf(job, shape.length, shape.columns.length);
  const split = splitSequences(samples, horizon);
  const random = new Mulberry32(seed);
  const net = new Computation(random);
  const input = fedTensor(shape.length * rules.batch, samples.width);
  const output = shape.build(net, input, rules.batch);
  const load = (places: Int32Array) => loadSequences(samples, places, input, rules.batch);
  const network = new SupervisedNetwork({ net, output, loss: logisticLoss, load });
  const parameters = trainNetwork(network, split, rules, random);
  if (parameters === undefined) return undefined;
  let hits = 0;
  for (let from = 0; from < split.validation.length; from += rules.batch) {
    const risen = load(split.validation.subarray(from, from + rules.batch));
    net.forward();
    risen.forEach((each, i) => (hits += (output.values[i] as number) > 0 === each > 0 ? 1 : 0));
  }
  return [hits / split.validation.length, ...parameters];
}

/** Puts the sequences of some samples side by side; answers 1 for those that rose and 0 for those that fell. */
function loadSequences(
  { bars, ends, labels, length, width }: SequenceSamples,
  places: Int32Array,
  input: Tensor,
  batch: number,
): Float64Array {
  for (let slot = 0; slot < places.length; slot += 1) {
    const first = (ends[places[slot] as number] as number) - length + 1;
    for (let step = 0; step < length; step += 1) {
      const from = (first + step) * width;
      const to = (step * batch + slot) * width;
      for (let j = 0; j < width; j += 1) input.values[to + j] = bars[from + j] as number;
    }
  }
  return Float64Array.from(places, (place) => ((labels[place] as number) > 0 ? 1 : 0));
}

function openClassifier(model: Float64Array, shape: ClassifierShape) {
  const oddsOf = shape.stream === undefined ? reader(model, shape) : streamed(model, shape, shape.stream);
  return { predict: (recent: SampleRows) => 1 / (1 + Math.exp(-oddsOf(recent))) };
}

/** Reads a whole sequence each time. */
function reader(model: Float64Array, { build, columns, length }: ClassifierShape) {
  const net = new Computation(new Mulberry32(0));
  const input = fedTensor(length, columns.length);
  const output = build(net, input, 1);
  loadParameters(net.parameters, model);
  return (recent: SampleRows): number => {
    for (let step = 0; step < length; step += 1) {
      input.values.set(recent.at(length - 1 - step), step * columns.length);
    }
    net.forward();
    return output.values[0] as number;
  };
}

/** Feeds a whole sequence at first, later the last bar alone. The network itself is not kept. */
function streamed(
  model: Float64Array,
  { build, columns, length }: ClassifierShape,
  stream: NonNullable<ClassifierShape['stream']>,
) {
  const net = new Computation(new Mulberry32(0));
  build(net, fedTensor(length, columns.length), 1);
  loadParameters(net.parameters, model);
  return fedWhole(stream(net.parameters), length);
}

function fedWhole(next: (bar: Readonly<Float64Array>) => number, length: number) {
  let age = length - 1;
  return (recent: SampleRows): number => {
    for (; age > 0; age -= 1) next(recent.at(age));
    return next(recent.at(0));
  };
}
