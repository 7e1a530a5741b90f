import { clip } from '../../numerics/clip.ts';
import { RollingMoments } from '../../numerics/rolling-moments.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION } from '../readings.ts';
import { withValueReadings } from '../value-readings.ts';
import { BarVolume } from './bar-volume.ts';

const DAY_MS = 86_400_000;
const DAYS = 7;
const BARS_A_DAY = 100;

/**
 * One-sidedness of the last `n` volume runs bars: the mean of bought less sold volume as a share of both,
 * from -1 to +1. A bar closes when what one side took since the last reaches the size expected of a run,
 * which follows past runs with weight `a` and never more than halves or doubles at once. It begins with
 * `E0` base, or with 0 at a hundredth of the mean volume of complete UTC days. Warm after `n` bars.
 */
export const volumeRunsBars = defineFormula({
  id: 'F251',
  key: 'volume-runs-bars',
  title: 'Volume runs bars',
  family: 'order-flow',
  output: { unit: 'run imbalance', min: -1, max: 1 },
  role: 'direction',
  source: "Lopez de Prado, M., 'Advances in Financial Machine Learning', Wiley, 2018, ch. 2 (runs bars)",
  catalogue: {
    inputs: ['trades'],
    params: {
      a: { unit: '1', meaning: 'EWMA weight' },
      E0: { unit: 'base units', meaning: 'initial run threshold; 0 = 1/100 of the mean daily volume' },
      n: { unit: 'bars', meaning: 'bars aggregated' },
    },
    definition: `
      Tick-rule sign as id 250 (or the exchange's aggressor side when present). B, S = buy and sell volume
      since the last bar. Close the bar when max(B,S) >= Erun; Erun <- (1-a)*Erun + a*max(B,S) measured
      before reset but floored at half and capped at twice its previous value; reset B = S = 0. Value =
      mean over the last n bars of (B-S)/(B+S).
    `,
    update: 'O(1) per trade.',
    signal: 'signal = clip(2*value,-1,1); confidence = |value|.',
    range: '[-1,1]',
  },
  defaults: { a: 0.1, E0: 0, n: 10 },
  input: 'trade',
  readings: DIRECTION,
  warmUp: ({ n }) => n,
  warmUpMs: ({ E0 }) => (E0 > 0 ? 0 : DAY_MS),

  start({ a, E0, n }) {
    if (!(a > 0 && a <= 1)) throw new RangeError(`a must be above 0 and at most 1, was ${a}`);
    const first = new BarVolume({ fixed: E0, days: DAYS, perDay: BARS_A_DAY });
    const sides = new RollingMoments(n);
    const taken = { buy: 0, sell: 0 };
    let expected = 0;

    return withValueReadings(
      ({ time, sizeBase, side }) => {
        const begin = first.push(time, sizeBase);
        if (expected === 0) expected = begin;
        if (expected === 0) return undefined;
        taken[side] += sizeBase;
        const run = Math.max(taken.buy, taken.sell);
        if (run >= expected) {
          sides.push((taken.buy - taken.sell) / (taken.buy + taken.sell));
          const followed = (1 - a) * expected + a * run;
          expected = Math.min(2 * expected, Math.max(expected / 2, followed));
          taken.buy = 0;
          taken.sell = 0;
        }
        return sides.isFull ? Math.min(1, Math.max(-1, sides.mean)) : undefined;
      },
      {
        signal: (value) => clip(2 * value, -1, 1),
        confidence: Math.abs,
      },
    );
  },
});
