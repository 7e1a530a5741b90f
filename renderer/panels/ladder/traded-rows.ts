import type { TradedPrices } from '../../../engine/contract/heatmap-commands.ts';
import { askEngine } from '../../engine-client/ask-engine.ts';
import { followFlow } from '../../engine-client/flow-updates.ts';

/** What was traded in one row of the ladder in this session, base units. */
export interface TradedRow {
  readonly boughtBase: number;
  readonly soldBase: number;
}

type Side = 'boughtBase' | 'soldBase';

/** Volumes of this session by row. The engine tells totals by price, so that telling twice changes nothing. */
export class TradedRows {
  readonly #groupTicks: number;
  readonly #prices = new Map<number, Record<Side, number>>();
  readonly #rows = new Map<number, Record<Side, number>>();

  constructor(groupTicks: number) {
    this.#groupTicks = groupTicks;
  }

  /** The row whose lowest price is `ticks`; undefined where nothing was traded. */
  at(ticks: number): TradedRow | undefined {
    return this.#rows.get(ticks);
  }

  take({ boughtBase, soldBase, ticks }: TradedPrices): void {
    for (const [at, price] of ticks.entries()) {
      this.#raise(price, 'boughtBase', boughtBase[at] ?? 0);
      this.#raise(price, 'soldBase', soldBase[at] ?? 0);
    }
  }

  // Totals only grow; an answer that was overtaken by an update tells less and changes nothing.
  #raise(price: number, side: Side, total: number): void {
    const before = valueOf(this.#prices, price);
    const more = total - before[side];
    if (more <= 0) return;
    before[side] = total;
    valueOf(this.#rows, Math.floor(price / this.#groupTicks) * this.#groupTicks)[side] += more;
  }
}

function valueOf(all: Map<number, Record<Side, number>>, key: number): Record<Side, number> {
  let value = all.get(key);
  if (value === undefined) all.set(key, (value = { boughtBase: 0, soldBase: 0 }));
  return value;
}

/** Follows what is traded; answers with the rows and the function that ends it. */
export function followTradedRows(instrument: string, groupTicks: number) {
  const rows = new TradedRows(groupTicks);
  const end = followFlow<TradedPrices>({ kind: 'traded-prices', instrument }, (prices) => rows.take(prices));
  void askEngine('tradedPrices', { instrument }).then((answer) => {
    if (answer.ok && answer.reply.ticks !== undefined) rows.take(answer.reply);
  });
  return { rows, end };
}
