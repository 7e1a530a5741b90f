import { RollingExtreme } from '../../numerics/rolling-extreme.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';
import { WilderRange } from './wilder-range.ts';

/** Confidence on the bar of the entry, and what of it is left in the end. */
const FRESH = 0.5;
const WORN = 0.3;

/**
 * Side of a breakout: 1 from a close above the highest high of the `n` bars before until one below the lowest
 * low of the `m` bars before, -1 the mirror image, else 0. The signal grows with the distance beyond the edge
 * broken at the entry, the confidence fades over the next `n` bars. Warm after the longer of both channels.
 */
export const donchianBreakout = defineFormula({
  id: 'F404',
  key: 'donchian-breakout',
  title: 'Donchian channel breakout, long and short',
  family: 'direction',
  output: { unit: 'position', min: -1, max: 1 },
  role: 'direction',
  source:
    "Donchian, R. D., 'High finance in copper', Financial Analysts Journal 16(6), 1960; rules as taught to the Turtles: Faith, C., 'Way of the Turtle', McGraw-Hill, 2007",
  catalogue: {
    inputs: ['bars'],
    params: {
      n: { unit: 'bars', meaning: 'entry channel' },
      m: { unit: 'bars', meaning: 'exit channel' },
    },
    definition: `
      Channel from the n bars before t: U = max high, D = min low; exit channel u, d from the m bars
      before t. Close > U -> long; close < D -> short; long and close < d -> flat; short and close > u ->
      flat; tests in this order; otherwise unchanged. Warm-up n bars.
    `,
    update: 'Monotone deques O(1) amortised.',
    signal: `
      signal = position*(0.5 + 0.5*min(1,|C - entry channel|/ATR)); confidence = 0.5 on the entry bar
      decaying to 0.3.
    `,
    range: '{-1,0,1}',
  },
  defaults: { n: 20, m: 10 },
  input: 'bar',
  readings: {
    ...DIRECTION,
    /** Close at which a long would be left, and at which a short would. */
    exitLow: { unit: 'quote/base', min: 0 },
    exitHigh: { unit: 'quote/base', min: 0 },
  },
  warmUp: ({ m, n }) => Math.max(m, n) + 1,

  start({ m, n }) {
    const channel = { high: new RollingExtreme(n, 1), low: new RollingExtreme(n, -1) };
    const exits = { high: new RollingExtreme(m, 1), low: new RollingExtreme(m, -1) };
    const range = new WilderRange();
    let position: Position = 0;
    let edge = 0;
    let age = 0;
    let distance = 0;

    const move = (close: number) => {
      const next = breakoutPosition(position, close, {
        high: channel.high.value,
        low: channel.low.value,
        exitHigh: exits.high.value,
        exitLow: exits.low.value,
      });
      age = next === position ? age + 1 : 0;
      if (next !== position) edge = next > 0 ? channel.high.value : channel.low.value;
      position = next;
      distance = position * (close - edge);
    };
    return withReadings(
      (bar) => {
        const isWarm = channel.high.isFull && exits.high.isFull;
        if (isWarm) move(bar.close);
        range.push(bar);
        channel.high.push(bar.high);
        channel.low.push(bar.low);
        exits.high.push(bar.high);
        exits.low.push(bar.low);
        return isWarm ? position : undefined;
      },
      {
        signal: () => position * (0.5 + 0.5 * range.shareOf(distance)),
        confidence: () => (position === 0 ? 0 : Math.max(WORN, FRESH - ((FRESH - WORN) * age) / n)),
        exitLow: () => exits.low.value,
        exitHigh: () => exits.high.value,
      },
    );
  },
});

/** 1 long, -1 short, 0 flat. */
export type Position = -1 | 0 | 1;

/** The edges a close is held against, from the bars before it. */
export interface Channel {
  readonly high: number;
  readonly low: number;
  readonly exitHigh: number;
  readonly exitLow: number;
}

/** The position after a close. */
export function breakoutPosition(
  position: Position,
  close: number,
  { exitHigh, exitLow, high, low }: Channel,
): Position {
  if (close > high) return 1;
  if (close < low) return -1;
  const isLeft = (position > 0 && close < exitLow) || (position < 0 && close > exitHigh);
  return isLeft ? 0 : position;
}
