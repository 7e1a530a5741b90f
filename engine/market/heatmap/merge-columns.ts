import type { BookColumn } from './book-column.ts';

/** Prices a merged column keeps: those nearest to the market. */
export const MERGED_PRICES = 768;

/**
 * One column out of samples taken at equal distances: at every price the mean of those that could see it,
 * which is how much rested there over time. A wall that stood for a tenth of the span counts a tenth;
 * a maximum would show it whole, and everything near a moving price as a wall.
 *
 * Samples that are missing, because no book was known, take no part. Undefined without any.
 */
export function mergeColumns(samples: readonly BookColumn[], index: number): BookColumn | undefined {
  const last = samples.at(-1);
  if (last === undefined) return undefined;
  const sums = new Map<number, number>();
  for (const { lots, ticks } of samples) {
    for (let at = 0; at < ticks.length; at += 1) {
      const price = ticks[at] as number;
      sums.set(price, (sums.get(price) ?? 0) + (lots[at] as number));
    }
  }
  const ordered = Int32Array.from(sums.keys()).sort();
  const ticks = nearest(ordered, last);
  const lots = new Float32Array(ticks.length);
  for (let at = 0; at < ticks.length; at += 1) {
    const price = ticks[at] as number;
    lots[at] = (sums.get(price) ?? 0) / seenBy(samples, price);
  }
  const isWhole = ticks.length === ordered.length;
  return {
    index,
    ticks,
    lots,
    lowTicks: isWhole ? Math.min(...samples.map((each) => each.lowTicks)) : (ticks[0] ?? 0),
    highTicks: isWhole ? Math.max(...samples.map((each) => each.highTicks)) : (ticks.at(-1) ?? 0),
    bidTicks: last.bidTicks,
    askTicks: last.askTicks,
  };
}

/** The `MERGED_PRICES` prices around the last best bid and ask. */
function nearest(ordered: Int32Array, { askTicks, bidTicks }: BookColumn): Int32Array {
  if (ordered.length <= MERGED_PRICES) return ordered;
  const middle = bidTicks > 0 && askTicks > 0 ? (bidTicks + askTicks) / 2 : bidTicks + askTicks;
  const above = ordered.findIndex((price) => price > middle);
  const around = above < 0 ? ordered.length : above;
  const from = Math.min(Math.max(0, around - MERGED_PRICES / 2), ordered.length - MERGED_PRICES);
  return ordered.slice(from, from + MERGED_PRICES);
}

function seenBy(samples: readonly BookColumn[], price: number): number {
  let count = 0;
  for (const { highTicks, lowTicks } of samples) if (price >= lowTicks && price <= highTicks) count += 1;
  return count;
}
