import { defineFormula } from '../formula.ts';
import { BarVolume } from './bar-volume.ts';

const DAY_MS = 86_400_000;

/**
 * Pace of the price on the volume clock: log return from close to close of the last full volume bar over
 * the root of the seconds it took. Above zero, up. A bar holds `V` base, or with `V` 0 the mean daily
 * volume of `adv_days` complete UTC days over `per_day`, set anew each day. A trade too large for a bar is
 * split. Warm with the second full bar; no value where two bars closed in the same millisecond.
 */
export const volumeClockBars = defineFormula({
  id: 'F249',
  key: 'volume-clock-bars',
  title: 'Return of volume bars per root second',
  family: 'order-flow',
  input: 'trade',
  output: { unit: 'log-return/root-second' },
  role: 'context',
  source:
    'Easley, López de Prado & O’Hara (2012), The Volume Clock: Insights into the High-Frequency Paradigm, J. Portfolio Management 39(1)',
  defaults: { per_day: 50, adv_days: 5, V: 0 },
  warmUp: () => 2,
  warmUpMs: ({ V }) => (V > 0 ? 0 : DAY_MS),

  start({ per_day, adv_days, V }) {
    const size = new BarVolume({ fixed: V, days: adv_days, perDay: per_day });
    const last = { time: NaN, price: NaN };
    let filled = 0;
    let value: number | undefined;

    return ({ time, price, sizeBase }) => {
      const bar = size.push(time, sizeBase);
      if (!(bar > 0)) return undefined;
      filled += sizeBase;
      if (filled < bar) return value;
      // A second bar out of the same trade closes at the same price in no time.
      const isSplit = filled >= 2 * bar;
      filled %= bar;
      const seconds = isSplit ? 0 : (time - last.time) / 1000;
      value = seconds > 0 ? Math.log(price / last.price) / Math.sqrt(seconds) : undefined;
      last.time = time;
      last.price = price;
      return value;
    };
  },
});
