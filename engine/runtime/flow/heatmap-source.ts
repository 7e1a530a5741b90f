import type { HeatmapColumns, HeatmapStretch, HeatmapUpdate } from '../../contract/heatmap-commands.ts';
import type { MarketEvent } from '../../domain/market/market-event.ts';
import { sampleBook } from '../../market/heatmap/book-column.ts';
import { type BookHistory, COLUMN_LENGTHS_MS, type ColumnMs } from '../../market/heatmap/book-history.ts';
import { tradedSpans } from '../../market/heatmap/traded-spans.ts';
import type { InstrumentMarket } from '../../market/instrument-market.ts';
import type { TradeLog } from '../../market/trade-log.ts';
import type { FlowSource } from './flow-source.ts';
import { heatmapColumns } from './heatmap-columns.ts';

/** The span that has not ended is told this often, in ms of event time: as often as the finest column. */
const FORMING_EVERY_MS = COLUMN_LENGTHS_MS[0];

interface Heatmap {
  readonly columnMs: ColumnMs;
  readonly book: BookHistory;
  readonly trades: TradeLog;
}

/** Tells the columns of the heatmap as they end, and the one that has not ended. */
export class HeatmapSource implements FlowSource {
  readonly #heatmap: Heatmap;
  readonly #endFinest: (() => void) | undefined;
  #market: InstrumentMarket | undefined;
  /** Event time in ms up to which spans were told; undefined until the first update. */
  #toldMs: number | undefined;
  #formingSlot = -1;

  constructor(heatmap: Heatmap) {
    this.#heatmap = heatmap;
    this.#endFinest = heatmap.columnMs === COLUMN_LENGTHS_MS[0] ? heatmap.book.watchFinest() : undefined;
  }

  onEvent(_event: MarketEvent, market: InstrumentMarket): void {
    this.#market = market;
  }

  takeUpdate(): HeatmapUpdate | undefined {
    const market = this.#market;
    const { book } = this.#heatmap;
    if (market === undefined || book.time === 0) return undefined;
    const closed = this.#closed(market);
    const forming = this.#forming(market);
    if (closed === undefined && forming === undefined) return undefined;
    return { ...(closed && { closed }), ...(forming && { forming }) };
  }

  close(): void {
    this.#endFinest?.();
  }

  #closed(market: InstrumentMarket): HeatmapStretch | undefined {
    const { book, columnMs, trades } = this.#heatmap;
    const toMs = Math.floor(book.time / columnMs) * columnMs;
    const fromMs = this.#toldMs ?? toMs;
    this.#toldMs = toMs;
    if (fromMs >= toMs) return undefined;
    const columns = heatmapColumns({
      columnMs,
      lotValue: market.instrument.lotValue,
      books: book.columns(columnMs, fromMs, toMs),
      traded: tradedSpans(trades, columnMs, { fromMs, toMs }),
    });
    return { columns, fromMs, toMs };
  }

  #forming(market: InstrumentMarket): HeatmapColumns | undefined {
    const { columnMs, trades } = this.#heatmap;
    const now = market.lastEventTime;
    const slot = Math.floor(now / FORMING_EVERY_MS);
    if (slot === this.#formingSlot) return undefined;
    this.#formingSlot = slot;
    const index = Math.floor(now / columnMs);
    return heatmapColumns({
      columnMs,
      lotValue: market.instrument.lotValue,
      books: market.feed === 'live' && !market.book.isEmpty ? [sampleBook(market.book, index)] : [],
      traded: tradedSpans(trades, columnMs, { fromMs: index * columnMs, toMs: Infinity }),
    });
  }
}
