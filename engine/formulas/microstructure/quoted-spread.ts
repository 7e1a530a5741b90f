import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { GridPoints } from '../../numerics/grid-points.ts';
import { SortedWindow } from '../../numerics/sorted-window.ts';
import { TimedMean } from '../../numerics/timed-mean.ts';
import { defineFormula } from '../formula.ts';
import { COST, withReadings } from '../readings.ts';

const SECOND_MS = 1000;
/** Spreads that rank higher are wider than the market usually lets them be. */
const BLOWN_OUT = 0.95;

/**
 * Quoted spread of the last `T` seconds: ask less bid in bps of the mid, each quote weighing the time it
 * stood. Never negative; half of it is what a taker paid for crossing on average. A crossed quote is
 * skipped. Warm after `T` seconds.
 */
export const quotedSpread = defineFormula({
  id: 'F108',
  key: 'quoted-spread-gate',
  title: 'Relative quoted spread',
  family: 'microstructure',
  output: { unit: 'bp', min: 0 },
  role: 'cost',
  source: "Demsetz, H., 'The Cost of Transacting', Quarterly Journal of Economics, 1968",
  catalogue: {
    inputs: ['book'],
    params: {
      T: { unit: 's', meaning: 'window' },
      N: { unit: 's', meaning: 'history of the rank' },
    },
    definition: `
      S=10000*(a_1-b_1)/m in basis points, time-weighted over the last T seconds (each quote weighs the
      time it stood; the running quote up to now). Value S. Rank R of S among the per-second values of the
      last N seconds. Warm-up T seconds.
    `,
    update: 'O(1) per update; rank by a 256-bin log histogram of the last N seconds: O(1).',
    signal: `
      cost: a taker entry pays S/2 + taker fee in bp; a post-only entry pays the maker fee. When R>0.95
      (spread blown out) the cost is doubled.
    `,
    range: '(0,inf)',
  },
  defaults: { T: 60, N: 3600 },
  input: 'quote',
  readings: {
    /** Half of the spread, which a taker pays; twice that where it is wider than nearly ever. */
    cost: COST,
    /** Place of the spread among those of the last `N` seconds. */
    rank: { unit: 'rank', min: 0, max: 1 },
  },
  warmUp: () => 2,
  warmUpMs: ({ T }) => T * 1000,

  start({ N, T }) {
    const spread = new TimedMean(T * 1000);
    const seconds = new GridPoints(SECOND_MS, wholeNumber('N', N));
    const history = new SortedWindow(N);
    let firstTime = -1;
    let value = 0;
    const rank = () =>
      history.count > 0
        ? (history.countBelow(value) + history.countNotAbove(value)) / 2 / history.count
        : 0.5;

    return withReadings(
      ({ time, bid, ask }) => {
        if (bid >= ask) return undefined;
        const mean = spread.push(time, ((ask - bid) / ((ask + bid) / 2)) * 10_000);
        if (firstTime < 0) firstTime = time;
        const passed = seconds.passed(time);
        if (mean === undefined || time - firstTime < T * 1000) return undefined;
        value = Math.max(0, mean);
        for (let i = passed; i > 0; i -= 1) history.push(value);
        return value;
      },
      { cost: () => (rank() > BLOWN_OUT ? 2 : 1) * (value / 2), rank },
    );
  },
});
