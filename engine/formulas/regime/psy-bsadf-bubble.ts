import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { explosiveRoot } from '../../numerics/explosive-root.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { defineFormula } from '../formula.ts';
import { FILTER, GATE, withReadings } from '../readings.ts';

const LONG_ENOUGH = 10;
const BLOCKED_FOR = 50;

/**
 * Whether the log price runs away from itself: above 0.62 it does so more than chance would in nineteen of
 * twenty walks. No value where the price does not move. Warm after `n` bars. The critical values are those
 * of a window of 200 and a shortest stretch of 27.
 */
export const psyBsadfBubble = defineFormula({
  id: 'F181',
  key: 'psy-bsadf-bubble',
  title: 'Backward sup ADF explosiveness (PSY)',
  family: 'regime',
  output: { unit: 't-statistic' },
  role: 'filter',
  source:
    "Phillips, P. C. B., Shi, S. and Yu, J., 'Testing for Multiple Bubbles: Historical Episodes of Exuberance and Collapse in the S&P 500', International Economic Review, 2015",
  catalogue: {
    inputs: ['bars'],
    params: {
      n: { unit: 'bars', meaning: 'closes in the window' },
      r0: { unit: 'bars', meaning: 'shortest sample = floor(n*(0.01+1.8/sqrt(n)))' },
      c90: { unit: '1', meaning: '90 % critical value for these n and r0' },
      c95: { unit: '1', meaning: '95 %' },
      c99: { unit: '1', meaning: '99 %' },
    },
    definition: `
      y=ln c over W_n. For every start s=1..n-r0+1: ADF regression without lagged differences
      dy=a+b*y_{-1} on the closes s..n (m=n-s rows), t_s=b/se(b), residual variance SSR/(m-2). Value
      BSADF=max_s t_s (right-tailed: explosive roots give large values). Critical values: quantiles of
      BSADF over 20 000 simulated driftless Gaussian random walks of length 200 with r0=27 (simulated for
      this catalogue: 0.297, 0.621, 1.285). Other n or r0 need their own simulation. Warm-up n.
    `,
    update: 'Suffix sums of y, dy, y^2, y*dy, dy^2: O(n) per bar.',
    signal: `
      filter: BSADF<=c90: gate 1. Above: direction of the bubble = sgn(ln(c_t/c_s*)); reversion formulas
      get gate 0.2; trend formulas in the bubble's direction keep gate 1; new trend entries above c99 get
      0.6 (late in the bubble). A fall below c90 after >=10 bars above c95 sets the gate of the bubble's
      direction to 0 for 50 bars (collapse).
    `,
    range: '(-inf,inf)',
  },
  defaults: { n: 200, r0: 27, c90: 0.3, c95: 0.62, c99: 1.29 },
  input: 'bar',
  readings: {
    /** The gate of formulas that none of the others below concerns: always open. */
    ...FILTER,
    /** The gate of new entries of trend formulas: late in a bubble 0.6. */
    trendGate: GATE,
    reversionGate: GATE,
    /** The gate of longs: closed for a while after a bubble upwards has collapsed. */
    longGate: GATE,
    /** The gate of shorts: closed for a while after a bubble downwards has collapsed. */
    shortGate: GATE,
    /** Way the price went in the stretch that looks most like a bubble: 1 up, -1 down. */
    direction: { unit: 'sign', min: -1, max: 1 },
    /** Bars of that stretch. */
    age: { unit: 'bars', min: 0 },
  },
  warmUp: ({ n }) => n,

  start({ c90, c95, c99, n, r0 }) {
    const logs = new RecentValues(wholeNumber('a window', n, 5));
    const window = new Float64Array(n);
    wholeNumber('r0', r0, 5);
    const bubble = new BubbleWatch(c90, c95);
    let statistic = 0;
    let start = 0;
    const direction = () => Math.sign((window[n - 1] as number) - (window[start] as number));
    const collapsed = (way: number) => bubble.isCollapsed && bubble.direction === way;

    return withReadings(
      ({ close }) => {
        logs.push(Math.log(close));
        if (!logs.isFull) return undefined;
        logs.copyTo(window);
        const root = explosiveRoot(window, r0);
        if (root === undefined) return undefined;
        ({ start, statistic } = root);
        bubble.push(statistic, direction());
        return statistic;
      },
      {
        gate: () => 1,
        trendGate: () => (statistic > c99 ? 0.6 : 1),
        reversionGate: () => (statistic > c90 ? 0.2 : 1),
        longGate: () => (collapsed(1) ? 0 : 1),
        shortGate: () => (collapsed(-1) ? 0 : 1),
        direction,
        age: () => n - 1 - start,
      },
    );
  },
});

/** Remembers how long a bubble has lasted and which way it went, and for how long it is over. */
class BubbleWatch {
  /** Way of the bubble that was seen last: 1 up, -1 down, 0 before the first. */
  direction = 0;
  readonly #least: number;
  readonly #sure: number;
  #barsInside = 0;
  #sinceCollapse = BLOCKED_FOR;

  constructor(least: number, sure: number) {
    this.#least = least;
    this.#sure = sure;
  }

  get isCollapsed(): boolean {
    return this.#sinceCollapse < BLOCKED_FOR;
  }

  push(statistic: number, direction: number): void {
    this.#sinceCollapse += 1;
    if (statistic > this.#sure) {
      this.#barsInside += 1;
      if (this.#barsInside >= LONG_ENOUGH) this.direction = direction;
    } else if (statistic < this.#least) {
      if (this.#barsInside >= LONG_ENOUGH) this.#sinceCollapse = 0;
      this.#barsInside = 0;
    }
  }
}
