import { TimedMean } from '../../numerics/timed-mean.ts';
import { defineFormula } from '../formula.ts';

/**
 * Quoted spread of the last `T` seconds: ask less bid in bps of the mid, each quote weighing the time it
 * stood. Never negative; half of it is what a taker paid for crossing on average. A crossed quote is
 * skipped. Warm after `T` seconds.
 */
export const quotedSpread = defineFormula({
  id: 'F108',
  key: 'quoted-spread-gate',
  title: 'Time-weighted quoted spread',
  family: 'microstructure',
  input: 'quote',
  output: { unit: 'bps', min: 0 },
  role: 'cost',
  source: 'Demsetz (1968), The Cost of Transacting, Quarterly J. of Economics 82(1)',
  defaults: { T: 60 },
  warmUp: () => 2,
  warmUpMs: ({ T }) => T * 1000,

  start({ T }) {
    const spread = new TimedMean(T * 1000);
    let firstTime = -1;

    return ({ time, bid, ask }) => {
      if (bid >= ask) return undefined;
      const mean = spread.push(time, ((ask - bid) / ((ask + bid) / 2)) * 10_000);
      if (firstTime < 0) firstTime = time;
      return mean === undefined || time - firstTime < T * 1000 ? undefined : Math.max(0, mean);
    };
  },
});
