/** First number of each run of numbers with one category, in the words of the catalogue. */
const CATEGORIES: readonly (readonly [from: number, category: string])[] = [
  [1, 'Statistical'],
  [31, 'Time Series'],
  [61, 'Machine Learning'],
  [101, 'Microstructure'],
  [131, 'Mean Reversion'],
  [151, 'Volatility'],
  [171, 'Regime Detection'],
  [191, 'Signal Processing'],
  [211, 'Risk Management'],
  [223, 'Adaptive Online Learning'],
  [231, 'Gap Analysis'],
  [239, 'Advanced HFT'],
  [259, 'Bitcoin Specific'],
  [269, 'Bitcoin Derivatives'],
  [277, 'Bitcoin Timing'],
  [283, 'Market Making'],
  [285, 'Execution'],
  [291, 'Advanced Prediction'],
  [295, 'Volume Scaling'],
  [300, 'Academic Research'],
  [311, 'Transaction Costs'],
  [320, 'Exit Strategies'],
  [323, 'Compounding'],
  [331, 'Profitability Fixes'],
  [341, 'Advanced Microstructure'],
  [347, 'Time-Scale Invariance'],
  [361, 'Multi-Scale Advanced 1'],
  [381, 'Multi-Scale Advanced 2'],
  [401, 'Volume Frequency'],
  [403, 'Bidirectional'],
];
const LAST = 411;

/**
 * Category of a formula of the catalogue.
 * @throws {RangeError} when the number is not from 1 to 411.
 */
export function categoryOf(id: number): string {
  const found = id <= LAST ? CATEGORIES.findLast(([from]) => from <= id) : undefined;
  if (found === undefined) throw new RangeError(`a formula has a number from 1 to ${LAST}, was ${id}`);
  return found[1];
}
