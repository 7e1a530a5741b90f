import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { clip } from '../../numerics/clip.ts';
import { dotProduct } from '../../numerics/dot-product.ts';
import { LateWindow } from '../../numerics/late-window.ts';
import { factorTriangle, solveTriangle } from '../../numerics/packed-cholesky.ts';
import { RollingCovariance } from '../../numerics/rolling-covariance.ts';
import { RollingSum } from '../../numerics/rolling-sum.ts';
import { defineFormula } from '../formula.ts';
import { PeerReturns } from '../peer-returns.ts';
import { FILTER, withReadings } from '../readings.ts';

const RIDGE = 1e-8;
const NORMAL_UP_TO = 0.8;

/**
 * How unusual the returns of all followed symbols are together, for what they usually do: about 1 on
 * average. Mean over the last `m` bars. Warm after `n + m` returns of all of them.
 */
export const mahalanobisTurbulence = defineFormula({
  id: 'F184',
  key: 'mahalanobis-turbulence',
  title: 'Financial turbulence (Mahalanobis distance)',
  family: 'regime',
  output: { unit: '1 (expected value about 1)', min: 0 },
  role: 'filter',
  source:
    "Kritzman, M. and Li, Y., 'Skulls, Financial Turbulence, and Risk Management', Financial Analysts Journal, 2010",
  catalogue: {
    inputs: ['returns', 'external'],
    params: {
      n: { unit: 'bars', meaning: 'window of mean and covariance, current bar excluded' },
      g: { unit: '1', meaning: 'shrinkage of the covariance to its diagonal' },
      K: { unit: 'symbols', meaning: 'largest universe' },
      N: { unit: 'values', meaning: 'history of the rank' },
      m: { unit: 'bars', meaning: 'smoothing' },
    },
    definition: `
      External: returns y_t of the K followed symbols. mu, S = mean and covariance (ddof 1) of the n bars
      before t; S_g=(1-g)*S+g*diag(S). d_t=(y_t-mu)'S_g^{-1}(y_t-mu)/K. Value D=mean_m(d). Singular:
      1e-8*tr(S)/K added to the diagonal. Warm-up n+m.
    `,
    update: 'Rolling cross sums O(K^2), Cholesky O(K^3)=1000 per bar.',
    signal: 'filter: R=rank_N(D); gate = 1 for R<=0.8, falling linearly to 0.2 at R=1.',
    range: '[0,inf)',
  },
  defaults: { n: 500, g: 0.1, K: 10, N: 1000, m: 5 },
  input: 'step',
  reads: ['peers'],
  readings: {
    ...FILTER,
    /** Rank of the value in its history. */
    rank: { unit: 'rank', min: 0, max: 1 },
  },
  warmUp: ({ m, n }) => n + m + 1,

  start({ K, N, g, m, n }) {
    if (!(g >= 0) || !(g <= 1)) throw new RangeError(`g must lie in 0 to 1, was ${g}`);
    wholeNumber('a window', n, 2);
    const returns = new PeerReturns(wholeNumber('K', K, 2));
    const distances = new RollingSum(m);
    const ranks = new LateWindow(N);
    let before: RollingCovariance | undefined;
    let room = roomFor(0);

    return withReadings(
      (input) => {
        if (input.kind !== 'peers' || !returns.push(input.peers)) return undefined;
        const { values } = returns;
        if (before?.width !== values.length) {
          before = new RollingCovariance(values.length, n);
          room = roomFor(values.length);
        }
        const distance = before.isFull ? turbulence(values, before, g, room) : undefined;
        before.push(values);
        const sum = distance === undefined ? undefined : distances.push(distance);
        if (sum === undefined) return undefined;
        const mean = Math.max(0, sum / m);
        ranks.push(mean);
        return mean;
      },
      {
        gate: () => clip(1 - (0.8 * (ranks.rank - NORMAL_UP_TO)) / (1 - NORMAL_UP_TO), 0.2, 1),
        rank: () => ranks.rank,
      },
    );
  },
});

/**
 * Squared distance of `y` from the means, in units of the covariance shrunk by `g` towards its diagonal, per
 * dimension. Undefined where nothing varies. `room` is worked in.
 */
export function turbulence(
  y: ArrayLike<number>,
  before: Pick<RollingCovariance, 'covariance' | 'means'>,
  g: number,
  room = roomFor(y.length),
): number | undefined {
  const size = y.length;
  let trace = 0;
  for (let i = 0; i < size; i += 1) trace += before.covariance(i, i);
  if (!(trace > 1e-24)) return undefined;
  const { off, solved, triangle } = room;
  writeShrunk(triangle, before, g, 0);
  if (!factorTriangle(triangle, size)) {
    writeShrunk(triangle, before, g, (RIDGE * trace) / size);
    if (!factorTriangle(triangle, size)) return undefined;
  }
  const { means } = before;
  for (let i = 0; i < size; i += 1) {
    off[i] = (y[i] as number) - (means[i] as number);
    solved[i] = off[i] as number;
  }
  solveTriangle(triangle, solved);
  return dotProduct(off, solved) / size;
}

/** Lists that {@link turbulence} works in, for as many symbols. */
interface TurbulenceRoom {
  /** A lower triangle row by row. */
  readonly triangle: Float64Array;
  readonly off: Float64Array;
  readonly solved: Float64Array;
}

const roomFor = (size: number): TurbulenceRoom => ({
  triangle: new Float64Array((size * (size + 1)) / 2),
  off: new Float64Array(size),
  solved: new Float64Array(size),
});

/** The lower triangle of the covariance, all but its diagonal made smaller by `g`, with a ridge on the diagonal. */
function writeShrunk(
  triangle: Float64Array,
  before: Pick<RollingCovariance, 'covariance'>,
  ...[g, ridge]: [g: number, ridge: number]
): void {
  for (let i = 0, place = 0; place < triangle.length; i += 1) {
    for (let j = 0; j < i; j += 1, place += 1) triangle[place] = (1 - g) * before.covariance(i, j);
    triangle[place] = before.covariance(i, i) + ridge;
    place += 1;
  }
}
