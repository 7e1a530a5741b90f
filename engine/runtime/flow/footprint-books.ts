import type { FlowWatch } from '../../contract/flow.ts';
import { SWING_REACH } from '../../contract/footprint-commands.ts';
import type { InstrumentMarket } from '../../market/instrument-market.ts';
import { cutterOf } from '../../market/profile/bar-cutter.ts';
import { type Divergence, divergences } from '../../market/profile/divergences.ts';
import { FootprintSeries } from '../../market/profile/footprint-series.ts';
import type { TradeLog } from '../../market/trade-log.ts';

/** What decides how the trades of an instrument fall into bars and rows. */
export type FlowBarsWatch = Extract<FlowWatch, { kind: 'footprint' | 'delta' }>;

/** Series kept of one instrument; of those nobody watches the one asked for longest ago is let go. */
const MOST_SERIES = 8;
/** Closed bars in which divergences are looked for. */
const DIVERGENCE_BARS = 1000;
const DAY_MS = 86_400_000;

let lastGeneration = 0;
const books = new WeakMap<TradeLog, Map<string, FootprintBook>>();

/** The footprints of one watch, kept up with the trades of the session, and a number no other has. */
export class FootprintBook {
  readonly series: FootprintSeries;
  readonly generation: number;
  readonly #watch: FlowBarsWatch;
  readonly #trades: TradeLog;
  readonly #market: InstrumentMarket;
  /** How many sources tell it; what they told must stay the answer to questions. */
  watchers = 0;
  #divergences: readonly Divergence[] = [];
  #dividedAt = -1;

  constructor(watch: FlowBarsWatch, market: InstrumentMarket, trades: TradeLog) {
    this.#watch = watch;
    this.#trades = trades;
    this.#market = market;
    this.generation = lastGeneration += 1;
    const cutter = cutterOf(market.instrument, watch.bars);
    this.series = new FootprintSeries(
      watch.kind === 'footprint'
        ? { cutter, rows: { rowTicks: watch.rowTicks, marks: watch.marks } }
        : { cutter, since: watch.since },
    );
  }

  /** Takes in at most `most` trades; answers whether that was all there is. */
  catchUp(most: number): boolean {
    const isComplete = this.series.catchUp(this.#trades, most);
    if (isComplete) this.series.advance(this.#market.lastEventTime);
    return isComplete;
  }

  /** Divergences of price and cumulative delta in the closed bars, by their numbers; none with rows. */
  divergences(): readonly Divergence[] {
    const { closedBars } = this.series;
    if (this.#watch.kind === 'footprint' || this.#dividedAt === closedBars) return this.#divergences;
    this.#dividedAt = closedBars;
    const { since } = this.#watch;
    const first = Math.max(this.series.firstBar, closedBars - DIVERGENCE_BARS);
    const bars = this.series.closed(first);
    // A bar of time ends with the first moment of the next one; one of activity with its own last trade.
    const field = this.#watch.bars.kind === 'time' ? 'openTime' : 'endTime';
    const dayOf = (at: number) => Math.floor((bars[at]?.[field] ?? 0) / DAY_MS);
    const isComparable = (from: number, to: number) => {
      if (since === 'session') return true;
      return since === 'day' ? dayOf(from) === dayOf(to) : (bars[from]?.openTime ?? 0) >= since;
    };
    this.#divergences = divergences(bars, SWING_REACH, isComparable).map(({ kind, from, to }) => ({
      kind,
      from: from + first,
      to: to + first,
    }));
    return this.#divergences;
  }
}

/** The book of a watch; the same one for the panel that asks and the source that tells. */
export function footprintBookOf(
  key: string,
  watch: FlowBarsWatch,
  market: InstrumentMarket,
  trades: TradeLog,
): FootprintBook {
  let known = books.get(trades);
  if (known === undefined) books.set(trades, (known = new Map()));
  const book = known.get(key) ?? new FootprintBook(watch, market, trades);
  // Put at the end again: the map keeps the order in which they were asked for.
  known.delete(key);
  known.set(key, book);
  if (known.size > MOST_SERIES) {
    const unwatched = [...known].find(([, { watchers }]) => watchers === 0)?.[0];
    if (unwatched !== undefined && unwatched !== key) known.delete(unwatched);
  }
  return book;
}
