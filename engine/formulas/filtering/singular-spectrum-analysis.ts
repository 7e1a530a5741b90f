import { BarVolatility } from '../../numerics/bar-volatility.ts';
import { clip } from '../../numerics/clip.ts';
import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { dotProduct } from '../../numerics/dot-product.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { tridiagonalEigen } from '../../numerics/tridiagonal-eigen.ts';
import { CloseReturns } from '../close-returns.ts';
import { defineFormula } from '../formula.ts';
import { FitClock } from '../fit-clock.ts';
import { DIRECTION, withReadings } from '../readings.ts';
import { type FitJob, type FitModel, withRefit } from '../refit.ts';
import { continuationOf } from './pattern-continuation.ts';

/**
 * Move of the price over the next `h` bars as its leading patterns continue it: log price, above zero up.
 * The patterns are found anew every `k` bars. No value where they cannot be continued. Warm with the bar after
 * the first fit, which needs `n` bars.
 */
export const singularSpectrumAnalysis = defineFormula({
  id: 'F202',
  key: 'singular-spectrum-analysis',
  title: 'Singular spectrum analysis forecast',
  family: 'filtering',
  output: { unit: 'log price' },
  role: 'direction',
  source:
    "Broomhead, D. S. and King, G. P., 'Extracting qualitative dynamics from experimental data', Physica D, 1986; recurrent forecast: Golyandina, N., Nekrutkin, V. and Zhigljavsky, A., 'Analysis of Time Series Structure', 2001",
  catalogue: {
    inputs: ['bars'],
    params: {
      n: { unit: 'bars', meaning: 'window' },
      L: { unit: 'bars', meaning: 'embedding' },
      share: { unit: 'share', meaning: 'energy kept' },
      rmax: { unit: '1', meaning: 'most components' },
      k: { unit: 'bars', meaning: 'refit interval' },
      h: { unit: 'bars', meaning: 'horizon' },
    },
    definition: `
      x=ln c - mean over W_n. Trajectory matrix T (L x K, K=n-L+1). Eigenvectors U of T T' by falling
      eigenvalue; r = fewest with energy share >= share, at most rmax. Reconstruction y by projecting and
      averaging the anti-diagonals. Recurrence: pi=last components of U_1..U_r, nu2=sum pi^2 (nu2>0.99:
      null), R=(1/(1-nu2))*sum_j pi_j*(first L-1 components of U_j); next value=R'(last L-1 values of y),
      repeated h times. Value F_h-y_t. Warm-up n.
    `,
    update: `
      Eigenvectors of a 48x48 matrix (Jacobi, about 3*10^5 operations) every k bars, forecast O(L*h) per
      bar with the newest window projected on the frozen U.
    `,
    signal: `
      signal = tanh(value/(0.7*sig_t*sqrt(h))); confidence = a 0.98-EWMA of 1[sign of the last resolved
      forecast was right] (start 0.5), mapped clip(10*(x-0.5),0,1).
    `,
    range: '(-inf,inf)',
  },
  defaults: { n: 160, L: 48, share: 0.995, rmax: 8, k: 5, h: 3 },
  input: 'bar',
  readings: DIRECTION,
  // The volatility that the move is measured by takes a close and twenty returns.
  // The last one is the bar of the fit.
  warmUp: ({ n }) => Math.max(n, 21) + 1,
  fit: fitContinuation,

  start(params) {
    const { L, h, k, n } = params;
    const length = wholeNumber('L', L, 2);
    const logs = new RecentValues(wholeNumber('a window', n, length + 1));
    const horizon = wholeNumber('h', h);
    const returns = new CloseReturns();
    const volatility = new BarVolatility();
    const record = new ForecastRecord(horizon);
    const clock = new FitClock(1, k);
    const window = new Float64Array(n);
    let weights = new Float64Array();
    /** As many of the newest values of the window as there are weights. */
    let newest = window;
    let move = 0;

    const step = ({ close }: { close: number }) => {
      const logReturn = returns.next(close);
      if (Number.isFinite(logReturn)) volatility.push(logReturn);
      const log = Math.log(close);
      logs.push(log);
      record.observe(log);
      if (!logs.isFull || !volatility.isWarm) return undefined;
      clock.tick();
      if (weights.length === 0) return undefined;
      logs.copyTo(window);
      center(window);
      move = dotProduct(weights, newest);
      record.forecast(move);
      return move;
    };
    const readings = {
      signal: () => Math.tanh(move / (0.7 * volatility.value * Math.sqrt(horizon))),
      confidence: () => clip(10 * (record.hitRate - 0.5), 0, 1),
    };
    return withRefit(withReadings(step, readings), {
      due: () => (clock.takeDue() ? { params, data: { logs: logs.toArray() } } : undefined),
      accept: (found) => {
        if (found.length !== weights.length) newest = window.subarray(n - found.length);
        weights = found.slice();
      },
    });
  },
});

