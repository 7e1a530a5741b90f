import { HEATMAP_PAGE } from '../../contract/heatmap-commands.ts';
import type { CommandHandlers } from '../../contract/handlers.ts';
import { tradedSpans } from '../../market/heatmap/traded-spans.ts';
import { heatmapColumns } from '../flow/heatmap-columns.ts';
import { tradedPrices } from '../flow/heatmap-traded.ts';
import type { Workstation } from '../workstation.ts';
import { noInstrument } from './answers.ts';

/** What a window asks about the book's past. */
export function heatmapHandlers(station: Workstation): Pick<CommandHandlers, 'heatmap' | 'tradedPrices'> {
  const marketOf = (id: string) => station.session.kernel.rooms.market.of(id);
  return {
    heatmap: ({ columnMs, fromMs, instrument, toMs }) => {
      const market = marketOf(instrument);
      if (!market) return noInstrument(instrument);
      const book = station.flow.bookOf(instrument);
      const ended = Math.floor(book.time / columnMs) * columnMs;
      const begin = Math.ceil(fromMs / columnMs) * columnMs;
      const end = Math.min(toMs, ended, begin + HEATMAP_PAGE * columnMs);
      const columns = heatmapColumns({
        columnMs,
        lotValue: market.instrument.lotValue,
        books: book.columns(columnMs, begin, end),
        traded: tradedSpans(station.flow.tradesOf(instrument), columnMs, { fromMs: begin, toMs: end }),
      });
      return { ok: true, reply: { columns, fromMs: begin, toMs: Math.max(begin, end) } };
    },
    tradedPrices: ({ instrument }) => {
      const market = marketOf(instrument);
      if (!market) return noInstrument(instrument);
      const prices = station.flow.tradedPricesOf(instrument).prices();
      return { ok: true, reply: tradedPrices(prices, [...prices.keys()], market.instrument.lotValue) };
    },
  };
}
