import { clip } from '../../numerics/clip.ts';
import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { RollingCrossProducts } from '../../numerics/rolling-cross-products.ts';
import { RollingMoments } from '../../numerics/rolling-moments.ts';
import { defineFormula } from '../formula.ts';
import { GATE, withReadings } from '../readings.ts';
import { TakerOrders } from './taker-orders.ts';

/** Columns: change of the sign, change of the signed size, sign, signed size, and the change of the price. */
const REGRESSORS = [0, 1, 2, 3];
const PRICE_CHANGE = 4;
/** Above this a resting order is mostly filled by those who know better. */
const TOO_INFORMED = 0.8;

/**
 * Share of the half spread that stays in the price after an order of mean size, because it told something:
 * from 0 (all of it comes back) to 1. Prints of one millisecond and side are one order, at its mean price.
 * Solved at `n` / 2 orders, which warms it, and every `k` from then on. No value where sizes do not vary.
 */
export const glostenHarris = defineFormula({
  id: 'F121',
  key: 'glosten-harris',
  title: 'Glosten-Harris adverse selection split',
  family: 'microstructure',
  output: { unit: 'share', min: 0, max: 1 },
  role: 'context',
  source:
    "Glosten, L. R. and Harris, L. E., 'Estimating the components of the bid/ask spread', Journal of Financial Economics, 1988",
  catalogue: {
    inputs: ['trades'],
    params: {
      n: { unit: 'trades', meaning: 'window' },
      k: { unit: 'trades', meaning: 'refit interval' },
    },
    definition: `
      Trades merged per millisecond and side: price p, signed indicator s, size q in units of the window's
      mean size. OLS without constant: dp_t = c0*(s_t-s_{t-1}) + c1*(s_t q_t - s_{t-1} q_{t-1}) + z0*s_t +
      z1*s_t*q_t + e_t. Transitory half spread of a mean trade C=c0+c1, permanent Z=z0+z1. Value
      pi=Z/(Z+C), clipped to [0,1]; Z+C<=0: null. Warm-up n/2 trades.
    `,
    update: '4x4 rolling cross products O(16) per trade, solve every k trades.',
    signal: `
      context: share of the half spread that is adverse selection. Maker orders add pi*half spread to
      their expected cost; pi>0.8 switches the post-only entry off. Signal 0.
    `,
    range: '[0,1]',
  },
  defaults: { n: 2000, k: 100 },
  input: 'trade',
  readings: {
    /** Parts of the half spread of an order of mean size, in quote units of price. */
    transitory: { unit: 'quote' },
    permanent: { unit: 'quote' },
    /** Closed where informed orders leave a resting one nothing to earn. */
    postOnlyGate: GATE,
  },
  // The first print after an order completes it.
  warmUp: ({ n }) => Math.ceil(n / 2) + 1,

  start({ k, n }) {
    wholeNumber('k', k);
    const first = Math.ceil(wholeNumber('n', n, 12) / 2);
    const products = new RollingCrossProducts(5, n);
    const sizes = new RollingMoments(n);
    const orders = new TakerOrders();
    const row = new Float64Array(5);
    let before = NaN;
    let count = 0;
    let parts: SpreadParts | undefined;

    const take = ({ price, sign, sizeBase }: TakerOrders): void => {
      count += 1;
      sizes.push(sizeBase);
      row[0] = sign - (row[2] as number);
      row[1] = sign * sizeBase - (row[3] as number);
      row[2] = sign;
      row[3] = sign * sizeBase;
      row[PRICE_CHANGE] = price - before;
      if (count > 1) products.push(row);
      before = price;
      if (count >= first && (count - first) % k === 0) {
        const coefficients = products.fit(PRICE_CHANGE, REGRESSORS)?.coefficients;
        parts = coefficients && spreadParts(coefficients, sizes.mean);
      }
    };

    return withReadings(
      (print) => {
        if (orders.push(print) && orders.sign !== 0) take(orders);
        return parts && permanentShare(parts);
      },
      {
        transitory: () => parts?.transitory,
        permanent: () => parts?.permanent,
        postOnlyGate: () => (parts && (permanentShare(parts) ?? 0) > TOO_INFORMED ? 0 : 1),
      },
    );
  },
});

interface SpreadParts {
  readonly transitory: number;
  readonly permanent: number;
}

/** Both halves of the spread of an order of `size`, of the coefficients c0, c1, z0 and z1. */
export function spreadParts([c0 = 0, c1 = 0, z0 = 0, z1 = 0]: readonly number[], size: number): SpreadParts {
  return { transitory: c0 + c1 * size, permanent: z0 + z1 * size };
}

/** From 0 to 1; none where the whole is not above zero. */
export function permanentShare({ permanent, transitory }: SpreadParts): number | undefined {
  const whole = permanent + transitory;
  return whole > 0 ? clip(permanent / whole, 0, 1) : undefined;
}
