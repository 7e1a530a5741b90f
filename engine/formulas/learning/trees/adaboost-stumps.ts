import { type BinnedColumns, binColumns } from '../../../numerics/binned-columns.ts';
import type { LabeledRows } from '../../../numerics/labeled-rows.ts';
import { defineFormula } from '../../formula.ts';
import type { FitModel } from '../../refit.ts';
import { risenOrFallen } from '../protocol/labels.ts';
import { learnsDirection } from '../protocol/learner-shape.ts';
import type { OutputMap } from '../protocol/output-map.ts';
import { fitWalkForward, withoutSettings } from '../protocol/walk-forward-fit.ts';
import { startWalkForward, walkForwardWarmUp } from '../protocol/walk-forward-run.ts';

const BINS = 32;
const LEAST_ERROR = 1e-9;
/** A stump has to be better than the best so far by more than rounding. */
const AS_GOOD = 1e-12;

const asVote: OutputMap = { signal: (value) => value, strength: Math.abs };

/**
 * Vote of single thresholds on single features, each weighted by how seldom it is wrong where those before
 * it were: 1 all for a rise over the next `H` bars, -1 all for a fall. Warm with the bar after the first fit.
 */
export const adaboostStumps = defineFormula({
  id: 'F81',
  key: 'adaboost-stumps',
  title: 'AdaBoost with decision stumps',
  family: 'learning',
  output: { unit: '1', min: -1, max: 1 },
  role: 'direction',
  source: "Freund, Y. and Schapire, R. E., 'Experiments with a New Boosting Algorithm', ICML, 1996",
  catalogue: {
    inputs: ['bars', 'book'],
    params: {
      N: { unit: 'samples', meaning: 'training window' },
      k: { unit: 'bars', meaning: 'refit interval' },
      H: { unit: 'bars', meaning: 'label horizon' },
      M: { unit: 'stumps', meaning: 'rounds' },
    },
    definition: `
      Features X14, label LABC(H) in {-1,+1}, rule WF(N,k,H). w_i=1/N. Round: over all features,
      thresholds (midpoints of the 31 training 32-quantiles) and both polarities take the stump h (x<=thr:
      -s, else s) with the smallest weighted error e (ties: feature, threshold, s=+1 first); stop if
      e>=0.5; a=0.5*ln((1-e)/max(e,1e-9)); w_i <- w_i*exp(-a*y_i*h_i), normalised. F(x)=sum a*h(x)/sum a
      in [-1,1]. Value F.
    `,
    update: 'Refit O(M*14*N) with cumulative weights per bin; prediction O(M).',
    signal: 'p=1/(1+exp(-2*F*sum a)) is reported; signal = F; confidence = SKILL*|F|.',
    range: '[-1,1]',
  },
  defaults: { N: 2000, k: 250, H: 5, M: 50 },
  ...learnsDirection,
  readings: {
    ...learnsDirection.readings,
    /** Probability of a rise that the vote stands for. */
    probabilityUp: { unit: 'probability', min: 0, max: 1 },
  },
  warmUp: (params) => walkForwardWarmUp(params),
  fit: (job) =>
    fitWalkForward(
      job,
      withoutSettings((samples) => packStumps(boostStumps(samples, job.params['M'] ?? 0)), openStumps),
      asVote,
    ),
  start: (params) =>
    startWalkForward(params, {
      label: risenOrFallen,
      output: asVote,
      open: openStumps,
      further: (state) => ({
        probabilityUp: () =>
          state.model && 1 / (1 + Math.exp(-2 * (state.value ?? 0) * state.model.sumOfWeights)),
      }),
    }),
});

/** One threshold: above it the vote is `sign`, up to it the opposite. */
export interface Stump {
  readonly column: number;
  readonly threshold: number;
  readonly sign: number;
  readonly weight: number;
}

