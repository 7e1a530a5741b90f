import { logGamma } from '../../numerics/gamma-function.ts';
import { nelderMead } from '../../numerics/nelder-mead.ts';

/**
 * How buys and sells arrive by the model of Easley, Kiefer, O'Hara and Paperman: in a period there is news
 * with probability `a`, bad news in `d` of these; `buys` and `sells` are the rates without news, to one of
 * which `informed` are added.
 */
export interface ArrivalModel {
  readonly a: number;
  readonly d: number;
  readonly informed: number;
  readonly buys: number;
  readonly sells: number;
}

const STARTS = [0.1, 0.3, 0.5, 0.7, 0.9];
const LEAST_RATE = 1e-6;

/** Probability that a trade comes from somebody informed. */
export function informedProbability({ a, informed, buys, sells }: ArrivalModel): number {
  return (a * informed) / (a * informed + buys + sells);
}

/**
 * Log weights of no news, bad news and good news in a period of which `part` has passed, with `buys` and
 * `sells` counted so far; but for a constant.
 */
function newsWeights(model: ArrivalModel, [buys, sells]: readonly [number, number], part = 1) {
  const logBuys = Math.log(model.buys);
  const logSells = Math.log(model.sells);
  const raised = model.informed * part;
  const quiet = buys * logBuys + sells * logSells - (model.buys + model.sells) * part;
  return {
    none: Math.log1p(-model.a) + quiet,
    bad:
      Math.log(model.a * model.d) +
      quiet +
      sells * (Math.log(model.sells + model.informed) - logSells) -
      raised,
    good:
      Math.log(model.a * (1 - model.d)) +
      quiet +
      buys * (Math.log(model.buys + model.informed) - logBuys) -
      raised,
  };
}

/** Probability of good news less that of bad news, -1 to 1, in a period of which `part` has passed. */
export function newsBalance(model: ArrivalModel, counts: readonly [number, number], part: number): number {
  const { bad, good, none } = newsWeights(model, counts, part);
  const top = Math.max(bad, good, none);
  const ofBad = Math.exp(bad - top);
  const ofGood = Math.exp(good - top);
  return (ofGood - ofBad) / (ofGood + ofBad + Math.exp(none - top));
}

/** Log-likelihood of the counts of each period. */
export function arrivalLikelihood(
  model: ArrivalModel,
  buys: ArrayLike<number>,
  sells: ArrayLike<number>,
): number {
  let sum = 0;
  for (let i = 0; i < buys.length; i += 1)
    sum -= logGamma((buys[i] as number) + 1) + logGamma((sells[i] as number) + 1);
  return sum + kernelOf(model, buys, sells);
}

/** The part of the log-likelihood that depends on the model; every logarithm of it is taken once. */
function kernelOf(model: ArrivalModel, buys: ArrayLike<number>, sells: ArrayLike<number>): number {
  const base = newsWeights(model, [0, 0]);
  const logBuys = Math.log(model.buys);
  const logSells = Math.log(model.sells);
  const [moreBuys, moreSells] = [
    Math.log(model.buys + model.informed) - logBuys,
    Math.log(model.sells + model.informed) - logSells,
  ];
  let sum = 0;
  for (let i = 0; i < buys.length; i += 1) {
    const bought = buys[i] as number;
    const sold = sells[i] as number;
    const bad = base.bad + sold * moreSells;
    const good = base.good + bought * moreBuys;
    const top = Math.max(base.none, bad, good);
    sum += bought * logBuys + sold * logSells + top;
    sum += Math.log(Math.exp(base.none - top) + Math.exp(bad - top) + Math.exp(good - top));
  }
  return sum;
}

/** The model under which the counts are likeliest, searched for from five starts; none without trades. */
export function fitArrivals(buys: Float64Array, sells: Float64Array): ArrivalModel | undefined {
  const meanBuys = meanOf(buys);
  const meanSells = meanOf(sells);
  if (!(meanBuys + meanSells > 0)) return undefined;
  const apart = meanOf(buys.map((bought, i) => Math.abs(bought - (sells[i] as number))));
  let best: { readonly point: readonly number[]; readonly value: number } | undefined;
  for (const a of STARTS) {
    const rates = [apart / a, meanBuys, meanSells].map((rate) => Math.log(Math.max(rate, LEAST_RATE)));
    const found = nelderMead((x) => -kernelOf(modelAt(x), buys, sells), [Math.log(a / (1 - a)), 0, ...rates]);
    if (best === undefined || found.value < best.value) best = found;
  }
  return best && modelAt(best.point);
}

/** Any five numbers as a model. */
function modelAt([a = 0, d = 0, informed = 0, buys = 0, sells = 0]: readonly number[]): ArrivalModel {
  const logistic = (x: number) => 1 / (1 + Math.exp(-x));
  return {
    a: logistic(a),
    d: logistic(d),
    informed: Math.exp(informed),
    buys: Math.exp(buys),
    sells: Math.exp(sells),
  };
}

const meanOf = (values: Float64Array): number => values.reduce((sum, each) => sum + each, 0) / values.length;
