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
import { readSequences, selectFeatures } from './gated-selection-network.ts';
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
  let hits = 0;
  for (let from = 0; from < split.validation.length; from += rules.batch) {
    const moves = load(split.validation.subarray(from, from + rules.batch));
    net.forward();
    hits += rightSigns(output, moves, shape);
  }
  return [hits / split.validation.length, ...parameters];
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

function rightSigns(
  output: Tensor,
  moves: Float64Array,
  { horizons, judged, quantiles }: QuantileShape,
): number {
  let hits = 0;
  for (let row = 0; row * horizons.length < moves.length; row += 1) {
    const from = row * output.columns + judged * quantiles.length;
    const sorted = output.values.slice(from, from + quantiles.length).sort();
    const median = sorted[(quantiles.length - 1) / 2] as number;
    if (Math.sign(median) === Math.sign(moves[row * horizons.length + judged] as number)) hits += 1;
  }
  return hits;
}

/**
 * Runs a fitted network bar by bar. The features of a bar are selected once, when it closes; the last bars are
 * selected anew when a model is first asked.
 */
export function openQuantiles(model: Float64Array, shape: QuantileShape) {
  const { length, quantiles, width } = shape;
  const selecting = new Computation(new Mulberry32(0));
  const columns = columnsFor(1);
  const { selected, shares } = selectFeatures(selecting, columns, width);
  const reading = new Computation(new Mulberry32(0));
  const windows = fedTensor(length, width);
  const output = readSequences(reading, windows, { batch: 1, outputs: outputsOf(shape) });
  loadParameters([...selecting.parameters, ...reading.parameters], model);
  let isFirst = true;

  const select = (bar: Readonly<Float64Array>): void => {
    for (let j = 0; j < columns.length; j += 1) (columns[j] as Tensor).values[0] = bar[j] as number;
    selecting.forward();
    windows.values.copyWithin(0, width);
    windows.values.set(selected.values, (length - 1) * width);
  };
  return {
    /** How much each feature counted at the last bar. */
    shares: shares.values,
    /** Ascending quantiles of the judged horizon, as of the last bar. */
    quantiles: new Float64Array(quantiles.length),
    predict(recent: SampleRows): number | undefined {
      for (let age = isFirst ? length - 1 : 0; age >= 0; age -= 1) select(recent.at(age));
      isFirst = false;
      reading.forward();
      const from = shape.judged * quantiles.length;
      this.quantiles.set(output.values.subarray(from, from + quantiles.length));
      this.quantiles.sort();
      return this.quantiles[(quantiles.length - 1) / 2];
    },
  };
}
