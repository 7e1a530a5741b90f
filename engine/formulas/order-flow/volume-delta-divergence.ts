import { clip } from '../../numerics/clip.ts';
import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { CompensatedSum } from '../../numerics/compensated-sum.ts';
import { RollingMoments } from '../../numerics/rolling-moments.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';

const DAY_MS = 86_400_000;
/** A flow this small, in its own scale, makes a divergence of price alone. */
const FAINT_FLOW = 0.5;

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
  title: 'Cumulative volume delta and its price divergence',
  family: 'order-flow',
  output: { unit: 'scale units' },
  role: 'direction',
  source:
    "Chordia, T. and Subrahmanyam, A., 'Order imbalance and individual stock returns: Theory and evidence', Journal of Financial Economics, 2004",
  catalogue: {
    inputs: ['trades', 'bars'],
    params: {
      n: { unit: 'bars', meaning: 'change horizon' },
      N: { unit: 'bars', meaning: 'window of the scales' },
    },
    definition: `
      CVD = running sum of s*q over all trades, set to 0 at 00:00 UTC for the display; the formula uses
      the unreset sum. At bar closes: D=CVD_t-CVD_{t-n}; X=ln(c_t/c_{t-n}). zD=D/sqrt(mean_N(D^2)),
      zX=X/sqrt(mean_N(X^2)) (scales from past values including t; 0 if the scale is 0). Value d=zD-zX:
      flow that price has not followed yet. Warm-up n+N bars (100 values of D are enough to start).
    `,
    update: 'O(1) per trade and per bar.',
    signal: 'signal = tanh(d/2); confidence = clip((|d|-0.5)/2,0,1), halved if |zD|<0.5.',
    range: '(-inf,inf)',
  },
  defaults: { n: 30, N: 500, barSec: 60 },
  input: 'trade',
  readings: {
    ...DIRECTION,
    /** Bought less sold by takers since 00:00 UTC, in base units, as it is shown. */
    dailyDelta: { unit: 'base' },
  },
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
    const last = { divergence: 0, flow: 0, dayBegan: 0, day: NaN };
    let value: number | undefined;

    const closeBar = (): void => {
      closes.push({ delta: delta.value, logPrice });
      const then = closes.length > n ? closes.shift() : undefined;
      if (then === undefined) return;
      const zDelta = scaled(scales.delta, delta.value - then.delta);
      const zChange = scaled(scales.change, logPrice - then.logPrice);
      if (scales.delta.count >= Math.min(N, FEWEST_VALUES)) {
        value = zDelta - zChange;
        last.divergence = value;
        last.flow = zDelta;
      }
    };

    return withReadings(
      ({ time, price, sizeBase, side }) => {
        const bar = Math.floor(time / (barSec * 1000));
        // After a silence longer than both windows every bar in it is like the last.
        for (let i = current < 0 ? 0 : Math.min(bar - current, n + N + 1); i > 0; i -= 1) closeBar();
        current = bar;
        const today = Math.floor(time / DAY_MS);
        if (today !== last.day) last.dayBegan = delta.value;
        last.day = today;
        delta.add(side === 'buy' ? sizeBase : -sizeBase);
        logPrice = Math.log(price);
        return value;
      },
      {
        signal: () => Math.tanh(last.divergence / 2),
        confidence: () =>
          clip((Math.abs(last.divergence) - 0.5) / 2, 0, 1) * (Math.abs(last.flow) < FAINT_FLOW ? 0.5 : 1),
        dailyDelta: () => delta.value - last.dayBegan,
      },
    );
  },
});

/** A change in multiples of the root mean square of such changes, itself among them; 0 where there is none. */
function scaled(squares: RollingMoments, change: number): number {
  squares.push(change * change);
  return squares.mean > 0 ? change / Math.sqrt(squares.mean) : 0;
}
