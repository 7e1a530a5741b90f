import type { TradeLog } from '../trade-log.ts';

/** What takers bought and sold in one span of time, in lots, with lots × ticks for the mean price. */
export interface TradedSpan {
  boughtLots: number;
  soldLots: number;
  boughtLotTicks: number;
  soldLotTicks: number;
}

/** Trades summed by span of `columnMs`, by the span's number; spans without trades are missing. */
export function tradedSpans(
  trades: TradeLog,
  columnMs: number,
  range: { readonly fromMs: number; readonly toMs: number },
): Map<number, TradedSpan> {
  const spans = new Map<number, TradedSpan>();
  const add = (time: number, ticks: number, signedLots: number) => {
    const index = Math.floor(time / columnMs);
    let span = spans.get(index);
    if (span === undefined) {
      span = { boughtLots: 0, soldLots: 0, boughtLotTicks: 0, soldLotTicks: 0 };
      spans.set(index, span);
    }
    if (signedLots > 0) {
      span.boughtLots += signedLots;
      span.boughtLotTicks += signedLots * ticks;
    } else {
      span.soldLots -= signedLots;
      span.soldLotTicks -= signedLots * ticks;
    }
  };
  trades.each(trades.placeAt(range.fromMs), add, trades.placeAt(range.toMs));
  return spans;
}
