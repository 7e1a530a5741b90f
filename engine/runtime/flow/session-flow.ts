import type { FlowUpdate, FlowWatch } from '../../contract/flow.ts';
import { flowKey } from '../../contract/flow-key.ts';
import type { InstrumentId } from '../../domain/instrument/instrument.ts';
import type { MarketEvent } from '../../domain/market/market-event.ts';
import type { InstrumentMarket } from '../../market/instrument-market.ts';
import { TradeLog } from '../../market/trade-log.ts';
import type { FlowSource } from './flow-source.ts';

interface Watched {
  readonly instrument: string;
  readonly source: FlowSource;
}

/** Makes the source of a watch; undefined when the market has no such instrument. */
export type OpenFlowSource = (watch: FlowWatch, flow: SessionFlow) => FlowSource | undefined;

/**
 * What the windows see of a session's order flow: the trades of every instrument, and one source for
 * each thing on screen. What nobody watches costs nothing but its trades.
 */
export class SessionFlow {
  readonly #trades = new Map<string, TradeLog>();
  readonly #watched = new Map<string, Watched>();
  readonly #openSource: OpenFlowSource;

  constructor(openSource: OpenFlowSource) {
    this.#openSource = openSource;
  }

  /** Every trade of the instrument in this session. */
  tradesOf(instrument: InstrumentId | string): TradeLog {
    let log = this.#trades.get(instrument);
    if (log === undefined) this.#trades.set(instrument, (log = new TradeLog()));
    return log;
  }

  onEvent(event: MarketEvent, market: InstrumentMarket): void {
    if (event.kind === 'trade') this.tradesOf(event.instrument).push(event);
    for (const { instrument, source } of this.#watched.values()) {
      if (instrument === event.instrument) source.onEvent(event, market);
    }
  }

  /** Replaces what is watched; what stays goes on where it was. */
  watch(watches: readonly FlowWatch[]): void {
    const wanted = new Map(watches.map((watch) => [flowKey(watch), watch]));
    for (const key of this.#watched.keys()) if (!wanted.has(key)) this.#watched.delete(key);
    for (const [key, watch] of wanted) {
      if (this.#watched.has(key)) continue;
      const source = this.#openSource(watch, this);
      if (source) this.#watched.set(key, { instrument: watch.instrument, source });
    }
  }

  takeUpdates(): FlowUpdate[] {
    const updates: FlowUpdate[] = [];
    for (const [key, { source }] of this.#watched) {
      const body = source.takeUpdate();
      if (body !== undefined) updates.push({ key, body });
    }
    return updates;
  }
}
