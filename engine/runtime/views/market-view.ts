import type { BarView, MarketView, PrintView } from '../../contract/views.ts';
import { type Instrument, priceOf, quantityOf } from '../../domain/instrument/instrument.ts';
import type { Bar } from '../../domain/market/bar.ts';
import type { TradePrint } from '../../domain/market/market-event.ts';
import { lots } from '../../domain/units/lots.ts';
import { ticks } from '../../domain/units/ticks.ts';
import type { InstrumentMarket } from '../../market/instrument-market.ts';

const DAY_MINUTES = 1440;

/** The book of one instrument as a ladder of `depth` levels a side. */
export function marketView(market: InstrumentMarket, time: number, depth: number): MarketView {
  const { book, instrument, lastTradeSide, lastTradeTicks, markTicks } = market;
  const lastPrice = lastTradeTicks > 0 ? priceOf(instrument, ticks(lastTradeTicks)) : null;
  return {
    instrument: instrument.id,
    bids: pricedLevels(instrument, book.levels('bid', depth)),
    asks: pricedLevels(instrument, book.levels('ask', depth)),
    lastPrice,
    lastSide: lastTradeSide ?? null,
    markPrice: markTicks > 0 ? priceOf(instrument, ticks(markTicks)) : null,
    fundingRate: market.fundingRateE8 === undefined ? null : market.fundingRateE8 / 1e8,
    change: dayChange(market, lastPrice),
    feed: {
      status: market.feed,
      detail: market.feedDetail,
      ageMs: market.lastEventTime === 0 ? 0 : Math.max(0, time - market.lastEventTime),
    },
  };
}

function pricedLevels(instrument: Instrument, levels: readonly number[]): number[] {
  return levels.map((value, index) =>
    index % 2 === 0 ? priceOf(instrument, ticks(value)) : quantityOf(instrument, lots(value)),
  );
}

function dayChange(market: InstrumentMarket, lastPrice: number | null): number | null {
  const first = market.bars.at(Math.max(0, market.bars.length - DAY_MINUTES));
  return first && lastPrice !== null ? lastPrice / first.open - 1 : null;
}

export function printView(instrument: Instrument, print: TradePrint): PrintView {
  return {
    timeMs: print.time,
    price: priceOf(instrument, print.ticks),
    sizeBase: quantityOf(instrument, print.lots),
    side: print.aggressor,
  };
}

export function barView(bar: Bar): BarView {
  const { buyVolumeBase, close, high, low, open, openTime, volumeBase } = bar;
  return { openTimeMs: openTime, open, high, low, close, volumeBase, buyVolumeBase };
}
