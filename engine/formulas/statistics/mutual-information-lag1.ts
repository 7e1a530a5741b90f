import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { confidenceOfP } from '../../numerics/confidence.ts';
import { IntervalWindow } from '../../numerics/interval-window.ts';
import { mutualInformation } from '../../numerics/mutual-information.ts';
import { QuantileBins } from '../../numerics/quantile-bins.ts';
import { SortedWindow } from '../../numerics/sorted-window.ts';
import { chiSquaredTail } from '../../numerics/tail-probabilities.ts';
import { CloseReturns } from '../close-returns.ts';
import { defineFormula } from '../formula.ts';
import { FILTER, withReadings } from '../readings.ts';
import { secondTurn } from '../turns.ts';

/**
 * How much one return says about the next, whatever the form of the dependence: nats, 0 where nothing.
 * Computed every `k` bars; warm after `n` returns.
 */
export const mutualInformationLag1 = defineFormula({
  id: 'F16',
  key: 'mutual-information-lag1',
  title: 'Mutual information of successive returns',
  family: 'statistics',
  output: { unit: 'nats', min: 0 },
  role: 'filter',
  source:
    "Shannon, C. E., 'A Mathematical Theory of Communication', 1948; for time series Fraser, A. M. and Swinney, H. L., 'Independent coordinates for strange attractors from mutual information', Physical Review A, 1986",
  catalogue: {
    inputs: ['returns'],
    params: {
      n: { unit: 'bars', meaning: 'window' },
      bins: { unit: '1', meaning: 'quantile bins per margin' },
      k: { unit: 'bars', meaning: 'recompute interval' },
    },
    definition: `
      Edges = Q_0.2..Q_0.8 of r over W_n (value equal to an edge goes to the lower bin). Table n_ij of
      (bin of r_i, bin of r_{i-1}), m = n-1 pairs. Value I = sum (n_ij/m) ln( n_ij*m/(n_i.*n_.j) ) over
      n_ij>0. Test 2*m*I against chi-square with (bins-1)^2 degrees of freedom. Warm-up n.
    `,
    update: 'Batch every k bars: O(n log n) for the edges, O(n) for the table.',
    signal: `
      filter: gate = 0.5+0.5*pconf(p-value): full size only while the last return says something about the
      next.
    `,
    range: '[0,ln bins]',
  },
  defaults: { n: 500, bins: 5, k: 10 },
  input: 'bar',
  readings: {
    ...FILTER,
    /** Probability of at least as much where returns are independent. */
    pValue: { unit: 'probability', min: 0, max: 1 },
  },
  warmUp: ({ n }) => n + 1,

  start({ bins, k, n }) {
    const returns = new CloseReturns();
    const windows = new IntervalWindow(n, k, { least: 2, second: secondTurn(16, k) });
    const sorted = new SortedWindow(n);
    const table = new SuccessionTable(wholeNumber('bins', bins, 2));
    let information: number | undefined;
    const pValue = () => chiSquaredTail(2 * (n - 1) * (information ?? 0), (bins - 1) ** 2);

    return withReadings(
      ({ close }) => {
        const logReturn = returns.next(close);
        if (!Number.isFinite(logReturn)) return undefined;
        sorted.push(logReturn);
        const window = windows.push(logReturn);
        if (window !== undefined) information = mutualInformation(table.of(window, sorted.sorted), bins);
        return information;
      },
      { gate: () => 0.5 + 0.5 * confidenceOfP(pValue()), pValue },
    );
  },
});

/** How often values of one quantile bin of a list follow on those of another. */
class SuccessionTable {
  readonly #counts: Int32Array;
  readonly #bins: QuantileBins;

  constructor(bins: number) {
    this.#counts = new Int32Array(bins * bins);
    this.#bins = new QuantileBins(bins);
  }

  /** Counts row by row: the later value gives the row, the one before it the column; `sorted` are the same values. */
  of(values: Float64Array, sorted: Readonly<Float64Array>): Readonly<Int32Array> {
    this.#bins.divide(sorted);
    this.#counts.fill(0);
    let before = this.#bins.of(values[0] as number);
    for (let i = 1; i < values.length; i += 1) {
      const bin = this.#bins.of(values[i] as number);
      const place = bin * this.#bins.count + before;
      this.#counts[place] = (this.#counts[place] as number) + 1;
      before = bin;
    }
    return this.#counts;
  }
}
