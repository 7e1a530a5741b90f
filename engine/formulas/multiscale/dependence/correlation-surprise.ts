import { notNegative } from '../../../numerics/checked-numbers.ts';
import { choleskyFactor, choleskySolveInPlace } from '../../../numerics/cholesky.ts';
import { dotProduct } from '../../../numerics/dot-product.ts';
import type { RollingCovariance } from '../../../numerics/rolling-covariance.ts';
import { SortedWindow } from '../../../numerics/sorted-window.ts';
import { squareRows } from '../../../numerics/square-rows.ts';
import { defineFormula, noValue } from '../../formula.ts';
import { FILTER, withReadings } from '../../readings.ts';
import { PeerCovariance } from './peer-covariance.ts';

const EVERY = 10;
const HISTORY = 365;
const VOLATILE_BARS = 10;
const PAIRS_SHUT_BARS = 5;
const VOLATILE = 0.6;
const LARGE = 0.8;
const TORN = 2;

/** Means and covariances that a bar is held against. */
export interface ReturnShape {
  readonly means: Float64Array;
  readonly variances: Float64Array;
  readonly factor: readonly Float64Array[];
  /** Deviations of the bar in question from the means, and what solves them. */
  readonly deviations: Float64Array;
  readonly solved: Float64Array;
}

/** How unusual the returns of one bar are. */
export interface BarSurprise {
  /** Squared distance from the mean, correlations counted, per symbol. */
  readonly turbulence: number;
  /** The same as if nothing were correlated. */
  readonly magnitude: number;
  /** The first over the second: above 1 the symbols moved together in an unusual way. */
  readonly surprise: number;
}

/**
 * Did the symbols move together in an unusual way for how much they moved? Above 1 they did; 1 where nothing
 * moved. Held against the window before the bar, refreshed every ten bars. A large bar counts as such once
 * 365 are known. Warm after `window + 2` bars of all followed symbols, the first 20 at most.
 */
export const correlationSurprise = defineFormula({
  id: 'F375',
  key: 'correlation-surprise',
  title: 'Correlation surprise',
  family: 'multiscale',
  output: { unit: 'ratio', min: 0 },
  role: 'filter',
  source: "Kinlaw, W. & Turkington, D., 'Correlation Surprise', Journal of Asset Management 14(6), 2013",
  catalogue: {
    inputs: ['returns', 'external'],
    params: {
      window: { unit: 'bars', meaning: 'mean and covariance before the current bar' },
      ridge: { unit: 'fraction of trace/N', meaning: 'diagonal loading' },
      q: { unit: 'quantile', meaning: 'magnitude level of interest, on 365 bars' },
    },
    definition: `
      d = r_t - m with m and S (ddof 1, S + ridge*(trace S/N)*I) from the window before t. Full distance T
      = d'S^{-1}d/N; magnitude surprise M = (1/N)*sum d_i^2/S_ii. Correlation surprise = T/M: above 1 the
      co-movement of the bar is unusual for its size. M < 1e-12 -> 1.
    `,
    update: 'O(N^2) per bar with a Cholesky refreshed every 10 bars.',
    signal: `
      filter: M above its q-quantile and surprise > 1 -> size x0.6 for 10 bars (volatility expected to
      persist); M high and surprise <= 1 -> x0.8; else 1. Pairs formulas are closed for 5 bars when
      surprise > 2.
    `,
    range: '[0,inf)',
  },
  defaults: { window: 500, ridge: 0.0001, q: 0.8 },
  input: 'step',
  reads: ['peers'],
  readings: {
    ...FILTER,
    /** What pairs formulas multiply their signals by: 0 for five bars after the symbols were torn apart. */
    pairsGate: { unit: 'gate', min: 0, max: 1, neutral: 1 },
    /** How large the moves of the bar were, in variances. */
    magnitude: { unit: 'ratio', min: 0 },
    /** The same with correlations counted. */
    turbulence: { unit: 'ratio', min: 0 },
  },
  warmUp: ({ window }) => window + 2,

  start({ q, ridge, window }) {
    const load = notNegative('ridge', ridge);
    const peers = new PeerCovariance(window);
    const sizes = new SortedWindow(HISTORY);
    let room = newRoom(0);
    let shape: ReturnShape | undefined;
    let barsLeft = 0;
    let bar: BarSurprise | undefined;
    let volatileLeft = 0;
    let pairsShutLeft = 0;
    let isLarge = false;

    const judge = () => {
      const { covariance } = peers;
      if (covariance === undefined || covariance.width !== peers.returns.length) return undefined;
      if (barsLeft === 0) {
        if (room.means.length !== covariance.width) room = newRoom(covariance.width);
        shape = returnShape(covariance, load, room);
        barsLeft = EVERY;
      }
      barsLeft -= 1;
      return shape === undefined ? undefined : barSurprise(peers.returns, shape);
    };
    return withReadings(
      (step) => {
        if (step.kind !== 'peers' || !peers.read(step.peers)) return noValue();
        bar = judge();
        if (peers.count()) barsLeft = 0;
        volatileLeft -= 1;
        pairsShutLeft -= 1;
        if (bar === undefined) return noValue();
        sizes.push(bar.magnitude);
        isLarge = sizes.isFull && bar.magnitude > sizes.quantile(q);
        if (isLarge && bar.surprise > 1) volatileLeft = VOLATILE_BARS;
        if (bar.surprise > TORN) pairsShutLeft = PAIRS_SHUT_BARS;
        return bar.surprise;
      },
      {
        gate: () => {
          if (volatileLeft > 0) return VOLATILE;
          return isLarge ? LARGE : 1;
        },
        pairsGate: () => (pairsShutLeft > 0 ? 0 : 1),
        magnitude: () => bar?.magnitude,
        turbulence: () => bar?.turbulence,
      },
    );
  },
});

