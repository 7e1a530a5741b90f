import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { CompensatedSum } from '../../numerics/compensated-sum.ts';
import { RollingMoments } from '../../numerics/rolling-moments.ts';
import { defineFormula } from '../formula.ts';

/** A scale from fewer values says too little; a window that is shorter is enough when full. */
const FEWEST_VALUES = 100;

/**
 * Divergence of the cumulative volume delta from the price: its change over `n` bars of `barSec` seconds
 * less the log return over them, each in multiples of its root mean square over the last `N` bars. Above
 * zero, takers have bought more than the price has followed. A bar without a trade changes nothing and
 * counts; one is complete with the first trade after it. Warm after `n` bars and 100 values (or `N`).
 */
export const volumeDeltaDivergence = defineFormula({
  id: 'F103',
  key: 'cumulative-volume-delta',
  title: 'Cumulative volume delta against the price',
  family: 'order-flow',
  input: 'trade',
  output: { unit: 'z-score' },
  role: 'direction',
  source:
    'Chordia & Subrahmanyam (2004), Order imbalance and individual stock returns, J. Financial Economics 72(3)',
  defaults: { n: 30, N: 500, barSec: 60 },
  warmUp: () => 2,
  warmUpMs: ({ n, N, barSec }) => (n + Math.min(N, FEWEST_VALUES)) * barSec * 1000,

  start({ n, N, barSec }) {
    wholeNumber('n', n);
    if (!(barSec > 0)) throw new RangeError(`barSec must be above 0 s, was ${barSec}`);
    const delta = new CompensatedSum();
    const scales = { delta: new RollingMoments(N), change: new RollingMoments(N) };
    const closes: { readonly delta: number; readonly logPrice: number }[] = [];
    let current = -1;
    let logPrice = 0;
    let value: number | undefined;

    const closeBar = (): void => {
      closes.push({ delta: delta.value, logPrice });
      const then = closes.length > n ? closes.shift() : undefined;
      if (then === undefined) return;
      const zDelta = scaled(scales.delta, delta.value - then.delta);
      const zChange = scaled(scales.change, logPrice - then.logPrice);
      if (scales.delta.count >= Math.min(N, FEWEST_VALUES)) value = zDelta - zChange;
    };

    return ({ time, price, sizeBase, side }) => {
      const bar = Math.floor(time / (barSec * 1000));
      // After a silence longer than both windows every bar in it is like the last.
      for (let i = current < 0 ? 0 : Math.min(bar - current, n + N + 1); i > 0; i -= 1) closeBar();
      current = bar;
      delta.add(side === 'buy' ? sizeBase : -sizeBase);
      logPrice = Math.log(price);
      return value;
    };
  },
});

/** A change in multiples of the root mean square of such changes, itself among them; 0 where there is none. */
function scaled(squares: RollingMoments, change: number): number {
  squares.push(change * change);
  return squares.mean > 0 ? change / Math.sqrt(squares.mean) : 0;
}
