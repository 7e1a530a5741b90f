import { clip } from '../../numerics/clip.ts';
import { positive, wholeNumber } from '../../numerics/checked-numbers.ts';
import { GridPoints } from '../../numerics/grid-points.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { RollingCrossProducts } from '../../numerics/rolling-cross-products.ts';
import { SortedWindow } from '../../numerics/sorted-window.ts';
import { type BookSlice, defineFormula } from '../formula.ts';
import { FILTER, withReadings } from '../readings.ts';
import { bookSizes } from './book-sizes.ts';

const MINUTE_MS = 60_000;
const MINUTES_A_DAY = 1440;

/**
 * Seconds in which the book refills half of what it lost: by how much its log depth, what rests on the best
 * `lv` levels of both sides, is drawn back to its mean within `dt` seconds, told by a regression on the last
 * `n` samples and `pmax` changes before each. No value where it is not drawn back, or beyond. Warm after
 * `n` / 4 samples.
 */
export const orderBookResiliency = defineFormula({
  id: 'F129',
  key: 'order-book-resiliency',
  title: 'Order book resiliency',
  family: 'microstructure',
  output: { unit: 's', min: 0 },
  role: 'filter',
  source:
    "Foucault, T., Kadan, O. and Kandel, E., 'Limit Order Book as a Market for Liquidity', Review of Financial Studies, 2005; regression form: Kempf, A., Mayston, D. and Yadav, P. K., 'Resiliency in limit order book markets', 2009",
  catalogue: {
    inputs: ['book', 'trades'],
    params: {
      lv: { unit: 'levels', meaning: 'depth levels' },
      dt: { unit: 's', meaning: 'grid' },
      n: { unit: 'points', meaning: 'window' },
      pmax: { unit: 'lag', meaning: 'lags of the change' },
    },
    definition: `
      Depth D_k = ln(sum of B_i and A_i over the best lv levels) on a grid of dt seconds. OLS over n
      points: D_k-D_{k-1} = a + kappa*D_{k-1} + phi*(D_{k-1}-D_{k-2}) + e. Resiliency rho=-ln(1+kappa)/dt
      per second for -1<kappa<0 (null otherwise); half-life tau=ln 2/rho. Value tau. Warm-up n/4 points.
    `,
    update: '3x3 rolling cross products: O(1) per second.',
    signal: `
      filter: gate = clip(2-tau/tau_med,0.3,1), tau_med the one-day median: a book that refills slowly
      takes smaller orders; child orders are spaced at least tau apart.
    `,
    range: '(0,inf)',
  },
  defaults: { lv: 5, dt: 1, n: 3600, pmax: 1 },
  input: 'book',
  levels: ({ lv }) => lv,
  readings: {
    ...FILTER,
    /** Median of the value in the last day, sampled every minute. */
    usual: { unit: 's', min: 0 },
  },
  warmUp: ({ n }) => Math.ceil(n / 4) + 1,
  warmUpMs: ({ dt, n }) => Math.ceil(n / 4) * dt * 1000,

  start({ dt, lv, n, pmax }) {
    wholeNumber('lv', lv);
    const grid = new GridPoints(positive('dt', dt) * 1000, wholeNumber('n', n) + 1);
    const minutes = new GridPoints(MINUTE_MS, 1);
    const depths = new DepthRegression(n, wholeNumber('pmax', pmax, 0));
    const day = new SortedWindow(MINUTES_A_DAY);
    let depth = NaN;
    let tau: number | undefined;

    return withReadings(
      ({ asks, bids, time }: BookSlice) => {
        const bid = bids[0];
        const ask = asks[0];
        if (bid === undefined || ask === undefined || bid >= ask) return undefined;
        const passed = grid.passed(time);
        for (let i = passed; i > 0; i -= 1) depths.push(depth);
        if (passed > 0 && depths.count >= n / 4) tau = halfLifeOf(depths.pull, dt);
        if (tau !== undefined && (minutes.passed(time) > 0 || day.count === 0)) day.push(tau);
        depth = Math.log(bookSizes(bids, lv) + bookSizes(asks, lv));
        return tau;
      },
      {
        gate: () => clip(2 - (tau ?? 0) / day.quantile(0.5), 0.3, 1),
        usual: () => day.quantile(0.5),
      },
    );
  },
});

/** Seconds in which half of a distance is left where a step of `dt` changes it by the share `pull`; none where it does not shrink. */
export function halfLifeOf(pull: number, dt: number): number | undefined {
  return pull < 0 && pull > -1 ? (Math.LN2 * dt) / -Math.log1p(pull) : undefined;
}

/** How the change of a sampled number depends on where it was, beside its last changes. */
export class DepthRegression {
  readonly #products: RollingCrossProducts;
  readonly #recent: RecentValues;
  readonly #lags: number;
  readonly #row: Float64Array;
  readonly #regressors: readonly number[];
  /** The first sample: levels are taken from it, so that the digits go to how they differ. */
  #origin = NaN;
  #count = 0;

  constructor(window: number, lags: number) {
    this.#lags = lags;
    this.#products = new RollingCrossProducts(lags + 3, window);
    this.#recent = new RecentValues(lags + 1);
    this.#row = new Float64Array(lags + 3);
    this.#regressors = Array.from({ length: lags + 2 }, (_, i) => i);
  }

  /** Samples taken in. */
  get count(): number {
    return this.#count;
  }

  /** The coefficient of the level: below zero it is drawn back. NaN while there is none. */
  get pull(): number {
    return this.#products.fit(this.#lags + 2, this.#regressors)?.coefficients[1] ?? NaN;
  }

  push(sample: number): void {
    this.#count += 1;
    if (Number.isNaN(this.#origin)) this.#origin = sample;
    const level = sample - this.#origin;
    const row = this.#row;
    if (this.#recent.isFull) {
      row[0] = 1;
      row[1] = this.#recent.at(0);
      for (let lag = 0; lag < this.#lags; lag += 1)
        row[2 + lag] = this.#recent.at(lag) - this.#recent.at(lag + 1);
      row[this.#lags + 2] = level - this.#recent.at(0);
      this.#products.push(row);
    }
    this.#recent.push(level);
  }
}
