import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { clip } from '../../numerics/clip.ts';
import { FadingCovariance } from '../../numerics/fading-covariance.ts';
import { RollingMoments } from '../../numerics/rolling-moments.ts';
import { JacobiRotations } from '../../numerics/symmetric-eigen.ts';
import { squareRows } from '../../numerics/square-rows.ts';
import { defineFormula } from '../formula.ts';
import { PeerReturns } from '../peer-returns.ts';
import { FILTER, withReadings } from '../readings.ts';

const LEAST_SYMBOLS = 3;
const EVERY = 5;
const NEAREST = 1e-12;

/**
 * Share of the variance of all followed symbols that their first few common movements explain: near 1 they
 * move as one. Eigenvalues are taken every fifth bar. No value below three symbols or where one does not
 * move. Warm after `n + b` returns of all of them.
 */
export const absorptionRatio = defineFormula({
  id: 'F185',
  key: 'absorption-ratio',
  title: 'Absorption ratio',
  family: 'regime',
  output: { unit: 'share', min: 0, max: 1 },
  role: 'filter',
  source:
    "Kritzman, M., Li, Y., Page, S. and Rigobon, R., 'Principal Components as a Measure of Systemic Risk', Journal of Portfolio Management, 2011",
  catalogue: {
    inputs: ['returns', 'external'],
    params: {
      n: { unit: 'bars', meaning: 'window' },
      hl: { unit: 'bars', meaning: 'half-life of the weights' },
      K: { unit: 'symbols', meaning: 'largest universe' },
      share: { unit: 'share', meaning: 'eigenvectors counted: max(1,round(share*K))' },
      a: { unit: 'bars', meaning: 'short mean' },
      b: { unit: 'bars', meaning: 'long mean and deviation' },
    },
    definition: `
      External: returns of the K followed symbols, each divided by its own sd over W_n. Exponentially
      weighted covariance with weights 2^(-(age)/hl), normalised. Eigenvalues l_1>=...>=l_K; AR=sum of the
      first max(1,round(share*K)) l / sum of all. Standardised shift
      dAR=(mean_a(AR)-mean_b(AR))/sd1_b(AR); 0 if the deviation is 0. Value AR; dAR published. K<3: null.
      Warm-up n+b.
    `,
    update: 'Covariance update O(K^2) per bar, Jacobi eigenvalues O(K^3) every 5 bars.',
    signal: `
      filter: gate of all entries = 1 for dAR<=0, else clip(1-0.35*dAR,0.3,1): a jump in AR means markets
      have become tightly coupled and fragile.
    `,
    range: '[1/K,1]',
  },
  defaults: { n: 500, hl: 250, K: 10, share: 0.2, a: 15, b: 250 },
  input: 'step',
  reads: ['peers'],
  readings: {
    ...FILTER,
    /** Recent mean of the value against its long mean, in its deviations. */
    shift: { unit: 'sd units' },
  },
  warmUp: ({ b, n }) => n + b + 1,

  start({ K, a, b, hl, n, share }) {
    wholeNumber('a', a);
    const returns = new PeerReturns(wholeNumber('K', K, LEAST_SYMBOLS));
    wholeNumber('b', b, 2);
    const newHistory = () => ({ short: new RollingMoments(a), long: new RollingMoments(b) });
    let history = newHistory();
    let market: Market | undefined;
    const shift = () => {
      const deviation = Math.sqrt(history.long.sampleVariance);
      return deviation > NEAREST ? (history.short.mean - history.long.mean) / deviation : 0;
    };

    return withReadings(
      (input) => {
        if (input.kind !== 'peers' || !returns.push(input.peers)) return undefined;
        const { values } = returns;
        if (values.length < LEAST_SYMBOLS) return undefined;
        if (market?.width !== values.length) {
          market = new Market(values.length, { n, hl, share });
          history = newHistory();
        }
        const ratio = market.push(values);
        if (ratio === undefined) return undefined;
        const isWarm = history.long.isFull;
        history.short.push(ratio);
        history.long.push(ratio);
        return isWarm ? ratio : undefined;
      },
      { gate: () => clip(1 - 0.35 * Math.max(0, shift()), 0.3, 1), shift },
    );
  },
});

/** Share of the trace that the `count` largest eigenvalues make; undefined where nothing varies. */
export function absorbed(
  covariance: readonly Float64Array[],
  count: number,
  eigen = new JacobiRotations(),
): number | undefined {
  eigen.solve(covariance);
  const all = sumOfFirst(eigen.values, eigen.values.length);
  return all > NEAREST ? clip(sumOfFirst(eigen.values, count) / all, 0, 1) : undefined;
}

function sumOfFirst(values: readonly number[], count: number): number {
  let sum = 0;
  for (let i = 0; i < Math.min(count, values.length); i += 1) sum += values[i] as number;
  return sum;
}

/** Covariances of returns in units of the deviation that each symbol had over a window, and their ratio. */
class Market {
  readonly width: number;
  readonly #deviations: readonly RollingMoments[];
  readonly #covariance: FadingCovariance;
  readonly #counted: number;
  readonly #scales: Float64Array;
  readonly #matrix: readonly Float64Array[];
  readonly #eigen = new JacobiRotations();
  #barsLeft = 0;
  #ratio: number | undefined;

  constructor(
    width: number,
    { hl, n, share }: { readonly hl: number; readonly n: number; readonly share: number },
  ) {
    this.width = width;
    this.#deviations = Array.from({ length: width }, () => new RollingMoments(n));
    this.#covariance = new FadingCovariance(width, hl);
    this.#counted = Math.max(1, Math.round(share * width));
    this.#scales = new Float64Array(width);
    this.#matrix = squareRows(width);
  }

  /** Takes in one return of each symbol; the ratio as of the last time it was taken. */
  push(returns: ArrayLike<number>): number | undefined {
    for (let i = 0; i < this.width; i += 1)
      (this.#deviations[i] as RollingMoments).push(returns[i] as number);
    this.#covariance.push(returns);
    // All of them hold as many returns.
    if (this.#deviations[0]?.isFull !== true) return undefined;
    if (this.#barsLeft === 0) {
      this.#ratio = this.#absorbed();
      this.#barsLeft = EVERY;
    }
    this.#barsLeft -= 1;
    return this.#ratio;
  }

  /** Undefined where a symbol does not move. */
  #absorbed(): number | undefined {
    const scales = this.#scales;
    for (let i = 0; i < this.width; i += 1) {
      const deviation = Math.sqrt((this.#deviations[i] as RollingMoments).populationVariance);
      if (!(deviation > NEAREST)) return undefined;
      scales[i] = deviation;
    }
    for (let i = 0; i < this.width; i += 1) {
      const row = this.#matrix[i] as Float64Array;
      for (let j = 0; j < this.width; j += 1)
        row[j] = this.#covariance.covariance(i, j) / ((scales[i] as number) * (scales[j] as number));
    }
    return absorbed(this.#matrix, this.#counted, this.#eigen);
  }
}
