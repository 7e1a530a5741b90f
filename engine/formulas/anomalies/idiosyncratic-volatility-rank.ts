import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { columnRegression } from '../../numerics/column-regression.ts';
import { midRanks } from '../../numerics/mid-ranks.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';
import { PeerReturns } from '../sizing/peer-returns.ts';
import { equalWeighted } from './equal-weighted.ts';

const DAYS_A_YEAR = 365;
const MANY = 20;

/**
 * Rank of the own symbol by what of its moves the market does not explain: 1 is the quietest, -1 the loudest.
 * The market is the mean of all symbols. No value with fewer than `universe` symbols that have all returns of
 * the window.
 */
export const idiosyncraticVolatilityRank = defineFormula({
  id: 'F305',
  key: 'idiosyncratic-volatility-rank',
  title: 'Idiosyncratic volatility rank',
  family: 'anomalies',
  output: { unit: 'rank score', min: -1, max: 1 },
  role: 'direction',
  source:
    "Ang, A., Hodrick, R. J., Xing, Y. & Zhang, X., 'The Cross-Section of Volatility and Expected Returns', Journal of Finance 61(1), 2006",
  catalogue: {
    inputs: ['bars'],
    params: {
      window: { unit: 'days', meaning: 'regression sample' },
      universe: { unit: 'symbols', meaning: 'minimum' },
    },
    definition: `
      For each symbol OLS of daily log return on the equal-weighted universe return over window days:
      residual std s_i (ddof 2), annualised by sqrt(365). Cross-sectional mid-rank u_i in [0,1]. Value =
      1-2u (low idiosyncratic volatility is long).
    `,
    update: 'Rolling sums O(n) per day, ranks O(n log n).',
    signal: 'signal = value; confidence = 0.5*|value|*min(1,n/20).',
    range: '[-1,1]',
  },
  defaults: { window: 30, universe: 8 },
  input: 'step',
  reads: ['peers'],
  barMs: 86_400_000,
  readings: {
    ...DIRECTION,
    /** Volatility that the market does not explain. */
    volatility: { unit: 'per root year', min: 0 },
  },
  warmUp: ({ window }) => window + 1,

  start({ universe, window }) {
    wholeNumber('universe', universe, 2);
    const returns = new PeerReturns(wholeNumber('a window', window, 3));
    let volatility = 0;
    let symbols = 0;
    let value = 0;

    return withReadings(
      (step) => {
        if (step.kind !== 'peers') return undefined;
        returns.push(step.peers);
        const complete = returns.isFull ? returns.complete() : [];
        symbols = complete.length;
        if (symbols < universe) return undefined;
        const market = equalWeighted(complete);
        const own = complete.map((series) => residualDeviation(series, market));
        if (!own.every(Number.isFinite)) return undefined;
        volatility = (own[0] as number) * Math.sqrt(DAYS_A_YEAR);
        value = 1 - 2 * (midRanks(own)[0] as number);
        return value;
      },
      {
        signal: () => value,
        confidence: () => (Math.abs(value) / 2) * Math.min(1, symbols / MANY),
        volatility: () => volatility,
      },
    );
  },
});

/** Deviation of the errors of a line through returns of a symbol and of the market; NaN where the market does not move. */
export function residualDeviation(returns: Float64Array, market: Float64Array): number {
  const fit = columnRegression([market], returns);
  return fit === undefined ? NaN : Math.sqrt(fit.sumOfSquares / fit.freedom);
}
