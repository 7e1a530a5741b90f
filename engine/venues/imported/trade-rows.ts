import type { MarketEvent, TradePrint } from '../../domain/market/market-event.ts';
import type { Lots } from '../../domain/units/lots.ts';
import type { Ticks } from '../../domain/units/ticks.ts';
import type { RowCells } from './row-cells.ts';
import { momentOf, type ReaderParts, type RowReader, TimeOrder } from './row-reader.ts';
import { RowRuleError } from './table-row.ts';

/** At least so many trade ids are remembered to find one that comes again. */
const MOST_IDS = 8192;

/** Rows that are prints. Without a column of ids they are numbered as they come. */
export class TradeRows implements RowReader {
  readonly #parts: ReaderParts;
  readonly #order = new TimeOrder();
  #ids = new Set<string>();
  #olderIds = new Set<string>();
  #count = 0;

  constructor(parts: ReaderParts) {
    this.#parts = parts;
  }

  read(cells: RowCells): readonly MarketEvent[] {
    const { instrument, steps } = this.#parts;
    const moment = momentOf(cells);
    this.#order.check(moment.time);
    const price = steps.price(cells.positive('price'), 'price');
    const size = steps.size(cells.positive('size'), 'size');
    // A size cut down to nothing is no print.
    if (size === 0) throw new RowRuleError(`size must be at least one lot, was ${cells.text('size')}`);
    const aggressor = cells.side();
    const tradeId = cells.has('tradeId') ? this.#checkedId(cells.text('tradeId')) : String(this.#count + 1);
    this.#keepId(tradeId);
    this.#order.keep(moment.time);
    this.#count += 1;
    const print: TradePrint = {
      kind: 'trade',
      instrument,
      ...moment,
      ticks: price as Ticks,
      lots: size as Lots,
      aggressor,
      tradeId,
    };
    return [print];
  }

  rest(): readonly MarketEvent[] {
    return [];
  }

  missed(): void {
    // A print that was left out changes no other.
  }

  #checkedId(tradeId: string): string {
    if (tradeId === '' || tradeId.length > 64) {
      throw new RowRuleError(`tradeId must have 1 to 64 characters, had ${tradeId.length}`);
    }
    if (this.#ids.has(tradeId) || this.#olderIds.has(tradeId))
      throw new RowRuleError(`trade ${tradeId} is there already`);
    return tradeId;
  }

  // Two sets in turn: taking the oldest entry out of one big set is slow.
  #keepId(tradeId: string): void {
    if (this.#ids.size >= MOST_IDS) {
      this.#olderIds = this.#ids;
      this.#ids = new Set();
    }
    this.#ids.add(tradeId);
  }
}
