import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { RollingCrossProducts } from '../../numerics/rolling-cross-products.ts';
import { RollingMoments } from '../../numerics/rolling-moments.ts';
import { RollingShare } from '../../numerics/rolling-share.ts';
import { defineFormula } from '../formula.ts';
import { withReadings } from '../readings.ts';
import { TakerOrders } from './taker-orders.ts';

/** Signs that reverse as often as not say nothing of which of two components moved the mid. */
const LEAST_MEMORY = 0.02;

/**
 * Share of the half spread that makers lose to those who know better, told by how the mid moves after an
 * order beyond what its sign made likely. Normally 0 to 1. Prints of one millisecond and side are one order,
 * and mids and spreads are those just before it. Solved at `n` / 2 orders, which warms it, and every `k`
 * from then on. No value while signs reverse as often as not.
 */
export const huangStollComponents = defineFormula({
  id: 'F123',
  key: 'huang-stoll-components',
  title: 'Huang-Stoll spread components',
  family: 'microstructure',
  output: { unit: 'share' },
  role: 'context',
  source:
    "Huang, R. D. and Stoll, H. R., 'The Components of the Bid-Ask Spread: A General Approach', Review of Financial Studies, 1997",
  catalogue: {
    inputs: ['trades', 'book'],
    params: {
      n: { unit: 'trades', meaning: 'window' },
      k: { unit: 'trades', meaning: 'refit interval' },
    },
    definition: `
      Per trade (merged per millisecond and side): m_t the mid just before it, S the mean quoted spread of
      the window, Q_t=s_t. pi=share of reversals P(Q_t != Q_{t-1}). Two-equation form:
      E[Q_{t-1}|Q_{t-2}]=(1-2pi)*Q_{t-2}; m_t-m_{t-1} = (a+b)*(S/2)*Q_{t-1} - a*(S/2)*(1-2pi)*Q_{t-2} + e.
      OLS without constant on X1=(S/2)Q_{t-1}, X2=-(S/2)(1-2pi)Q_{t-2} gives (a+b) and a. a = adverse
      selection, b = inventory, 1-a-b = order processing. Value a. |1-2pi|<0.02: null. Warm-up n/2.
    `,
    update: 'Rolling 2x2 cross products: O(1) per trade.',
    signal: `
      context: a raises the required edge of maker entries by a*S/2; b>0.5 marks inventory pressure.
      Signal 0.
    `,
    range: 'normally [0,1]',
  },
  defaults: { n: 2000, k: 100 },
  input: 'trade-quote',
  readings: {
    /** Share that pays for the risk of what makers hold; above 0.5 they are under pressure. */
    inventory: { unit: 'share' },
    /** Share that pays for making markets as such: what the other two leave. */
    orderProcessing: { unit: 'share' },
    /** What makers have to earn beyond their cost, as a price in quote units. */
    adverseSelection: { unit: 'quote' },
  },
  warmUp: ({ n }) => Math.ceil(n / 2),

  start({ k, n }) {
    wholeNumber('k', k);
    const first = Math.ceil(wholeNumber('n', n, 8) / 2);
    /** Sign of the order before, of the one before that, and the change of the mid between the last two. */
    const products = new RollingCrossProducts(3, n);
    const spreads = new RollingMoments(n);
    const reversals = new RollingShare(n);
    const orders = new TakerOrders();
    const row = new Float64Array(3);
    const before = { mid: 0, sign: 0 };
    let count = 0;
    let parts: SpreadComponents | undefined;

    const take = (mid: number, spread: number, sign: number): void => {
      count += 1;
      row[1] = row[0] as number;
      row[0] = before.sign;
      row[2] = mid - before.mid;
      if (count > 1) reversals.push(sign !== before.sign);
      if (count > 2) products.push(row);
      before.mid = mid;
      before.sign = sign;
      spreads.push(spread);
      if (count >= first && (count - first) % k === 0) {
        const slopes = products.fit(2, [0, 1])?.coefficients;
        parts = slopes && componentsOf(slopes, spreads.mean, reversals.share);
      }
    };

    return withReadings(
      (step) => {
        if (step.event === 'trade' && orders.push(step))
          take((step.bid + step.ask) / 2, step.ask - step.bid, orders.runningSign);
        return parts?.adverseSelection;
      },
      {
        inventory: () => parts?.inventory,
        orderProcessing: () => parts && 1 - parts.adverseSelection - parts.inventory,
        adverseSelection: () => parts && (parts.adverseSelection * spreads.mean) / 2,
      },
    );
  },
});

interface SpreadComponents {
  readonly adverseSelection: number;
  readonly inventory: number;
}

/**
 * The components of the slopes of the mid's change on the sign before and the one before that, of a mean
 * `spread` and a share of `reversals`.
 */
export function componentsOf(
  [recent = 0, earlier = 0]: readonly number[],
  spread: number,
  reversals: number,
): SpreadComponents | undefined {
  const memory = 1 - 2 * reversals;
  if (Math.abs(memory) < LEAST_MEMORY || !(spread > 1e-12)) return undefined;
  const adverseSelection = -earlier / ((spread / 2) * memory);
  return { adverseSelection, inventory: recent / (spread / 2) - adverseSelection };
}
