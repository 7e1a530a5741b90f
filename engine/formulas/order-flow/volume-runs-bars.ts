import { RollingMoments } from '../../numerics/rolling-moments.ts';
import { defineFormula } from '../formula.ts';
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
  title: 'One-sidedness of volume runs bars',
  family: 'order-flow',
  input: 'trade',
  output: { unit: 'ratio', min: -1, max: 1 },
  role: 'direction',
  source: 'López de Prado (2018), Advances in Financial Machine Learning, Wiley, chapter 2',
  defaults: { a: 0.1, E0: 0, n: 10 },
  warmUp: ({ n }) => n,
  warmUpMs: ({ E0 }) => (E0 > 0 ? 0 : DAY_MS),

  start({ a, E0, n }) {
    if (!(a > 0 && a <= 1)) throw new RangeError(`a must be above 0 and at most 1, was ${a}`);
    const first = new BarVolume({ fixed: E0, days: DAYS, perDay: BARS_A_DAY });
    const sides = new RollingMoments(n);
    const taken = { buy: 0, sell: 0 };
    let expected = 0;

    return ({ time, sizeBase, side }) => {
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
    };
  },
});
