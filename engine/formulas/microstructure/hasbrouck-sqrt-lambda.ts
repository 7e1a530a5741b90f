import { positive, wholeNumber } from '../../numerics/checked-numbers.ts';
import { quantileOfSorted } from '../../numerics/quantile.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { RollingCrossProducts } from '../../numerics/rolling-cross-products.ts';
import { defineFormula } from '../formula.ts';
import { COST, withReadings } from '../readings.ts';

/** Of the notional of a bar: orders above this share are large. */
const LARGE_SHARE = 1 / 20;

/**
 * Price impact that grows with the root of what is traded: slope of the log return of a bar of `bar` seconds
 * on the signed roots of the notional of its trades, added up, over the last `n` bars. Above zero, buying
 * lifts the price. A bar runs from its first second to the first trade after its end, which completes it;
 * one without a trade counts as standing still. Warm after `n` / 4 bars; no value while nothing traded.
 */
export const hasbrouckSqrtLambda = defineFormula({
  id: 'F116',
  key: 'hasbrouck-sqrt-lambda',
  title: 'Hasbrouck square-root impact coefficient',
  family: 'microstructure',
  output: { unit: 'log return per sqrt(quote currency)' },
  role: 'cost',
  source:
    "Hasbrouck, J., 'Trading Costs and Returns for U.S. Equities: Estimating Effective Costs from Daily Data', Journal of Finance, 2009",
  catalogue: {
    inputs: ['trades', 'bars'],
    params: {
      n: { unit: 'bars', meaning: 'window' },
      bar: { unit: 's', meaning: 'bar length used' },
    },
    definition: `
      Five-minute bars. Q_t = sum over the bar's trades of s*sqrt(q*p) (square-root signed notional). OLS
      without constant r_t=lambda*Q_t+e over n bars: lambda=sum Q r/sum Q^2. Value lambda. sum Q^2=0:
      null. Warm-up n/4.
    `,
    update: 'O(1) per trade and bar.',
    signal: `
      cost: impact of a taker order of notional X = 10000*max(lambda,0)*sqrt(X) bp; used instead of
      formula 115 for orders above the median bar notional/20.
    `,
    range: '(-inf,inf)',
  },
  defaults: { n: 288, bar: 300, notional: 10_000 },
  input: 'trade',
  readings: {
    /** Of a taker order of `notional` quote units. */
    cost: COST,
    /** Notional from which on this impact fits better than one in proportion to size, in quote units. */
    largeFrom: { unit: 'quote', min: 0 },
  },
  // A trade before the first bar, one in each, and one that ends the last.
  warmUp: ({ n }) => Math.ceil(n / 4) + 2,
  warmUpMs: ({ bar, n }) => (Math.ceil(n / 4) + 1) * bar * 1000,

  start({ bar, n, notional }) {
    const barMs = positive('bar', bar) * 1000;
    const products = new RollingCrossProducts(2, wholeNumber('n', n));
    const notionals = new RecentValues(n);
    const row = new Float64Array(2);
    const now = { bar: -1, close: NaN, closeBefore: NaN, flow: 0, notional: 0 };
    let lambda: number | undefined;

    const endBar = (): void => {
      const logReturn = Math.log(now.close / now.closeBefore);
      now.closeBefore = now.close;
      if (Number.isFinite(logReturn)) {
        row[0] = now.flow;
        row[1] = logReturn;
        products.push(row);
        notionals.push(now.notional);
        lambda = products.count >= n / 4 ? slopeThroughOrigin(products) : undefined;
      }
      now.flow = 0;
      now.notional = 0;
    };

    return withReadings(
      ({ price, side, sizeBase, time }) => {
        const current = Math.floor(time / barMs);
        // After a silence longer than the window every bar in it stood still.
        for (let i = now.bar < 0 ? 0 : Math.min(current - now.bar, n + 1); i > 0; i -= 1) endBar();
        now.bar = current;
        now.close = price;
        now.flow += (side === 'buy' ? 1 : -1) * Math.sqrt(sizeBase * price);
        now.notional += sizeBase * price;
        return lambda;
      },
      {
        cost: () => (lambda === undefined ? undefined : 10_000 * Math.max(lambda, 0) * Math.sqrt(notional)),
        largeFrom: () => LARGE_SHARE * (quantileOfSorted(notionals.toArray().toSorted(), 0.5) ?? NaN),
      },
    );
  },
});

/** Slope of column 1 on column 0 without a constant; none where column 0 is zero. */
export function slopeThroughOrigin(products: RollingCrossProducts): number | undefined {
  const squares = products.product(0, 0);
  return squares > 1e-12 ? products.product(1, 0) / squares : undefined;
}
