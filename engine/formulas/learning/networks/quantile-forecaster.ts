import { Mulberry32 } from '../../../numerics/mulberry32.ts';
import { Computation, loadParameters } from '../../../numerics/neural/computation.ts';
import { gatheredRows } from '../../../numerics/neural/gathered-rows.ts';
import { quantileLoss } from '../../../numerics/neural/losses.ts';
import { trainNetwork, type TrainingRules } from '../../../numerics/neural/network-training.ts';
import { SupervisedNetwork } from '../../../numerics/neural/supervised-network.ts';
import { fedTensor, type Tensor } from '../../../numerics/neural/tensor.ts';
import type { FitJob, FitModel } from '../../refit.ts';
import { FEATURE_COUNT } from '../protocol/market-features.ts';
import type { SampleRows } from '../protocol/sample-rows.ts';
import { FeatureSelectionRow } from './feature-selection-row.ts';
import { readSequences, selectFeatures } from './gated-selection-network.ts';
import { SequenceReader } from './sequence-reader.ts';
import { type SequenceSamples, sequenceSamplesOf, splitSequences } from './sequence-samples.ts';

/** What is forecast: quantiles of the move over each of some horizons, and how the network is built. */
export interface QuantileShape {
  readonly horizons: readonly number[];
  readonly quantiles: readonly number[];
  /** Which of the horizons the skill is measured by. */
  readonly judged: number;
  /** Bars of a sequence. */
  readonly length: number;
  /** Numbers a feature is spread over. */
  readonly width: number;
}

const outputsOf = ({ horizons, quantiles }: QuantileShape): number => horizons.length * quantiles.length;
const columnsFor = (rows: number): Tensor[] =>
  Array.from({ length: FEATURE_COUNT }, () => fedTensor(rows, 1));

/**
 * Trains the network on all but the last fifth of the samples, of which as many as a step takes follow each
 * other: their sequences share nearly all bars, whose features are then selected once. Answers the share of
 * medians of the judged horizon with the right sign in that fifth, and the parameters that were best there.
 */
export function fitQuantiles(job: FitJob, shape: QuantileShape, rules: TrainingRules): FitModel | undefined {
  const samples = sequenceSamplesOf(job, shape.length, FEATURE_COUNT);
  const split = splitSequences(samples, shape.horizons.at(-1) ?? 0);
  const random = new Mulberry32(job.params['seed'] ?? 0);
  const net = new Computation(random);
  const columns = columnsFor(rules.batch + shape.length - 1);
  const { selected } = selectFeatures(net, columns, shape.width);
  const places = Int32Array.from(
    { length: shape.length * rules.batch },
    (_, i) => Math.floor(i / rules.batch) + (i % rules.batch),
  );
  const windows = gatheredRows(net, selected, places, 1);
  const output = readSequences(net, windows, { batch: rules.batch, outputs: outputsOf(shape) });
  const load = (batch: Int32Array) => loadRun(samples, batch, columns);
  const network = new SupervisedNetwork({ net, output, loss: quantileLoss(shape.quantiles), load });
  const runs = { ...rules, runLength: rules.batch };
  const parameters = trainNetwork(network, split, runs, random);
  if (parameters === undefined) return undefined;
  const signs = { right: 0, all: 0 };
  for (let from = 0; from < split.validation.length; from += rules.batch) {
    const moves = load(split.validation.subarray(from, from + rules.batch));
    net.forward();
    countSigns(signs, output, moves, shape);
  }
  return [signs.all === 0 ? 0.5 : signs.right / signs.all, ...parameters];
}

/** Puts the bars of samples that follow each other into the columns; answers their labels. */
function loadRun(
  { bars, ends, labels, length }: SequenceSamples,
  run: Int32Array,
  columns: readonly Tensor[],
) {
  const first = (ends[run[0] as number] as number) - length + 1;
  const rows = Math.min(run.length + length - 1, bars.length / FEATURE_COUNT - first);
  columns.forEach(({ values }, column) => {
    for (let row = 0; row < rows; row += 1)
      values[row] = bars[(first + row) * FEATURE_COUNT + column] as number;
  });
  const each = labels.length / ends.length;
  return labels.subarray((run[0] as number) * each, ((run.at(-1) as number) + 1) * each);
}

/** Counts the medians whose sign is that of the move; a move of exactly 0 has none. */
function countSigns(
  signs: { right: number; all: number },
  output: Tensor,
  moves: Float64Array,
  { horizons, judged, quantiles }: QuantileShape,
): void {
  for (let row = 0; row * horizons.length < moves.length; row += 1) {
    const sign = Math.sign(moves[row * horizons.length + judged] as number);
    if (sign === 0) continue;
    const from = row * output.columns + judged * quantiles.length;
    const sorted = output.values.slice(from, from + quantiles.length).sort();
    const median = sorted[(quantiles.length - 1) / 2] as number;
    signs.all += 1;
    if (Math.sign(median) === sign) signs.right += 1;
  }
}

/**
 * Runs a fitted network bar by bar. The features of a bar are selected once, when it closes; the last bars are
 * selected anew when a model is first asked.
 */
export function openQuantiles(model: Float64Array, shape: QuantileShape) {
  const { length, quantiles, width } = shape;
  const { reading, selecting } = parametersOf(model, shape);
  const selection = new FeatureSelectionRow(selecting, width);
  const reader = new SequenceReader(reading, length);
  const from = shape.judged * quantiles.length;
  const judged = reader.output.subarray(from, from + quantiles.length);
  const sorted = new Float64Array(quantiles.length);
  let isFirst = true;

  return {
    /** How much each feature counted at the last bar. */
    shares: selection.shares,
    /** Ascending quantiles of the judged horizon, as of the last bar. */
    quantiles: sorted,
    predict(recent: SampleRows): number | undefined {
      for (let age = isFirst ? length - 1 : 0; age >= 0; age -= 1) {
        selection.select(recent.at(age));
        reader.push(selection.selected);
      }
      isFirst = false;
      reader.read();
      sortInto(sorted, judged);
      return sorted[(quantiles.length - 1) / 2];
    },
  };
}

/** Writes a few numbers in ascending order. */
function sortInto(sorted: Float64Array, numbers: Readonly<Float64Array>): void {
  for (let i = 0; i < numbers.length; i += 1) {
    const number = numbers[i] as number;
    let place = i;
    for (; place > 0 && (sorted[place - 1] as number) > number; place -= 1)
      sorted[place] = sorted[place - 1] as number;
    sorted[place] = number;
  }
}

/** The numbers of a model as those of the parts of the network, which itself is not kept. */
function parametersOf(model: Float64Array, shape: QuantileShape) {
  const selecting = new Computation(new Mulberry32(0));
  selectFeatures(selecting, columnsFor(1), shape.width);
  const reading = new Computation(new Mulberry32(0));
  readSequences(reading, fedTensor(1, shape.width), { batch: 1, outputs: outputsOf(shape) });
  loadParameters([...selecting.parameters, ...reading.parameters], model);
  return { selecting: selecting.parameters, reading: reading.parameters };
}
