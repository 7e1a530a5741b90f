import { defineFormula, type MarketStep } from '../formula.ts';
import { SCALE, SIZE, withReadings } from '../readings.ts';
import type { PeerBars } from '../step-contents.ts';
import { ConditionalCorrelation } from './conditional-correlation.ts';

/** Above this a second position in the same direction is the first one over again. */
const SAME = 0.7;

/**
 * Correlation of the own returns with those of the leader (of the first other symbol where none leads), as
 * it changes from bar to bar. What is held of other symbols scales a new position down by their correlation;
 * `scale` is that of the direction last voted for, and the smaller of both while the vote is flat. Warm after
 * `n0 + 20` returns of both.
 */
export const dccCorrelation = defineFormula({
  id: 'F49',
  key: 'dcc-correlation',
  title: 'Dynamic conditional correlation',
  family: 'time-series',
  output: { unit: 'correlation', min: -1, max: 1 },
  role: 'size',
  source:
    "Engle, R. F., 'Dynamic Conditional Correlation', Journal of Business and Economic Statistics, 2002",
  catalogue: {
    inputs: ['returns', 'external'],
    params: {
      a: { unit: '1', meaning: 'news weight' },
      b: { unit: '1', meaning: 'persistence' },
      n0: { unit: 'bars', meaning: 'sample of the long-run matrix' },
    },
    definition: `
      External: returns of a second symbol in the portfolio. e_i,t=r_i,t/sig_i,t-1 (the shared volatility
      of each symbol before bar t). S = (1/n0)*sum e e' over the first n0 bars (recomputed every n0 bars
      over the last n0), Q starts at S; Q_t=(1-a-b)*S+a*e_t e_t'+b*Q_{t-1}. Value rho=Q_12/sqrt(Q_11
      Q_22). Warm-up n0+20.
    `,
    update: 'O(1) per pair and bar.',
    signal: `
      size: for a new position with the same direction as an open one in the other symbol scale =
      1-max(0,rho); opposite direction 1-max(0,-rho). Several open positions: the smallest scale. rho>0.7
      and same direction: scale 0 (limit named in source document 002).
    `,
    range: '[-1,1]',
  },
  defaults: { a: 0.03, b: 0.95, n0: 250 },
  input: 'step',
  reads: ['peers', 'holdings', 'vote'],
  readings: {
    ...SIZE,
    /** The scale of a new long and of a new short position. */
    longScale: SCALE,
    shortScale: SCALE,
  },
  warmUp: ({ n0 }) => n0 + 21,

  start({ a, b, n0 }) {
    let pairs: ConditionalCorrelation[] = [];
    let place = -1;
    let held: readonly number[] = [];
    let winner = 0;

    const takeBars = ({ bars, leader }: PeerBars): number | undefined => {
      const own = bars[0];
      if (own === undefined) return undefined;
      if (pairs.length !== bars.length) {
        pairs = bars.map(() => new ConditionalCorrelation({ a, b, n0 }));
      }
      for (let i = 1; i < bars.length; i += 1) {
        const other = bars[i];
        if (other !== undefined) pairs[i]?.push(own.close, other.close);
      }
      place = leader > 0 ? leader : 1;
      return bars[place] === undefined ? undefined : pairs[place]?.value;
    };
    const step = (input: MarketStep): number | undefined => {
      if (input.kind === 'peers') return takeBars(input.peers);
      if (input.kind === 'holdings') held = input.holdings.notionals.slice();
      if (input.kind === 'vote') ({ winner } = input.vote);
      return pairs[place]?.value;
    };
    const scaleOf = (direction: 1 | -1): number =>
      pairs.reduce((least, pair, i) => {
        const side = i === 0 ? 0 : Math.sign(held[i] ?? 0) * direction;
        return Math.min(least, scaleBeside(pair.value ?? 0, side));
      }, 1);
    return withReadings(step, {
      scale: () => {
        if (winner === 0) return Math.min(scaleOf(1), scaleOf(-1));
        return scaleOf(winner > 0 ? 1 : -1);
      },
      longScale: () => scaleOf(1),
      shortScale: () => scaleOf(-1),
    });
  },
});

/**
 * What is left of a new position beside one in a symbol with this correlation: `side` is 1 where both have the
 * same direction, -1 where they do not, and 0 where nothing is held of it.
 */
export function scaleBeside(correlation: number, side: number): number {
  if (side > 0 && correlation > SAME) return 0;
  return side === 0 ? 1 : 1 - Math.max(0, side * correlation);
}