/** Memory for shapes of so many symbols, one after another. */
const newRoom = (symbols: number) => ({
  matrix: squareRows(symbols),
  means: new Float64Array(symbols),
  variances: new Float64Array(symbols),
  factor: squareRows(symbols),
  deviations: new Float64Array(symbols),
  solved: new Float64Array(symbols),
});

/** Means and covariances of a window, with a share of the mean variance on the diagonal, in the given room. */
function returnShape(
  covariance: RollingCovariance,
  ridge: number,
  room: ReturnType<typeof newRoom>,
): ReturnShape | undefined {
  const { matrix } = room;
  covariance.copyMatrixTo(matrix);
  let trace = 0;
  for (let i = 0; i < matrix.length; i += 1) trace += (matrix[i] as Float64Array)[i] as number;
  for (let i = 0; i < matrix.length; i += 1) {
    const row = matrix[i] as Float64Array;
    row[i] = (row[i] as number) + (ridge * trace) / matrix.length;
  }
  return shapeOf(covariance.means, matrix, room);
}

/** What bars are held against, in a room of its size; undefined where the matrix is not positive definite. */
export function shapeOf(
  means: Readonly<Float64Array>,
  matrix: readonly Float64Array[],
  room = newRoom(means.length),
): ReturnShape | undefined {
  if (choleskyFactor(matrix, undefined, room.factor) === undefined) return undefined;
  room.means.set(means);
  for (let i = 0; i < matrix.length; i += 1) room.variances[i] = (matrix[i] as Float64Array)[i] as number;
  return room;
}

/** How unusual these returns are. */
export function barSurprise(
  returns: Readonly<Float64Array>,
  { deviations, factor, means, solved, variances }: ReturnShape,
): BarSurprise {
  const count = returns.length;
  for (let i = 0; i < count; i += 1) deviations[i] = (returns[i] as number) - (means[i] as number);
  solved.set(deviations);
  choleskySolveInPlace(factor, solved);
  const turbulence = dotProduct(deviations, solved) / count;
  let magnitude = 0;
  for (let i = 0; i < count; i += 1)
    magnitude += (deviations[i] as number) ** 2 / (variances[i] as number) / count;
  return { turbulence, magnitude, surprise: magnitude < 1e-12 ? 1 : turbulence / magnitude };
}
