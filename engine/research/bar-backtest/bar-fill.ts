import type { Liquidity } from '../../domain/order/fill.ts';
import type { BarEntry } from './bar-strategy.ts';

/** A price an order got inside a bar. */
export interface BarPrice {
  readonly ticks: number;
  readonly liquidity: Liquidity;
  /** Whether it was got at the open; otherwise somewhere inside, nobody knows when. */
  readonly atOpen: boolean;
}

/** What one bar offers to orders, as seen by somebody who buys (`sign` 1) or sells (`sign` -1). */
export interface OfferedBar {
  readonly open: number;
  readonly high: number;
  readonly low: number;
  /** Ticks an order that takes pays on top. */
  readonly slippageTicks: number;
}

/** An order that takes at the open. A price never falls below one tick. */
export function openPrice(bar: OfferedBar, sign: 1 | -1): BarPrice {
  return {
    ticks: Math.max(1, bar.open + sign * bar.slippageTicks),
    liquidity: 'taker',
    atOpen: true,
  };
}

/** Where an entry is filled in the bar; undefined when its limit was not reached. */
export function entryPrice(entry: BarEntry, bar: OfferedBar): BarPrice | undefined {
  const sign = entry.direction === 'long' ? 1 : -1;
  const atOpen = openPrice(bar, sign);
  const { limitTicks } = entry;
  if (limitTicks === undefined || sign * (limitTicks - atOpen.ticks) >= 0) return atOpen;
  // At the limit itself others stood before us: only a trade beyond it proves that our turn came.
  const extreme = sign === 1 ? bar.low : bar.high;
  if (sign * (limitTicks - extreme) < 1) return undefined;
  // Where the bar opens beyond the limit the order met the market as a taker, if at no better price.
  const opensBeyond = sign * (limitTicks - bar.open) >= 1;
  return { ticks: limitTicks, liquidity: opensBeyond ? 'taker' : 'maker', atOpen: opensBeyond };
}

/** Where a protective stop leaves in the bar; undefined when it was not touched. `sign` is of the position. */
export function stopPrice(stopTicks: number, bar: OfferedBar, sign: 1 | -1): BarPrice | undefined {
  const adverse = sign === 1 ? bar.low : bar.high;
  if (sign * (adverse - stopTicks) > 0) return undefined;
  const gapped = sign * (bar.open - stopTicks) <= 0;
  const touched = gapped ? bar.open : stopTicks;
  return { ticks: Math.max(1, touched - sign * bar.slippageTicks), liquidity: 'taker', atOpen: gapped };
}

/** Where a resting target leaves in the bar; undefined unless it was traded through. `sign` is of the position. */
export function targetPrice(targetTicks: number, bar: OfferedBar, sign: 1 | -1): BarPrice | undefined {
  const favorable = sign === 1 ? bar.high : bar.low;
  if (sign * (favorable - targetTicks) < 1) return undefined;
  return { ticks: targetTicks, liquidity: 'maker', atOpen: false };
}
