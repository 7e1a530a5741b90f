import { clip } from '../../numerics/clip.ts';
import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { correlation } from '../../numerics/correlation.ts';
import { meanAndDeviation } from '../../numerics/mean-and-deviation.ts';
import { midRanks } from '../../numerics/mid-ranks.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';
import { PeerReturns } from '../sizing/peer-returns.ts';
import { equalWeighted } from './equal-weighted.ts';

/** Days of the returns whose correlation is measured, so that symbols that lag behind are not missed. */
const OVERLAP = 3;
const NOTHING = 1e-12;

/**
 * Weight of the own symbol in a portfolio that holds symbols of low beta and sells those of high beta, each
 * side levered to a beta of 1. The market is the mean of all symbols. No value with fewer than `universe`
 * symbols that have all returns of the windows, nor where a side has no beta.
 */
export const bettingAgainstBeta = defineFormula({
  id: 'F304',
  key: 'betting-against-beta',
  title: 'Betting against beta',
  family: 'anomalies',
  output: { unit: 'weight' },
  role: 'direction',
  source:
    "Frazzini, A. & Pedersen, L. H., 'Betting against beta', Journal of Financial Economics 111(1), 2014",
  catalogue: {
    inputs: ['bars'],
    params: {
      vol_window: { unit: 'days', meaning: 'volatilities' },
      corr_window: { unit: 'days', meaning: 'correlations of 3-day returns' },
      shrink: { unit: '1', meaning: 'weight on the estimate' },
      universe: { unit: 'symbols', meaning: 'minimum' },
    },
    definition: `
      Market = equal-weighted mean return of the universe (BTC weight as any other). beta_i =
      rho_i*sigma_i/sigma_m, sigma from daily log returns (ddof 1), rho from overlapping 3-day log
      returns; shrunk beta = shrink*beta + (1-shrink)*1. Ranks z (mid-rank), k = 2/sum|z - zbar|: low side
      wL_i = k*max(0,zbar - z_i), high side wH_i = k*max(0,z_i - zbar) (each sums to 1). BAB holds
      wL/beta_L long and wH/beta_H short, beta_L = wL.beta. Value of symbol i: wL_i/beta_L - wH_i/beta_H.
    `,
    update: 'O(n) per day plus rolling covariances.',
    signal: 'signal = clip(value*n/4,-1,1); confidence = 0.5*|signal|.',
    range: 'real',
  },
  defaults: { vol_window: 120, corr_window: 365, shrink: 0.6, universe: 8 },
  input: 'step',
  reads: ['peers'],
  barMs: 86_400_000,
  readings: {
    ...DIRECTION,
    /** Beta of the own symbol, drawn towards 1. */
    beta: { unit: '1' },
  },
  warmUp: (params) => daysOf(params) + 1,

  start(params) {
    const { corr_window: longer, shrink, universe, vol_window: shorter } = params;
    wholeNumber('universe', universe, 2);
    wholeNumber('vol_window', shorter, 2);
    wholeNumber('corr_window', longer, 2);
    if (!(shrink >= 0 && shrink <= 1)) throw new RangeError(`shrink must lie in 0 to 1, was ${shrink}`);
    const returns = new PeerReturns(daysOf(params));
    let beta = 0;
    let symbols = 0;
    let value: number | undefined;
    const signal = () => clip(((value ?? 0) * symbols) / 4, -1, 1);

    return withReadings(
      (step) => {
        if (step.kind !== 'peers') return undefined;
        returns.push(step.peers);
        const complete = returns.isFull ? returns.complete() : [];
        symbols = complete.length;
        if (symbols < universe) return undefined;
        const betas = shrunkBetas(complete, { shorter, shrink });
        beta = betas[0] ?? NaN;
        value = bettingWeights(betas)?.[0];
        return value;
      },
      { signal, confidence: () => Math.abs(signal()) / 2, beta: () => beta },
    );
  },
});

/** Daily returns that both windows need. */
const daysOf = (params: { readonly corr_window: number; readonly vol_window: number }): number =>
  Math.max(params.corr_window + OVERLAP - 1, params.vol_window);

/** Betas of symbols with these daily log returns, of which the last `shorter` make the deviations. */
function shrunkBetas(
  returns: readonly Float64Array[],
  { shorter, shrink }: { readonly shorter: number; readonly shrink: number },
): number[] {
  const market = equalWeighted(returns);
  const deviation = (series: Float64Array) => meanAndDeviation(series.slice(-shorter)).deviation;
  const overMarket = deviation(market);
  const marketSums = overlappingSums(market);
  return returns.map((series) => {
    const beta = (correlation(overlappingSums(series), marketSums) * deviation(series)) / overMarket;
    return shrunkBeta(beta, shrink);
  });
}

/** A beta drawn towards 1. */
export const shrunkBeta = (beta: number, shrink: number): number => shrink * beta + 1 - shrink;

function overlappingSums(daily: Float64Array): Float64Array {
  return daily.subarray(OVERLAP - 1).map((each, i) => each + (daily[i] as number) + (daily[i + 1] as number));
}

/** Weights of the two sides by the ranks of the betas, and what they are divided by; undefined where all are the same. */
export function bettingSides(betas: readonly number[]) {
  const ranks = midRanks(betas);
  const mean = ranks.reduce((sum, each) => sum + each, 0) / ranks.length;
  const spread = ranks.reduce((sum, each) => sum + Math.abs(each - mean), 0);
  if (!(spread > NOTHING)) return undefined;
  const low = Array.from(ranks, (rank) => (2 * Math.max(0, mean - rank)) / spread);
  const high = Array.from(ranks, (rank) => (2 * Math.max(0, rank - mean)) / spread);
  const betaOf = (weights: readonly number[]) =>
    weights.reduce((sum, weight, i) => sum + weight * (betas[i] as number), 0);
  return { low, high, lowBeta: betaOf(low), highBeta: betaOf(high) };
}

/** Weight of each symbol, above zero held; undefined where the sides cannot be levered to a beta of 1. */
function bettingWeights(betas: readonly number[]): number[] | undefined {
  if (!betas.every(Number.isFinite)) return undefined;
  const sides = bettingSides(betas);
  if (sides === undefined) return betas.map(() => 0);
  const { high, highBeta, low, lowBeta } = sides;
  if (!(Math.abs(lowBeta) > NOTHING && Math.abs(highBeta) > NOTHING)) return undefined;
  return low.map((weight, i) => weight / lowBeta - (high[i] as number) / highBeta);
}
