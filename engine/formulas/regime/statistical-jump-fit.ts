import { jumpPath, passJumpRow } from '../../numerics/jump-path.ts';
import { meanAndDeviation } from '../../numerics/mean-and-deviation.ts';
import { quantileOfSorted } from '../../numerics/quantile.ts';
import type { FitJob, FitModel } from '../refit.ts';

/** Numbers that describe a bar; the last is the ratio of return to fall. */
export const FEATURES = 5;
const RATIO = 4;
const MOST_ROUNDS = 20;
const NEAREST = 1e-12;

/** Two states as places among standardized features. */
export interface JumpModel {
  readonly means: Float64Array;
  readonly deviations: Float64Array;
  /** Place of state 0, then that of state 1. */
  readonly places: Float64Array;
  /** What either state costs at the end of the bars fitted to, counted from the cheaper one. */
  readonly values: Float64Array;
}

/** Half the squared distance of the features of a bar from the place of a state. */
export function lossOf(
  features: Float64Array,
  { deviations, means, places }: JumpModel,
  state: number,
): number {
  let sum = 0;
  for (let d = 0; d < FEATURES; d += 1) {
    const standard = ((features[d] as number) - (means[d] as number)) / (deviations[d] as number);
    sum += (standard - (places[state * FEATURES + d] as number)) ** 2;
  }
  return sum / 2;
}

/** The numbers of a fit as what they mean. */
export function jumpModelOf(numbers: FitModel): JumpModel {
  const take = (from: number, length: number) => Float64Array.from(numbers.slice(from, from + length));
  return {
    means: take(0, FEATURES),
    deviations: take(FEATURES, FEATURES),
    places: take(2 * FEATURES, 2 * FEATURES),
    values: take(4 * FEATURES, 2),
  };
}

/** Places and paths in turns, from the bars below and above the median ratio; none where a feature does not vary. */
export function fitJumpModel({ data, params }: FitJob): FitModel | undefined {
  const { features = new Float64Array() } = data;
  const rows = features.length / FEATURES;
  const penalty = params['lam'] ?? NaN;
  const column = (d: number) =>
    Float64Array.from({ length: rows }, (_, t) => features[t * FEATURES + d] as number);
  const moments = Array.from({ length: FEATURES }, (_, d) => meanAndDeviation(column(d)));
  if (!moments.every(({ deviation }) => deviation > NEAREST)) return undefined;
  const ratios = column(RATIO);
  const median = quantileOfSorted(ratios.toSorted(), 0.5) ?? NaN;
  let states = Int32Array.from(ratios, (each) => (each >= median ? 0 : 1));
  let model: JumpModel = {
    means: Float64Array.from(moments, ({ mean }) => mean),
    deviations: Float64Array.from(moments, ({ deviation }) => deviation),
    places: new Float64Array(2 * FEATURES),
    values: new Float64Array(2),
  };
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    model = { ...model, places: placesOf(features, states, model) };
    const path = jumpPath(lossesOf(features, model), 2, penalty).states;
    const isSame = path.every((state, t) => state === states[t]);
    states = Int32Array.from(path);
    if (isSame) break;
  }
  const ordered = betterFirst(model);
  return [...ordered.means, ...ordered.deviations, ...ordered.places, ...endOf(features, ordered, penalty)];
}

function lossesOf(features: Float64Array, model: JumpModel): Float64Array {
  return Float64Array.from({ length: (2 * features.length) / FEATURES }, (_, i) => {
    const t = i >> 1;
    return lossOf(features.subarray(t * FEATURES, (t + 1) * FEATURES), model, i & 1);
  });
}

/** Mean of the standardized bars of each state; one that has none stays where it was. */
function placesOf(features: Float64Array, states: Int32Array, model: JumpModel): Float64Array {
  const sums = new Float64Array(2 * FEATURES);
  const counts = new Float64Array(2);
  states.forEach((state, t) => {
    counts[state] = (counts[state] as number) + 1;
    for (let d = 0; d < FEATURES; d += 1) {
      const standard =
        ((features[t * FEATURES + d] as number) - (model.means[d] as number)) /
        (model.deviations[d] as number);
      sums[state * FEATURES + d] = (sums[state * FEATURES + d] as number) + standard;
    }
  });
  return sums.map((sum, place) => {
    const count = counts[Math.floor(place / FEATURES)] as number;
    return count > 0 ? sum / count : (model.places[place] as number);
  });
}

/** The state with the higher ratio becomes state 0. */
function betterFirst(model: JumpModel): JumpModel {
  const { places } = model;
  if ((places[RATIO] as number) >= (places[FEATURES + RATIO] as number)) return model;
  return { ...model, places: Float64Array.of(...places.subarray(FEATURES), ...places.subarray(0, FEATURES)) };
}

function endOf(features: Float64Array, model: JumpModel, penalty: number): Float64Array {
  const losses = lossesOf(features, model);
  const values = losses.slice(0, 2);
  for (let at = 2; at < losses.length; at += 2) passJumpRow(values, losses.subarray(at, at + 2), penalty);
  return values;
}
