import { defineFormula } from '../formula.ts';
import { withReadings } from '../readings.ts';
import { BarVolume } from './bar-volume.ts';
import { ClockBars } from './clock-bars.ts';

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
  title: 'Volume-clock bars',
  family: 'order-flow',
  output: { unit: 'log return per sqrt(s)' },
  role: 'context',
  source:
    "Easley, D., Lopez de Prado, M. & O'Hara, M., 'The Volume Clock: Insights into the High-Frequency Paradigm', Journal of Portfolio Management 39(1), 2012",
  catalogue: {
    inputs: ['trades'],
    params: {
      per_day: { unit: 'bars/day', meaning: 'target number' },
      adv_days: { unit: 'days', meaning: 'days in the daily-volume average' },
    },
    definition: `
      Bar volume V = (mean base volume of the last adv_days complete UTC days)/per_day, recomputed at
      00:00 UTC. Trades are consumed in order; a trade that overfills a bar is split, the remainder
      opening the next bar(s) at the same price. A bar is emitted each time V is reached with open, high,
      low, close, vwap, time span and buy share. Value = last bar's close-to-close log return per
      sqrt(second).
    `,
    update: 'Amortised O(1) per trade.',
    signal: `
      context: provides the clock for ids 250, 251, 401 and for volume-time volatility; no direction of
      its own.
    `,
    range: 'real',
  },
  defaults: { per_day: 50, adv_days: 5, V: 0 },
  input: 'trade',
  readings: {
    /** Of the last full bar: its volume in base units, its prices, how long it took, and what of it takers bought. */
    volume: { unit: 'base', min: 0 },
    open: { unit: 'quote' },
    high: { unit: 'quote' },
    low: { unit: 'quote' },
    close: { unit: 'quote' },
    vwap: { unit: 'quote' },
    seconds: { unit: 's', min: 0 },
    buyShare: { unit: 'share', min: 0, max: 1 },
  },
  warmUp: () => 2,
  warmUpMs: ({ V }) => (V > 0 ? 0 : DAY_MS),

  start({ per_day, adv_days, V }) {
    const size = new BarVolume({ fixed: V, days: adv_days, perDay: per_day });
    const bars = new ClockBars();
    let value: number | undefined;

    return withReadings(
      ({ time, price, side, sizeBase }) => {
        const volume = size.push(time, sizeBase);
        if (!(volume > 0)) return undefined;
        const { close, endedAt } = bars.last;
        if (!bars.push({ time, price, sizeBase, isBuy: side === 'buy' }, volume)) return value;
        // A second bar out of the same trade closes at the same price in no time.
        const seconds = bars.last.seconds > 0 ? (time - endedAt) / 1000 : 0;
        value = seconds > 0 ? Math.log(price / close) / Math.sqrt(seconds) : undefined;
        return value;
      },
      {
        volume: () => bars.last.volume,
        open: () => bars.last.open,
        high: () => bars.last.high,
        low: () => bars.last.low,
        close: () => bars.last.close,
        vwap: () => bars.last.vwap,
        seconds: () => bars.last.seconds,
        buyShare: () => bars.last.buyShare,
      },
    );
  },
});
