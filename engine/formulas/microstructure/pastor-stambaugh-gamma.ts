import { clip } from '../../numerics/clip.ts';
import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { CrossProductMemory, RollingCrossProducts } from '../../numerics/rolling-cross-products.ts';
import { RollingMoments } from '../../numerics/rolling-moments.ts';
import { CloseReturns } from '../close-returns.ts';
import { defineFormula } from '../formula.ts';
import { SIZE, withReadings } from '../readings.ts';

/** Columns of the regression: a one, the return, the volume with its sign, and the return that followed. */
const REGRESSORS = [0, 1, 2];
const FOLLOWING = 3;
const LEAST_T = 1;

/**
 * Liquidity told by reversals: how much of the next return goes with the quote volume of a bar, signed by
 * the way it moved and in multiples of the mean of the window. Normally below zero, the more so the less
 * liquid the market. Log return. Warm after `n + 1` bars; no value where volume or returns do not vary.
 */
export const pastorStambaughGamma = defineFormula({
  id: 'F119',
  key: 'pastor-stambaugh-gamma',
  title: 'Pastor-Stambaugh reversal liquidity',
  family: 'microstructure',
  output: { unit: 'return per mean volume' },
  role: 'size',
  source:
    "Pastor, L. and Stambaugh, R. F., 'Liquidity Risk and Expected Stock Returns', Journal of Political Economy, 2003",
  catalogue: {
    inputs: ['bars'],
    params: {
      n: { unit: 'bars', meaning: 'window' },
    },
    definition: `
      OLS over n bars: r_{t+1} = a + b*r_t + g*sgn(r_t)*V_t + e, V_t = quote volume v_t*c_t divided by its
      mean over the window. Value g (normally negative: volume-driven moves reverse, more so when
      liquidity is low), t-value by OLS. Singular: null. Warm-up n+1 bars.
    `,
    update: `
      3x3 rolling cross products: O(1) per bar; the volume scale is the mean of the previous window, fixed
      every n/4 bars.
    `,
    signal: 'size: scale = 1 if g>=0 or |t|<1, else clip(1+t/6,0.3,1).',
    range: '(-inf,inf)',
  },
  defaults: { n: 300 },
  input: 'bar',
  readings: {
    ...SIZE,
    /** Of the value, in standard errors. */
    tValue: { unit: 't-statistic' },
    /** The other coefficients: the constant and that of the return itself. */
    constant: { unit: 'log return' },
    persistence: { unit: '1' },
  },
  warmUp: ({ n }) => n + 1,

  start({ n }) {
    const products = new RollingCrossProducts(4, wholeNumber('n', n, 6) - 1);
    const memory = new CrossProductMemory(REGRESSORS.length);
    const volumes = new RollingMoments(n);
    const returns = new CloseReturns();
    const row = new Float64Array(4);
    let count = 0;
    let found: ReversalFit | undefined;

    return withReadings(
      ({ close, volumeBase }) => {
        const logReturn = returns.next(close);
        if (!Number.isFinite(logReturn)) return undefined;
        row[FOLLOWING] = logReturn;
        if (count > 0) products.push(row);
        count += 1;
        const volume = volumeBase * close;
        volumes.push(volume);
        row[0] = 1;
        row[1] = logReturn;
        row[2] = Math.sign(logReturn) * volume;
        if (count < n) return undefined;
        found = reversalFit(products, volumes.mean, memory);
        return found?.gamma;
      },
      {
        scale: () => (found === undefined || found.gamma >= 0 ? 1 : scaleOf(found.tValue)),
        tValue: () => found?.tValue,
        constant: () => found?.constant,
        persistence: () => found?.persistence,
      },
    );
  },
});

interface ReversalFit {
  readonly constant: number;
  readonly persistence: number;
  readonly gamma: number;
  readonly tValue: number;
}

/** The regression by volume in units of its mean, which is that by volume with another unit. */
function reversalFit(
  products: RollingCrossProducts,
  meanVolume: number,
  memory: CrossProductMemory,
): ReversalFit | undefined {
  const fit = products.fit(FOLLOWING, REGRESSORS, memory);
  if (fit === undefined) return undefined;
  const { coefficients, inverseGram } = fit;
  const slope = coefficients[2] as number;
  const variance = fit.sumOfSquares / (fit.count - REGRESSORS.length);
  const error = Math.sqrt(variance * (inverseGram[2]?.[2] ?? NaN));
  return {
    constant: coefficients[0] as number,
    persistence: coefficients[1] as number,
    gamma: slope * meanVolume,
    // Without errors the slope is beyond doubt, which no number says.
    tValue: error > 0 ? slope / error : 0,
  };
}

function scaleOf(tValue: number): number {
  return Math.abs(tValue) < LEAST_T ? 1 : clip(1 + tValue / 6, 0.3, 1);
}
