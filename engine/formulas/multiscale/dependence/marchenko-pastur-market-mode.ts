import { wholeNumber } from '../../../numerics/checked-numbers.ts';
import type { RollingCovariance } from '../../../numerics/rolling-covariance.ts';
import { JacobiRotations, symmetricEigen } from '../../../numerics/symmetric-eigen.ts';
import { defineFormula, noValue } from '../../formula.ts';
import { withReadings } from '../../readings.ts';
import { MOST_SYMBOLS, PeerCovariance } from './peer-covariance.ts';

const ONE_FAMILY_ABOVE = 0.6;

/** What the eigenvalues of a correlation matrix say beyond chance. */
export interface MarketMode {
  /** Share of the variance of all that the first direction has. */
  readonly share: number;
  /** Largest eigenvalue that chance alone gives what the first direction leaves. */
  readonly edge: number;
  /** Eigenvalues beyond it. */
  readonly count: number;
}

/**
 * Share of the moves of all followed symbols, the first 20 at most, that is one common move. Computed every
 * `refit` bars. Warm after `window + 1` bars of all; no value where there are as many symbols as bars.
 */
export const marchenkoPasturMarketMode = defineFormula({
  id: 'F376',
  key: 'marchenko-pastur-market-mode',
  title: 'Random-matrix market mode',
  family: 'multiscale',
  output: { unit: 'share; count', min: 0, max: 1 },
  role: 'context',
  source:
    "Laloux, L., Cizeau, P., Bouchaud, J.-P. & Potters, M., 'Noise Dressing of Financial Correlation Matrices', Physical Review Letters 83, 1999; Marchenko & Pastur 1967",
  catalogue: {
    inputs: ['returns', 'external'],
    params: {
      window: { unit: 'bars', meaning: 'T' },
      refit: { unit: 'bars', meaning: 'refit' },
    },
    definition: `
      Correlation matrix C of N standardised return series over T bars; eigenvalues l_1 >= ....
      Marchenko-Pastur edge l+ = (1+sqrt(N/T))^2 with the variance of the bulk: sigma2 = 1 - l_1/N, edge =
      sigma2*l+. K = #{l_i > edge}. Market-mode share = l_1/N. Cleaned matrix: eigenvalues <= edge
      replaced by their mean (trace kept), diagonal reset to 1. T <= N -> null.
    `,
    update: 'Batch O(N^3) every refit bars.',
    signal: `
      context: cleaned matrix feeds ids 221, 308, 393-395; a market-mode share above 0.6 makes altcoin
      direction votes count as one family with BTC's.
    `,
    range: '(0,1]; integer',
  },
  defaults: { window: 500, refit: 20 },
  input: 'step',
  reads: ['peers'],
  readings: {
    /** Directions that are more than chance. */
    directions: { unit: 'count', min: 0, max: MOST_SYMBOLS },
    /** Largest eigenvalue that chance alone gives. */
    edge: { unit: '1', min: 0 },
    /** 1 where votes on altcoins count as one family with those on bitcoin. */
    isOneFamily: { unit: 'flag', min: 0, max: 1, neutral: 0 },
  },
  warmUp: ({ window }) => window + 1,

  start({ refit, window }) {
    const every = wholeNumber('a refit interval', refit);
    const peers = new PeerCovariance(window);
    const eigen = new JacobiRotations();
    let barsLeft = 0;
    let mode: MarketMode | undefined;

    return withReadings(
      (step) => {
        if (step.kind !== 'peers' || !peers.read(step.peers)) return noValue();
        if (peers.count()) {
          barsLeft = 0;
          mode = undefined;
        }
        const { covariance } = peers;
        if (covariance === undefined) return noValue();
        if (barsLeft === 0) {
          const matrix = rollingCorrelations(covariance);
          if (matrix !== undefined) eigen.solve(matrix);
          mode = matrix && marketMode(eigen.values, window);
          barsLeft = every;
        }
        barsLeft -= 1;
        return mode === undefined ? noValue() : mode.share;
      },
      {
        directions: () => mode?.count,
        edge: () => mode?.edge,
        isOneFamily: () => ((mode?.share ?? 0) > ONE_FAMILY_ABOVE ? 1 : 0),
      },
    );
  },
});

/** Correlations of what a window holds; undefined where something in it does not vary. */
export function rollingCorrelations(covariance: RollingCovariance): Float64Array[] | undefined {
  const matrix = covariance.matrix();
  const scales = matrix.map((row, i) => Math.sqrt(row[i] as number));
  if (!scales.every((scale) => scale > 1e-12 && Number.isFinite(scale))) return undefined;
  for (let i = 0; i < matrix.length; i += 1) {
    const row = matrix[i] as Float64Array;
    for (let j = 0; j < row.length; j += 1) {
      const ratio = (row[j] as number) / ((scales[i] as number) * (scales[j] as number));
      row[j] = i === j ? 1 : Math.max(-1, Math.min(1, ratio));
    }
  }
  return matrix;
}

/** Largest eigenvalue of the correlations of `count` independent series over `rows`, with a variance of 1. */
export const chanceEdge = (count: number, rows: number): number => (1 + Math.sqrt(count / rows)) ** 2;

/**
 * The market mode from eigenvalues, largest first, of correlations over `rows`; undefined where there are no
 * more rows than series.
 *
 * Source: Laloux et al. (1999), Noise dressing of financial correlation matrices, Physical Review Letters 83(7).
 */
export function marketMode(eigenvalues: readonly number[], rows: number): MarketMode | undefined {
  const count = eigenvalues.length;
  if (rows <= count || count === 0) return undefined;
  const share = Math.min(1, (eigenvalues[0] as number) / count);
  const edge = (1 - share) * chanceEdge(count, rows);
  let beyond = 0;
  for (let i = 0; i < count; i += 1) if ((eigenvalues[i] as number) > edge) beyond += 1;
  return { share, edge, count: beyond };
}

/**
 * Correlations without what chance alone gives: eigenvalues up to the edge become their mean, so that their
 * sum stays, and the diagonal 1 again. Undefined where there are no more rows than series.
 */
export function cleanedCorrelations(
  matrix: readonly Float64Array[],
  rows: number,
): Float64Array[] | undefined {
  const { values, vectors } = symmetricEigen(matrix);
  const mode = marketMode(values, rows);
  if (mode === undefined) return undefined;
  const noise = values.slice(mode.count);
  const mean = noise.reduce((sum, each) => sum + each, 0) / Math.max(1, noise.length);
  const kept = values.map((each, i) => (i < mode.count ? each : mean));
  return matrix.map((row, i) =>
    row.map((_, j) =>
      i === j
        ? 1
        : kept.reduce(
            (sum, each, k) => sum + each * (vectors[k]?.[i] as number) * (vectors[k]?.[j] as number),
            0,
          ),
    ),
  );
}