/** At most `rounds` stumps; fewer where none is right more than half of the time any more. */
export function boostStumps(rows: LabeledRows, rounds: number): Stump[] {
  const columns = binColumns(rows, BINS);
  const weights = new Float64Array(rows.count).fill(1 / rows.count);
  const stumps: Stump[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const best = bestStump(columns, rows.labels, weights);
    if (best === undefined || best.error >= 0.5) break;
    const weight = 0.5 * Math.log((1 - best.error) / Math.max(best.error, LEAST_ERROR));
    stumps.push({
      column: best.column,
      threshold: columns.cuts[best.column]?.[best.bin] ?? NaN,
      sign: best.sign,
      weight,
    });
    reweigh(columns, rows.labels, weights, { ...best, weight });
  }
  return stumps;
}

interface BinStump {
  readonly column: number;
  readonly bin: number;
  readonly sign: number;
  readonly error: number;
}

function bestStump(
  columns: BinnedColumns,
  labels: Float64Array,
  weights: Float64Array,
): BinStump | undefined {
  let best: BinStump | undefined;
  for (let column = 0; column < columns.width; column += 1) {
    const found = bestInColumn(column, balancesOf(columns, column, labels, weights));
    if (found !== undefined && found.error < (best?.error ?? Infinity) - AS_GOOD) best = found;
  }
  return best;
}

/** The best threshold and side of one column, of weights that sum to 1. */
function bestInColumn(column: number, balances: Float64Array): BinStump | undefined {
  const all = balances.reduce((sum, each) => sum + each, 0);
  let best: BinStump | undefined;
  let below = 0;
  for (let bin = 0; bin < balances.length - 1; bin += 1) {
    below += balances[bin] as number;
    // With the sign +1 what lies above is right where it rose and what lies below where it fell.
    const agreement = all - 2 * below;
    for (const sign of [1, -1]) {
      const error = (1 - sign * agreement) / 2;
      if (error < (best?.error ?? Infinity) - AS_GOOD) best = { column, bin, sign, error };
    }
  }
  return best;
}

/** Weight of rises less that of falls in each bin. */
function balancesOf(
  { bins, count, cuts }: BinnedColumns,
  column: number,
  labels: Float64Array,
  weights: Float64Array,
): Float64Array {
  const balances = new Float64Array((cuts[column]?.length ?? 0) + 1);
  for (let row = 0; row < count; row += 1) {
    const bin = bins[column * count + row] as number;
    balances[bin] = (balances[bin] as number) + (weights[row] as number) * (labels[row] as number);
  }
  return balances;
}

function reweigh(
  { bins, count }: BinnedColumns,
  labels: Float64Array,
  weights: Float64Array,
  { bin, column, sign, weight }: Omit<BinStump, 'error'> & { readonly weight: number },
): void {
  let sum = 0;
  for (let row = 0; row < count; row += 1) {
    const vote = (bins[column * count + row] as number) > bin ? sign : -sign;
    weights[row] = (weights[row] as number) * Math.exp(-weight * (labels[row] as number) * vote);
    sum += weights[row] as number;
  }
  for (let row = 0; row < count; row += 1) weights[row] = (weights[row] as number) / sum;
}

/** Column, threshold, sign and weight of each stump in turns; undefined without a stump. */
function packStumps(stumps: readonly Stump[]): FitModel | undefined {
  if (stumps.length === 0) return undefined;
  return stumps.flatMap(({ column, sign, threshold, weight }) => [column, threshold, sign, weight]);
}

function openStumps(model: Float64Array) {
  let sumOfWeights = 0;
  for (let at = 3; at < model.length; at += 4) sumOfWeights += model[at] as number;
  return {
    sumOfWeights,
    predict(x: Readonly<Float64Array>): number {
      let votes = 0;
      for (let at = 0; at < model.length; at += 4) {
        const isAbove = (x[model[at] as number] as number) > (model[at + 1] as number);
        const vote = (model[at + 2] as number) * (model[at + 3] as number);
        votes += isAbove ? vote : -vote;
      }
      return votes / sumOfWeights;
    },
  };
}
