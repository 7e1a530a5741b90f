import { wholeNumber } from '../../../numerics/checked-numbers.ts';
import { correlation } from '../../../numerics/correlation.ts';
import { RecentValues } from '../../../numerics/recent-values.ts';
import { CloseReturns } from '../../close-returns.ts';
import { defineFormula, noValue } from '../../formula.ts';
import { withReadings } from '../../readings.ts';

const FLOWING_ABOVE = 0.05;

/**
 * Does the volatility of coarse moves foretell that of fine ones better than the reverse? Above zero it does:
 * traders with long horizons drive those with short ones. Blocks of `n` bars follow each other from the first
 * return on; the value is held within a block. Warm after `window` blocks.
 */
export const coarseFineVolatilityAsymmetry = defineFormula({
  id: 'F359',
  key: 'coarse-fine-volatility-asymmetry',
  title: 'Coarse-to-fine volatility information flow',
  family: 'multiscale',
  output: { unit: 'correlation difference', min: -2, max: 2 },
  role: 'context',
  source:
    "Muller, U. A., Dacorogna, M. M., Dave, R. D., Olsen, R. B., Pictet, O. V. & von Weizsacker, J. E., 'Volatilities of different time resolutions - Analyzing the dynamics of market components', Journal of Empirical Finance 4, 1997",
  catalogue: {
    inputs: ['bars'],
    params: {
      n: { unit: 'base bars', meaning: 'bars per block' },
      window: { unit: 'blocks', meaning: 'sample' },
    },
    definition: `
      Blocks of n base bars: coarse volatility c = |sum of the n log returns|, fine volatility f = mean
      |r| of the n returns. D = corr(c_t, f_{t+1}) - corr(f_t, c_{t+1}) (Pearson over the window). D > 0:
      coarse volatility predicts fine volatility better than the reverse (heterogeneous market). Zero
      variance -> 0.
    `,
    update: 'Running sums O(1) per block.',
    signal: `
      context: D > 0.05 -> volatility forecasts of fast formulas blend the slower scale with weight 0.5;
      otherwise 0.2.
    `,
    range: '[-2,2]',
  },
  defaults: { n: 6, window: 500 },
  input: 'bar',
  readings: {
    /** Weight of the slower scale in volatility forecasts of fast formulas. */
    slowWeight: { unit: 'weight', min: 0.2, max: 0.5, neutral: 0.2 },
  },
  warmUp: ({ n, window }) => n * window + 1,

  start({ n, window }) {
    const returns = new CloseReturns();
    const length = wholeNumber('n', n);
    const coarse = new RecentValues(wholeNumber('a window', window, 4));
    const fine = new RecentValues(window);
    const asymmetry = new VolatilityAsymmetry(window);
    let move = 0;
    let path = 0;
    let bars = 0;
    let value: number | undefined;

    return withReadings(
      ({ close }) => {
        const logReturn = returns.next(close);
        if (!Number.isFinite(logReturn)) return noValue();
        move += logReturn;
        path += Math.abs(logReturn);
        bars += 1;
        if (bars === length) {
          coarse.push(Math.abs(move));
          fine.push(path / length);
          move = 0;
          path = 0;
          bars = 0;
          if (coarse.isFull) value = asymmetry.of(coarse, fine);
        }
        return value ?? noValue();
      },
      { slowWeight: () => ((value ?? 0) > FLOWING_ABOVE ? 0.5 : 0.2) },
    );
  },
});

/** {@link volatilityAsymmetry} of the last blocks, in memory that is used again. */
class VolatilityAsymmetry {
  readonly #coarse: SuccessiveValues;
  readonly #fine: SuccessiveValues;

  constructor(blocks: number) {
    this.#coarse = new SuccessiveValues(new Float64Array(blocks));
    this.#fine = new SuccessiveValues(new Float64Array(blocks));
  }

  of(coarse: RecentValues, fine: RecentValues): number {
    coarse.copyTo(this.#coarse.all);
    fine.copyTo(this.#fine.all);
    return asymmetryOf(this.#coarse, this.#fine);
  }
}

/** Values of blocks, as those that have a next one and as those that have one before. */
class SuccessiveValues {
  readonly all: Float64Array;
  readonly before: Float64Array;
  readonly after: Float64Array;

  constructor(all: Float64Array) {
    this.all = all;
    this.before = all.subarray(0, -1);
    this.after = all.subarray(1);
  }
}

/**
 * Correlation of coarse volatility with the fine one of the next block, less that of fine with the next
 * coarse one; 0 where one does not vary.
 */
export const volatilityAsymmetry = (coarse: Float64Array, fine: Float64Array): number =>
  asymmetryOf(new SuccessiveValues(coarse), new SuccessiveValues(fine));

function asymmetryOf(coarse: SuccessiveValues, fine: SuccessiveValues): number {
  const difference = correlation(coarse.before, fine.after) - correlation(fine.before, coarse.after);
  return Number.isNaN(difference) ? 0 : difference;
}
