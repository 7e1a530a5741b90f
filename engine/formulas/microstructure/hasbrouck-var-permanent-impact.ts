import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { type CrossProductFit, RollingCrossProducts } from '../../numerics/rolling-cross-products.ts';
import { defineFormula } from '../formula.ts';
import { COST, withReadings } from '../readings.ts';
import { TakerOrders } from './taker-orders.ts';

const BPS = 10_000;

/**
 * What an order moves the price for good: response of the mid, in bps added up over `h` orders, to one that
 * nothing before it made likely, in a model of returns and signs that each depend on the last `p` of both.
 * Above zero, buying lifts the price. Prints of one millisecond and side are one order, the mids those just
 * before it. Solved at `n` / 2 orders, which warms it, and every `k` from then on.
 */
export const hasbrouckVarPermanentImpact = defineFormula({
  id: 'F124',
  key: 'hasbrouck-var-permanent-impact',
  title: 'Hasbrouck VAR permanent impact of a trade',
  family: 'microstructure',
  output: { unit: 'bp per trade' },
  role: 'cost',
  source: "Hasbrouck, J., 'Measuring the Information Content of Stock Trades', Journal of Finance, 1991",
  catalogue: {
    inputs: ['trades', 'book'],
    params: {
      p: { unit: 'lags', meaning: 'lags' },
      n: { unit: 'trades', meaning: 'window' },
      k: { unit: 'trades', meaning: 'refit interval' },
      h: { unit: 'steps', meaning: 'impulse horizon' },
    },
    definition: `
      Trade time, merged per millisecond and side: r_t = mid return in bp from just before trade t to just
      before trade t+1, x_t=s_t. OLS: r_t = sum_{i=1..p} a_i r_{t-i} + sum_{i=0..p} b_i x_{t-i} + u; x_t =
      sum c_i r_{t-i} + sum d_i x_{t-i} + v (constants included, not used in the response). Permanent
      impact = sum over h steps of the response of r to a unit shock v_0=1 (x_0=1, r_0=b_0, then both
      equations iterated). Value I. Warm-up n/2 trades.
    `,
    update: 'Rolling cross products O(p^2) per trade; solve every k trades.',
    signal: `
      cost: I is the information cost a maker pays on average per fill; added to the cost of post-only
      entries, subtracted from the edge of taker entries only if the order follows the flow.
    `,
    range: '(-inf,inf)',
  },
  defaults: { p: 5, n: 3000, k: 300, h: 50 },
  input: 'trade-quote',
  readings: {
    /** What a maker loses to the information in a fill, on average. */
    cost: COST,
    /** How far the orders of the last `h` are still remembered: the sum of the responses of the sign, 1 for not at all. */
    flowMemory: { unit: '1' },
  },
  warmUp: ({ n }) => Math.ceil(n / 2),

  start({ h, k, n, p }) {
    wholeNumber('k', k);
    wholeNumber('h', h);
    wholeNumber('p', p);
    const first = Math.ceil(wholeNumber('n', n, 8 * p + 8) / 2);
    const columns = columnsOf(p);
    const products = new RollingCrossProducts(columns.change + 1, n);
    const row = new Float64Array(columns.change + 1);
    const changes = new RecentValues(p);
    const signs = new RecentValues(p);
    const orders = new TakerOrders();
    const last = { mid: 0, sign: 0 };
    let count = 0;
    let response: ImpactResponse | undefined;

    /** The order before the one that begins now has moved the mid as far as it will by itself. */
    const learn = (change: number): void => {
      row[0] = 1;
      for (let lag = 0; lag < p; lag += 1) {
        row[1 + lag] = changes.at(lag);
        row[1 + p + lag] = signs.at(lag);
      }
      row[columns.sign] = last.sign;
      row[columns.change] = change;
      if (changes.isFull) products.push(row);
      changes.push(change);
      signs.push(last.sign);
    };

    const take = (mid: number, sign: number): void => {
      count += 1;
      if (count > 1) learn((mid / last.mid - 1) * BPS);
      last.mid = mid;
      last.sign = sign;
      if (count >= first && (count - first) % k === 0) response = solved(products, columns, h);
    };

    return withReadings(
      (step) => {
        if (step.event === 'trade' && orders.push(step)) take((step.bid + step.ask) / 2, orders.runningSign);
        return response?.price;
      },
      { cost: () => response?.price, flowMemory: () => response?.flow },
    );
  },
});

interface Columns {
  readonly ofChange: readonly number[];
  readonly ofSign: readonly number[];
  readonly sign: number;
  readonly change: number;
}

/** A one, `p` changes and `p` signs with the newest first, the sign of now, and the change it made. */
function columnsOf(p: number): Columns {
  const lagged = Array.from({ length: 2 * p + 1 }, (_, i) => i);
  const sign = 2 * p + 1;
  return { ofChange: [...lagged, sign], ofSign: lagged, sign, change: sign + 1 };
}

function solved(products: RollingCrossProducts, columns: Columns, h: number): ImpactResponse | undefined {
  const ofChange = products.fit(columns.change, columns.ofChange);
  const ofSign = products.fit(columns.sign, columns.ofSign);
  if (ofChange === undefined || ofSign === undefined) return undefined;
  return responseOf(modelOf(ofChange, ofSign), h);
}

function modelOf(ofChange: CrossProductFit, ofSign: CrossProductFit): ImpactModel {
  const p = (ofSign.coefficients.length - 1) / 2;
  const part = ({ coefficients }: CrossProductFit, from: number) => coefficients.slice(from, from + p);
  return {
    a: part(ofChange, 1),
    b: [ofChange.coefficients[2 * p + 1] ?? 0, ...part(ofChange, 1 + p)],
    c: part(ofSign, 1),
    d: part(ofSign, 1 + p),
  };
}

/** Coefficients by lag: `a` and `b` of changes and signs for the change (`b` from lag 0), `c` and `d` for the sign. */
interface ImpactModel {
  readonly a: readonly number[];
  readonly b: readonly number[];
  readonly c: readonly number[];
  readonly d: readonly number[];
}

interface ImpactResponse {
  readonly price: number;
  readonly flow: number;
}

/** The responses of both to one unexpected order, added up from the order itself to `h` orders later. */
export function responseOf({ a, b, c, d }: ImpactModel, h: number): ImpactResponse {
  const signs = [1];
  const changes = [b[0] ?? 0];
  for (let step = 1; step <= h; step += 1) {
    const sign = lagged(c, changes, step - 1) + lagged(d, signs, step - 1);
    signs.push(sign);
    changes.push(lagged(a, changes, step - 1) + lagged(b, signs, step));
  }
  return { price: sumOf(changes), flow: sumOf(signs) };
}

/** Weights by lag times the values up to `newest`. */
function lagged(weights: readonly number[], values: readonly number[], newest: number): number {
  return weights.reduce((sum, weight, lag) => sum + weight * (values[newest - lag] ?? 0), 0);
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, each) => sum + each, 0);
