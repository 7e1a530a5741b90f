import { flowKey } from '../../contract/flow-key.ts';
import type { FlowBars } from '../../contract/footprint-commands.ts';
import type { MarketEvent } from '../../domain/market/market-event.ts';
import type { Divergence } from '../../market/profile/divergences.ts';
import type { InstrumentMarket } from '../../market/instrument-market.ts';
import type { FlowSource } from './flow-source.ts';
import { type FlowBarsWatch, type FootprintBook, footprintBookOf } from './footprint-books.ts';
import { flowBars, packedDivergences, packedNaked } from './footprint-views.ts';
import type { SessionFlow } from './session-flow.ts';

/** Trades taken in at most in one frame, so that reading a long past holds nothing up. */
const MOST_TRADES_A_FRAME = 40_000;
/** When more bars than this closed within a frame, the window asks for what it can see instead. */
const MOST_TOLD = 200;

/** Tells the bars of a footprint or delta display that changed since the update before. */
export class FootprintSource implements FlowSource {
  readonly #watch: FlowBarsWatch;
  readonly #flow: SessionFlow;
  #book: FootprintBook | undefined;
  #told = -1;
  #toldPlace = -1;
  #nakedVersion = -1;
  #divergences: readonly Divergence[] | undefined;

  constructor(watch: FlowBarsWatch, flow: SessionFlow) {
    this.#watch = watch;
    this.#flow = flow;
  }

  onEvent(_event: MarketEvent, market: InstrumentMarket): void {
    if (this.#book !== undefined) return;
    const trades = this.#flow.tradesOf(this.#watch.instrument);
    this.#book = footprintBookOf(flowKey(this.#watch), this.#watch, market, trades);
    this.#book.watchers += 1;
  }

  close(): void {
    if (this.#book !== undefined) this.#book.watchers -= 1;
  }

  takeUpdate(): FlowBars | undefined {
    const book = this.#book;
    if (book === undefined || !book.catchUp(MOST_TRADES_A_FRAME)) return undefined;
    const { closedBars, place } = book.series;
    if (place === this.#toldPlace && closedBars === this.#told) return undefined;
    const from = closedBars - this.#told > MOST_TOLD ? closedBars : Math.max(0, this.#told);
    this.#told = closedBars;
    this.#toldPlace = place;
    return { ...flowBars(book, { from }, true), ...this.#naked(book), ...this.#divided(book) };
  }

  #naked(book: FootprintBook): Pick<FlowBars, 'naked'> {
    if (this.#watch.kind !== 'footprint' || book.series.nakedVersion === this.#nakedVersion) return {};
    this.#nakedVersion = book.series.nakedVersion;
    return { naked: packedNaked(book) };
  }

  #divided(book: FootprintBook): Pick<FlowBars, 'divergences'> {
    if (this.#watch.kind !== 'delta') return {};
    const found = book.divergences();
    if (found === this.#divergences) return {};
    this.#divergences = found;
    return { divergences: packedDivergences(book) };
  }
}
