import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { clip } from '../../numerics/clip.ts';
import { probabilisticSharpe } from '../../numerics/probabilistic-sharpe.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { sampleShape } from '../../numerics/sample-shape.ts';
import { defineFormula } from '../formula.ts';
import { FILTER, withReadings } from '../readings.ts';

const NO_SPREAD = 1e-12;

/**
 * Probability that the Sharpe ratio of our closed trades, one trade a period, truly lies above `sr_star`.
 * No value before `n_min` trades, where all trades earned the same, or where their moments contradict.
 */
export const probabilisticSharpeRatio = defineFormula({
  id: 'F29',
  key: 'probabilistic-sharpe-ratio',
  title: 'Probabilistic Sharpe ratio of the trade journal',
  family: 'statistics',
  output: { unit: 'probability', min: 0, max: 1 },
  role: 'filter',
  source:
    "Bailey, D. H. and Lopez de Prado, M., 'The Sharpe Ratio Efficient Frontier', Journal of Risk, 2012",
  catalogue: {
    inputs: ['external'],
    params: {
      sr_star: { unit: 'per trade', meaning: 'benchmark Sharpe ratio per trade' },
      n_min: { unit: 'trades', meaning: 'warm-up' },
      n: { unit: 'trades', meaning: 'window' },
    },
    definition: `
      External: net return R_i of each closed trade (fraction of notional), last n. SR=mean/sd1;
      g3=m3/m2^1.5, g4=m4/m2^2 (central moments /n). Value PSR = Phi(
      (SR-sr_star)*sqrt(n-1)/sqrt(1-g3*SR+((g4-1)/4)*SR^2) ). sd=0 or radicand <= 0: null.
    `,
    update: 'Rolling power sums: O(1) per closed trade.',
    signal: 'filter: gate = clip(2*PSR,0,1).',
    range: '[0,1]',
  },
  defaults: { sr_star: 0, n_min: 20, n: 200 },
  input: 'step',
  reads: ['closed-trade'],
  readings: {
    ...FILTER,
    /** Mean return of a trade over the standard deviation of the sample. */
    sharpe: { unit: 'per trade' },
  },
  warmUp: ({ n_min: least }) => least,

  start({ n, n_min: least, sr_star: benchmark }) {
    wholeNumber('n_min', least, 2);
    const recent = new RecentValues(n);
    const window = new Float64Array(n);
    let sharpe = 0;
    let probability: number | undefined;

    return withReadings(
      (step) => {
        if (step.kind !== 'closed-trade') return undefined;
        recent.push(step.trade.netReturn);
        if (recent.count < least) return undefined;
        const shape = sampleShape(window, recent.copyTo(window));
        const deviation = Math.sqrt((shape.variance * shape.count) / (shape.count - 1));
        if (!(deviation > NO_SPREAD)) return undefined;
        sharpe = shape.mean / deviation;
        probability = probabilisticSharpe({ ...shape, sharpe }, benchmark);
        return probability;
      },
      { gate: () => clip(2 * (probability ?? 0), 0, 1), sharpe: () => sharpe },
    );
  },
});