/** What the newest values of a window weigh in the move ahead, oldest first; nothing where it has no continuation. */
function fitContinuation({ data, params }: FitJob): FitModel {
  const { L = 2, h = 1, n = 0, rmax = 1, share = 1 } = params;
  const window = Float64Array.from(data['logs'] ?? []);
  center(window);
  const patterns = leadingPatterns(window, L, { share, most: rmax });
  const ahead = continuationOf(patterns, Math.min(n, 2 * (L - 1)), h);
  return ahead === undefined ? [] : Array.from(ahead.forecast, (each, i) => each - (ahead.last[i] as number));
}

/** How often the signs of forecasts were right, late ones counting more; half before the first is resolved. */
class ForecastRecord {
  readonly #horizon: number;
  readonly #logs: RecentValues;
  readonly #moves: RecentValues;
  #hitRate = 0.5;

  constructor(horizon: number) {
    this.#horizon = horizon;
    this.#logs = new RecentValues(horizon + 1);
    this.#moves = new RecentValues(horizon + 1);
  }

  get hitRate(): number {
    return this.#hitRate;
  }

  /** Takes in a log price; the forecast made `horizon` bars before it is resolved. */
  observe(log: number): void {
    // Zero stands for a bar without a forecast until one is made.
    this.#logs.push(log);
    this.#moves.push(0);
    const forecast = this.#moves.at(this.#horizon);
    if (!(Math.abs(forecast) > 0)) return;
    const isRight = Math.sign(forecast) === Math.sign(log - this.#logs.at(this.#horizon));
    this.#hitRate = 0.98 * this.#hitRate + (isRight ? 0.02 : 0);
  }

  forecast(move: number): void {
    this.#moves.replaceNewest(move);
  }
}

/** Takes the mean off the values, in place. */
function center(values: Float64Array): void {
  const origin = values[0] as number;
  let sum = 0;
  for (let i = 0; i < values.length; i += 1) sum += (values[i] as number) - origin;
  const mean = sum / values.length;
  for (let i = 0; i < values.length; i += 1) values[i] = (values[i] as number) - origin - mean;
}

/** The fewest patterns of `length` values that hold a share of the energy of all, the strongest first. */
export function leadingPatterns(
  values: Float64Array,
  length: number,
  { most, share }: { readonly most: number; readonly share: number },
): Float64Array[] {
  const columns = values.length - length + 1;
  const { values: energies, vectors } = tridiagonalEigen(laggedProducts(values, length, columns));
  const total = energies.reduce((sum, each) => sum + Math.max(0, each), 0);
  let held = 0;
  let count = 0;
  while (count < Math.min(most, length - 1) && held < share * total) {
    held += Math.max(0, energies[count] ?? 0);
    count += 1;
  }
  return vectors.slice(0, Math.max(1, count));
}

/** Sums of products of the values `i` and `j` places on, over as many columns as there are; symmetric. */
function laggedProducts(values: Float64Array, length: number, columns: number): Float64Array[] {
  const products = Array.from({ length }, () => new Float64Array(length));
  const [first] = products;
  if (first === undefined) return products;
  for (let j = 0; j < length; j += 1) {
    for (let k = 0; k < columns; k += 1)
      first[j] = (first[j] as number) + (values[k] as number) * (values[j + k] as number);
  }
  // A place further on in both loses the first product and gains one at the end.
  for (let i = 0; i < length; i += 1) {
    const row = products[i] as Float64Array;
    for (let j = Math.max(i, 1); j < length && i > 0; j += 1) {
      const before = products[i - 1]?.[j - 1] as number;
      const lost = (values[i - 1] as number) * (values[j - 1] as number);
      row[j] = before - lost + (values[i - 1 + columns] as number) * (values[j - 1 + columns] as number);
    }
    for (let j = 0; j < i; j += 1) row[j] = products[j]?.[i] as number;
  }
  return products;
}
